#include "tests/support/TestRegistry.h"
#include "tests/unit/log/TopicOnDisk.h"

#include <random>

using namespace weir;
using namespace weir::log;
using namespace weir::test;

namespace {

constexpr EpochMs kDay = 86'400'000;

/// Text that gets no smaller when it is compressed.
std::string randomText(std::size_t size)
{
    std::minstd_rand random(1);
    std::string text(size, ' ');
    for (char &c : text) {
        c = char(random());
    }
    return text;
}

} // namespace

class CompactionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheLastOfEachKeyAtItsOffset()
    {
        TopicOnDisk topic({{"cleanup.policy", "compact"}}, kNow);
        WEIR_OK(topic.made());
        WEIR_OK(topic.append({{0, 1, "a", "1"}, {0, 2, "b", "1"}, {0, 3, "a", "2"}}));
        WEIR_OK(topic.append({{0, 4, "c", "1"}, {0, 5, "d", "1"}}));
        WEIR_OK(topic.append({{0, 6, "b", "2"}, {0, 7, "d", std::nullopt}}));
        WEIR_OK(topic.append({{0, 8, "c", "2"}, {0, 9, "e", "1"}}));
        WEIR_OK(topic.keepHouse());
        const ReadBack back = topic.readAll();
        QCOMPARE(back.records, (std::vector<PlainRecord>{{2, 3, "a", "2"},
                                                         {5, 6, "b", "2"},
                                                         {6, 7, "d", std::nullopt},
                                                         {7, 8, "c", "2"},
                                                         {8, 9, "e", "1"}}));
        QCOMPARE(back.events.back().position, 9);
        QCOMPARE(topic.readAll(Position::at(3)).records.front().offset, 5);
        WEIR_OK(topic.append({{0, 9, "d", "1"}}));
        QCOMPARE(topic.readAll().records.back().offset, 9);
    }

    // However old the record itself is: it may have been backfilled.
    void tombstonesStayForTheirTimeAfterTheirValuesWent()
    {
        TopicOnDisk topic({{"cleanup.policy", "compact"}, {"delete.retention.ms", "60000"}},
                          100 * kDay);
        WEIR_OK(topic.made());
        WEIR_OK(topic.append({{0, 1, "k", "1"}}));
        WEIR_OK(topic.append({{0, 2, "k", std::nullopt}}));
        WEIR_OK(topic.keepHouse());
        const PlainRecord tombstone{1, 2, "k", std::nullopt};
        QCOMPARE(topic.readAll().records, (std::vector<PlainRecord>{tombstone}));

        // A later compaction begins the time of this one's own tombstones only.
        topic.clock().set(100 * kDay + 59'999);
        WEIR_OK(topic.append({{0, 3, "m", randomText(500)}, {0, 4, "n", std::nullopt}}));
        WEIR_OK(topic.keepHouse());
        QCOMPARE(topic.readAll().records.size(), std::size_t(3));
        QCOMPARE(topic.readAll().records.front(), tombstone);

        topic.clock().set(100 * kDay + 60'000);
        WEIR_OK(topic.append({{0, 5, "o", randomText(2'000)}}));
        WEIR_OK(topic.keepHouse());
        const auto records = topic.readAll().records;
        QCOMPARE(records.size(), std::size_t(3));
        QCOMPARE(records[0].key, std::optional<std::string>("m"));
        QCOMPARE(records[1].key, std::optional<std::string>("n"));
        QCOMPARE(records[2].key, std::optional<std::string>("o"));

        topic.clock().set(100 * kDay + 120'000);
        WEIR_OK(topic.append({{0, 6, "p", randomText(8'000)}}));
        WEIR_OK(topic.keepHouse());
        QCOMPARE(topic.readAll().records.size(), std::size_t(3));
        QCOMPARE(topic.readAll().records[1].key, std::optional<std::string>("o"));
    }

    // What is broken off on its way, here by damaged records, must not have removed a tombstone
    // whose value is still there; and other topics go on.
    void brokenOffItBringsNoDeletedKeyBack()
    {
        TopicOnDisk topic({{"cleanup.policy", "compact"}, {"delete.retention.ms", "0"}},
                          100 * kDay);
        WEIR_OK(topic.made());
        WEIR_OK(topic.append({{0, 1, "k", "1"}}));
        WEIR_OK(topic.append({{0, 2, "damaged", "1"}}));
        WEIR_OK(topic.append({{0, 3, "k", std::nullopt}}));
        WEIR_OK(topic.cluster().createTopic(
            {.name = "u", .config = {{"cleanup.policy", "compact"}}}, soon()));
        WEIR_OK(topic.append({{0, 1, "k", "1"}, {0, 1, "k", "2"}}, "u"));
        WEIR_OK(topic.alterFile("UPDATE batches SET bytes = zeroblob(80) WHERE topic = 1"
                                " AND base = 1"));
        WEIR_FAILS(topic.keepHouse(), "log.corrupt-batch");
        const ReadBack last = topic.readAll(Position::at(2));
        QCOMPARE(last.records, (std::vector<PlainRecord>{{2, 3, "k", std::nullopt}}));
        QCOMPARE(topic.readAll(Position::beginning(), "u").records,
                 (std::vector<PlainRecord>{{1, 1, "k", "2"}}));
    }

    void leavesWhatIsTooYoung()
    {
        TopicOnDisk topic({{"cleanup.policy", "compact"}, {"min.compaction.lag.ms", "1000"}},
                          10'000);
        WEIR_OK(topic.made());
        WEIR_OK(topic.append({{0, 1'000, "k", "1"}}));
        WEIR_OK(topic.append({{0, 2'000, "k", "2"}}));
        WEIR_OK(topic.append({{0, 9'500, "k", "3"}}));
        WEIR_OK(topic.keepHouse());
        QCOMPARE(topic.readAll().records,
                 (std::vector<PlainRecord>{{1, 2'000, "k", "2"}, {2, 9'500, "k", "3"}}));
    }

    // Whatever the number of its updates: what counts is how much there is.
    void beginsAnewWhenAsMuchWasWrittenAsThereIs()
    {
        TopicOnDisk topic({{"cleanup.policy", "compact"}}, kNow);
        WEIR_OK(topic.made());
        for (int round = 0; round < 3; ++round) {
            for (int i = 0; i < 20 >> round; ++i) {
                WEIR_OK(topic.append({{0, i, "k", std::to_string(i)}}));
            }
            WEIR_OK(topic.keepHouse());
            QCOMPARE(topic.readAll().records.size(), std::size_t(1));
        }
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
