#include "tests/support/TestRegistry.h"
#include "tests/unit/log/TopicOnDisk.h"

using namespace weir;
using namespace weir::log;
using namespace weir::test;

namespace {

constexpr EpochMs kDay = 86'400'000;

} // namespace

class CompactionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void compactionKeepsTheLastOfEachKeyAtItsOffset()
    {
        TopicOnDisk topic({{"cleanup.policy", "compact"}}, 3 * kDay);
        WEIR_OK(topic.made());
        WEIR_OK(topic.append({{0, 1, "a", "1"}, {0, 2, "b", "1"}, {0, 3, "a", "2"}}));
        WEIR_OK(topic.append({{0, 4, "c", "1"}, {0, 5, "gone", std::nullopt}}));
        WEIR_OK(topic.append({{0, 6, "b", "2"}, {0, 3 * kDay, "fresh", std::nullopt}}));
        WEIR_OK(topic.append({{0, 7, "c", "2"}, {0, 8, "late", std::nullopt}}));
        WEIR_OK(topic.keepHouse());
        const ReadBack back = topic.readAll();
        QCOMPARE(back.records, (std::vector<PlainRecord>{{2, 3, "a", "2"},
                                                         {5, 6, "b", "2"},
                                                         {6, 3 * kDay, "fresh", std::nullopt},
                                                         {7, 7, "c", "2"}}));
        QCOMPARE(back.events.back().position, 9);
        QCOMPARE(topic.readAll(Position::at(3)).records.front().offset, 5);
        WEIR_OK(topic.append({{0, 9, "d", "1"}}));
        QCOMPARE(topic.readAll().records.back().offset, 9);
    }

    void findsOffsetsByTimeAfterTheLatestRecordsAreGone()
    {
        TopicOnDisk topic({{"cleanup.policy", "compact"}}, kNow);
        WEIR_OK(topic.made());
        WEIR_OK(topic.append({{0, 100, "a", "1"}, {0, 1, "b", "1"}}));
        WEIR_OK(topic.append({{0, 2, "a", "2"}}));
        WEIR_OK(topic.keepHouse());
        QCOMPARE(topic.offsetForTime(50), 3);
        QCOMPARE(topic.offsetForTime(1), 1);
        WEIR_OK(topic.append({{0, 70, "c", "1"}}));
        // As a file has it whose batches were compacted before their times were kept up.
        WEIR_OK(topic.alterFile("UPDATE batches SET max_time = 100"));
        QCOMPARE(topic.offsetForTime(50), 3);
        QCOMPARE(topic.offsetForTime(71), 4);
    }
};

WEIR_TEST(CompactionTest)
#include "CompactionTest.moc"
