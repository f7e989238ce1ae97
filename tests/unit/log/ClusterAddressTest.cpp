#include "tests/support/TestRegistry.h"
#include "tests/unit/log/ContractFixture.h"

using namespace weir;
using namespace weir::log;

class ClusterAddressTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatIsNoAddress_data()
    {
        QTest::addColumn<QString>("address");
        for (const char *address : {"", "memory", "local:", "kafka:", "kafka://", "kafka://host",
                                    "kafka://host:", "kafka://host:port", "kafka://a:1,",
                                    "kafka://a:1,b", "http://a:1"}) {
            QTest::newRow(address) << QString::fromLatin1(address);
        }
    }
    void refusesWhatIsNoAddress()
    {
        QFETCH(QString, address);
        WEIR_FAILS(openCluster(address.toStdString()), "log.invalid-address");
    }

    void kafkaIsNotContactedByOpening()
    {
        const auto opened = openCluster("kafka://nowhere.invalid:9092,other.invalid:1");
        WEIR_OK(opened);
        QCOMPARE(int((*opened)->kind()), int(ClusterKind::Kafka));
        QCOMPARE((*opened)->address(), std::string("kafka://nowhere.invalid:9092,other.invalid:1"));
    }

    void localLivesInTheDataFolder()
    {
        QTemporaryDir folder;
        const std::string inside = folder.filePath(QStringLiteral("a/b")).toStdString();
        const auto first = openCluster("local", {.dataFolder = inside});
        WEIR_OK(first);
        QVERIFY(QFile::exists(folder.filePath(QStringLiteral("a/b/local.db"))));
        const auto second = openCluster("local:" + inside + "/local.db");
        WEIR_OK(second);
        QCOMPARE(*(*second)->id(soon()), *(*first)->id(soon()));
        const auto other = openCluster("local:" + inside + "/other.db");
        WEIR_OK(other);
        QVERIFY(*(*other)->id(soon()) != *(*first)->id(soon()));
    }

    void aFileThatIsNoClusterIsAnError()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("x.db")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();
        WEIR_FAILS(openCluster("local:" + file.fileName().toStdString()), "log.storage");
        WEIR_FAILS(openCluster("local:/proc/none/x.db"), "log.storage");
    }
};

WEIR_TEST(ClusterAddressTest)
#include "ClusterAddressTest.moc"
