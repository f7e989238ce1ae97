#include "tests/e2e/PipelineFixture.h"
#include "tests/support/TestRegistry.h"

#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

using namespace weir;
using namespace weir::test;

/// The demo pipeline with one seed on every kind of cluster gives what SQLite computes from the
/// same input.
class EqualityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsTheOracle_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("partitions");
        QTest::addColumn<int>("batchRows");
        for (const char *kind : {"memory", "local", "kafka"}) {
            for (const int partitions : {1, 4}) {
                QTest::addRow("%s, %d partitions", kind, partitions) << kind << partitions << 2048;
            }
        }
        QTest::newRow("memory, one row a step") << "memory" << 4 << 1;
        QTest::newRow("memory, seven rows a step") << "memory" << 4 << 7;
    }

    void equalsTheOracle()
    {
        try {
            comparePipelineWithOracle();
        } catch (const std::exception &error) {
            QFAIL(error.what());
        }
    }

private:
    void comparePipelineWithOracle()
    {
        QFETCH(QString, kind);
        QFETCH(int, partitions);
        QFETCH(int, batchRows);
        const QTemporaryDir folder;
        const log::ClusterPtr cluster = open(kind, folder.path());
        if (!cluster) {
            QSKIP("no broker: WEIR_KAFKA is not set (installer/test starts one)");
        }
        fillRatings(cluster, partitions, batchRows == 1 ? 500 : 5000);
        const std::string runId = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
        QCOMPARE(runUntilCaughtUp(cluster, ratingsSql(), runId, std::size_t(batchRows)),
                 std::string());

        RatingsOracle oracle;
        feedOracle(oracle, *cluster);
        const std::string difference = compareWithOracle(*cluster, oracle);
        QVERIFY2(difference.empty(), difference.c_str());
        showsUnknownCustomersWithNulls(*cluster);
        removeTopics(*cluster);
    }

    static log::ClusterPtr open(const QString &kind, const QString &folder)
    {
        std::string address = kind.toStdString() + ":";
        if (kind == u"local") {
            address += folder.toStdString();
        } else if (kind == u"kafka") {
            const QByteArray broker = qgetenv("WEIR_KAFKA");
            if (broker.isEmpty()) {
                return nullptr;
            }
            address = "kafka://" + broker.toStdString();
        }
        auto cluster = log::openCluster(address, {.dataFolder = folder.toStdString()});
        if (cluster) {
            removeTopics(**cluster);
        }
        return cluster ? *cluster : nullptr;
    }

    /// The broker is shared by a whole test run; every row starts from no topics.
    static void removeTopics(log::Cluster &cluster)
    {
        for (const char *topic :
             {"ratings", "customers", "POOR_RATINGS", "RATINGS_WITH_CUSTOMER_DATA",
              "UNHAPPY_PLATINUM_CUSTOMERS", "RATINGS_BY_CLUB_STATUS"}) {
            (void)cluster.deleteTopic(topic, Deadline::in(std::chrono::seconds(10)));
        }
    }

    static void showsUnknownCustomersWithNulls(log::Cluster &cluster)
    {
        int unknown = 0;
        for (const ExpectedRecord &record : streamRecords(cluster, "RATINGS_WITH_CUSTOMER_DATA")) {
            if (record.key == "-1" || record.key == "0") {
                ++unknown;
                QVERIFY(record.value.find("\"CLUB_STATUS\":null") != std::string::npos);
                QVERIFY(record.value.find("\"FIRST_NAME\":null") != std::string::npos);
            }
        }
        QVERIFY(unknown > 0);
    }
};

WEIR_TEST(EqualityTest)
#include "EqualityTest.moc"
