#include "tests/e2e/PipelineFixture.h"
#include "tests/support/TestRegistry.h"

#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

#include <algorithm>
#include <array>

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
        const QByteArray broker = qgetenv("WEIR_KAFKA");
        if (kind == u"kafka" && broker.isEmpty()) {
            QSKIP("no broker: WEIR_KAFKA is not set (installer/test starts one)");
        }
        const std::string address = kind == u"kafka"   ? "kafka://" + broker.toStdString()
                                    : kind == u"local" ? "local:" + folder.path().toStdString()
                                                       : "memory:";
        const auto opened = log::openCluster(address, {.dataFolder = folder.path().toStdString()});
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().message.c_str());
        const log::ClusterPtr &cluster = *opened;
        const std::string taken = topicsInTheWay(*cluster);
        QVERIFY2(taken.empty(), taken.c_str());
        // The broker is shared by a whole test run; every row starts from no topics.
        const auto cleanUp = qScopeGuard([&] { removeTopics(*cluster); });
        fillRatings(cluster, partitions, batchRows == 1 ? 500 : 5000);
        const std::string runId = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
        QCOMPARE(runUntilCaughtUp(cluster, ratingsSql(), runId, std::size_t(batchRows)),
                 std::string());

        RatingsOracle oracle;
        feedOracle(oracle, *cluster);
        const std::string difference = compareWithOracle(*cluster, oracle);
        QVERIFY2(difference.empty(), difference.c_str());
        showsUnknownCustomersWithNulls(*cluster);
    }

    static constexpr std::array kTopics = {
        "ratings",
        "customers",
        "POOR_RATINGS",
        "RATINGS_WITH_CUSTOMER_DATA",
        "UNHAPPY_PLATINUM_CUSTOMERS",
        "RATINGS_BY_CLUB_STATUS",
    };

    /// These topics are deleted in the end: not where somebody else has made them.
    static std::string topicsInTheWay(log::Cluster &cluster)
    {
        const auto topics = cluster.topics(Deadline::in(std::chrono::seconds(10)));
        if (!topics) {
            return topics.error().message;
        }
        for (const log::TopicInfo &topic : *topics) {
            if (std::find(kTopics.begin(), kTopics.end(), topic.name) != kTopics.end()) {
                return cluster.address() + " has a topic " + topic.name +
                       " that this test would delete: give it a broker of its own "
                       "(tests/kafka/with-broker)";
            }
        }
        return {};
    }

    static void removeTopics(log::Cluster &cluster)
    {
        for (const char *topic : kTopics) {
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
