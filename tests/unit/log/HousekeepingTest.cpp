#include "tests/support/TestRegistry.h"
#include "tests/unit/log/TopicOnDisk.h"

using namespace weir;
using namespace weir::log;
using namespace weir::test;

class HousekeepingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void retentionByTimeDropsWholeBatches()
    {
        TopicOnDisk topic({{"retention.ms", "5000"}}, kNow);
        WEIR_OK(topic.made());
        WEIR_OK(topic.append({{0, 1000, "a", "1"}, {0, 2000, "b", "2"}}));
        WEIR_OK(topic.append({{0, 3000, "c", "3"}, {0, 6000, "d", "4"}}));
        WEIR_OK(topic.append({{0, 9000, "e", "5"}}));
        WEIR_OK(topic.keepHouse());
        QCOMPARE(topic.offsets(), (PartitionOffsets{2, 5, 5}));
        const ReadBack back = topic.readAll();
        QCOMPARE(back.records.size(), std::size_t(3));
        QCOMPARE(back.records[0], (PlainRecord{2, 3000, "c", "3"}));
        QCOMPARE(int(topic.readAll(Position::at(0)).events.back().kind),
                 int(ReaderEvent::Kind::OffsetOutOfRange));
    }

    void retentionByBytesKeepsTheNewest()
    {
        TopicOnDisk topic({{"retention.ms", "-1"}, {"retention.bytes", "200"}}, kNow);
        WEIR_OK(topic.made());
        for (int i = 0; i < 10; ++i) {
            WEIR_OK(topic.append({{0, i, "k", "v"}}));
        }
        WEIR_OK(topic.keepHouse());
        QVERIFY(topic.offsets().begin > 5 && topic.offsets().begin < 10);
        QCOMPARE(topic.offsets().end, 10);
    }

    void retentionByBytesLeavesAtLeastThatMuch()
    {
        TopicOnDisk topic({{"retention.ms", "-1"}, {"retention.bytes", "20"}}, kNow);
        WEIR_OK(topic.made());
        WEIR_OK(topic.append({{0, 1, "k", "v"}}));
        WEIR_OK(topic.append({{0, 2, "k", "v"}}));
        WEIR_OK(topic.keepHouse());
        QCOMPARE(topic.offsets(), (PartitionOffsets{1, 2, 2}));
    }

    void stampsByTheLogAndOpensWhatItWrote()
    {
        TopicOnDisk topic({{"message.timestamp.type", "LogAppendTime"}}, 77);
        WEIR_OK(topic.made());
        WEIR_OK(topic.append({{0, 1, "a", "1"}, {0, 2, "b", "2"}}));
        const auto records = topic.readAll().records;
        QCOMPARE(records[0].timestamp, 77);
        QCOMPARE(records[1].timestamp, 77);
    }

    void saysWhereRecordsAreDamaged()
    {
        TopicOnDisk topic({}, kNow);
        WEIR_OK(topic.made());
        WEIR_OK(topic.append({{0, 1, "a", "1"}, {0, 2, "b", "2"}}));
        WEIR_OK(topic.append({{0, 3, "c", "3"}}));
        WEIR_OK(topic.alterFile("UPDATE batches SET bytes = zeroblob(80) WHERE base = 2"));
        const auto reader = topic.cluster().openReader();
        WEIR_OK(reader);
        WEIR_OK((*reader)->assign({"t", 0}, Position::beginning(), soon()));
        const auto polled = (*reader)->poll(soon(), 1U << 20U);
        WEIR_FAILS(polled, "log.corrupt-batch");
        QCOMPARE(polled.error().message,
                 std::string("The records from offset 2 on in partition 0 of 't' cannot be read: "
                             "A record batch is damaged: its header does not fit"));
        WEIR_FAILS(topic.cluster().offsetsForTime("t", 3, soon()), "log.corrupt-batch");
    }
};

WEIR_TEST(HousekeepingTest)
#include "HousekeepingTest.moc"
