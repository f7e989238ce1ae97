#include "core/log/local/LocalCluster.h"
#include "tests/support/TestRegistry.h"
#include "tests/unit/log/ContractFixture.h"

using namespace weir;
using namespace weir::log;
using namespace weir::test;

class HousekeepingTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_files = 0;

    ClusterPtr openAt(EpochMs now)
    {
        const QString path = m_folder.filePath(QStringLiteral("%1.db").arg(++m_files));
        return *openCluster("local:" + path.toStdString(),
                            {.clock = std::make_shared<FixedClock>(now)});
    }
    static Status append(Cluster &cluster, const std::vector<PlainRecord> &records)
    {
        RecordBuffer buffer;
        for (const PlainRecord &record : records) {
            buffer.add(record.timestamp, record.key, record.value);
        }
        WEIR_ASSIGN(const auto writer, cluster.openWriter());
        WEIR_TRY(writer->write({{"t", 0}, buffer.run()}, soon()));
        return {};
    }
    static ReadBack readAll(Cluster &cluster, Position from = Position::beginning())
    {
        auto reader = cluster.openReader();
        static_cast<void>((*reader)->assign({"t", 0}, from, soon()));
        return ContractFixture::pollToEnd(**reader, {"t", 0});
    }

private Q_SLOTS:
    void retentionByTimeDropsWholeBatches()
    {
        const ClusterPtr cluster = openAt(10'000);
        WEIR_OK(cluster->createTopic({.name = "t", .config = {{"retention.ms", "5000"}}}, soon()));
        WEIR_OK(append(*cluster, {{0, 1000, "a", "1"}, {0, 2000, "b", "2"}}));
        WEIR_OK(append(*cluster, {{0, 3000, "c", "3"}, {0, 6000, "d", "4"}}));
        WEIR_OK(append(*cluster, {{0, 9000, "e", "5"}}));
        WEIR_OK(static_cast<LocalCluster &>(*cluster).keepHouse(soon()));
        QCOMPARE(cluster->offsets("t", soon())->front(), (PartitionOffsets{2, 5, 5}));
        const ReadBack back = readAll(*cluster);
        QCOMPARE(back.records.size(), std::size_t(3));
        QCOMPARE(back.records[0], (PlainRecord{2, 3000, "c", "3"}));
        QCOMPARE(int(readAll(*cluster, Position::at(0)).events.back().kind),
                 int(ReaderEvent::Kind::OffsetOutOfRange));
    }

    void retentionByBytesKeepsTheNewest()
    {
        const ClusterPtr cluster = openAt(10'000);
        WEIR_OK(cluster->createTopic(
            {.name = "t", .config = {{"retention.ms", "-1"}, {"retention.bytes", "200"}}}, soon()));
        for (int i = 0; i < 10; ++i) {
            WEIR_OK(append(*cluster, {{0, i, "k", "v"}}));
        }
        WEIR_OK(static_cast<LocalCluster &>(*cluster).keepHouse(soon()));
        const PartitionOffsets offsets = cluster->offsets("t", soon())->front();
        QVERIFY(offsets.begin > 5 && offsets.begin < 10);
        QCOMPARE(offsets.end, 10);
    }

    void compactionKeepsTheLastOfEachKeyAtItsOffset()
    {
        constexpr EpochMs kDay = 86'400'000;
        const ClusterPtr cluster = openAt(3 * kDay);
        WEIR_OK(
            cluster->createTopic({.name = "t", .config = {{"cleanup.policy", "compact"}}}, soon()));
        WEIR_OK(append(*cluster, {{0, 1, "a", "1"}, {0, 2, "b", "1"}, {0, 3, "a", "2"}}));
        WEIR_OK(append(*cluster, {{0, 4, "c", "1"}, {0, 5, "gone", std::nullopt}}));
        WEIR_OK(append(*cluster, {{0, 6, "b", "2"}, {0, 3 * kDay, "fresh", std::nullopt}}));
        WEIR_OK(append(*cluster, {{0, 7, "c", "2"}, {0, 8, "late", std::nullopt}}));
        WEIR_OK(static_cast<LocalCluster &>(*cluster).keepHouse(soon()));
        const ReadBack back = readAll(*cluster);
        QCOMPARE(back.records, (std::vector<PlainRecord>{{2, 3, "a", "2"},
                                                         {5, 6, "b", "2"},
                                                         {6, 3 * kDay, "fresh", std::nullopt},
                                                         {7, 7, "c", "2"}}));
        QCOMPARE(back.events.back().position, 9);
        QCOMPARE(readAll(*cluster, Position::at(3)).records.front().offset, 5);
        WEIR_OK(append(*cluster, {{0, 9, "d", "1"}}));
        QCOMPARE(readAll(*cluster).records.back().offset, 9);
    }

    void stampsByTheLogAndOpensWhatItWrote()
    {
        const ClusterPtr cluster = openAt(77);
        WEIR_OK(cluster->createTopic(
            {.name = "t", .config = {{"message.timestamp.type", "LogAppendTime"}}}, soon()));
        WEIR_OK(append(*cluster, {{0, 1, "a", "1"}, {0, 2, "b", "2"}}));
        const auto records = readAll(*cluster).records;
        QCOMPARE(records[0].timestamp, 77);
        QCOMPARE(records[1].timestamp, 77);
    }
};

WEIR_TEST(HousekeepingTest)
#include "HousekeepingTest.moc"
