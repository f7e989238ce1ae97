#include "core/types/Partitioner.h"

#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace weir;

class PartitionerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Values of org.apache.kafka.common.utils.Utils.murmur2, computed with kafka-clients 4.3.1.
    void hashesAsTheJavaClient_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<int>("hash");
        QTest::newRow("2 bytes") << QByteArray("21") << -973932308;
        QTest::newRow("6 bytes") << QByteArray("foobar") << -790332482;
        QTest::newRow("with dashes") << QByteArray("a-little-bit-long-string") << -985981536;
        QTest::newRow("26 bytes") << QByteArray("a-little-bit-longer-string") << -1486304829;
        QTest::newRow("long") << QByteArray("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8")
                              << -58897971;
        QTest::newRow("3 bytes") << QByteArray("abc") << 479470107;
        QTest::newRow("empty") << QByteArray("") << 275646681;
    }
    void hashesAsTheJavaClient()
    {
        QFETCH(QByteArray, key);
        QFETCH(int, hash);
        QCOMPARE(murmur2({key.constData(), std::size_t(key.size())}), hash);
    }

    void partitionIsNeverNegative()
    {
        QCOMPARE(partitionOfKey("21", 4), (-973932308 & 0x7fffffff) % 4);
        QCOMPARE(partitionOfKey("", 6), 275646681 % 6);
        QCOMPARE(partitionOfKey("anything", 1), 0);
    }
};

WEIR_TEST(PartitionerTest)
#include "PartitionerTest.moc"
