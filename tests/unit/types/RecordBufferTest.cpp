#include "core/types/Slab.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

#include <string>

using namespace weir;

class RecordBufferTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsNullAndEmptyApart()
    {
        RecordBuffer buffer;
        buffer.add(1, std::nullopt, "");
        buffer.add(2, "", std::nullopt);
        const auto records = buffer.run().records;
        QVERIFY(!records[0].hasKey() && records[0].hasValue());
        QVERIFY(records[1].hasKey() && !records[1].hasValue());
    }

    void keepsHeadersWithTheirRecord()
    {
        const std::vector<HeaderView> headers = {{"a", "1"}, {"a", std::nullopt}};
        RecordBuffer buffer;
        buffer.add(1, "k", "v", headers);
        buffer.add(2, "k", "v");
        buffer.add(3, "k", "v", {headers.data() + 1, 1});
        const RecordRun run = buffer.run();
        QVERIFY(std::ranges::equal(run.headersOf(run.records[0]), headers));
        QVERIFY(run.headersOf(run.records[1]).empty());
        QCOMPARE(run.headersOf(run.records[2]).size(), std::size_t(1));
        QVERIFY(!run.headersOf(run.records[2])[0].value);
    }

    void viewsStayWhileTheBufferGrowsAndMoves()
    {
        RecordBuffer buffer;
        for (int i = 0; i < 20000; ++i) {
            const std::string text = std::to_string(i);
            buffer.add(i, text, text + std::string(100, 'x'));
        }
        const RecordBuffer moved = std::move(buffer);
        for (int i = 0; i < 20000; ++i) {
            QCOMPARE(moved.run().records[std::size_t(i)].key(),
                     std::string_view(std::to_string(i)));
        }
    }

    void canBeUsedAgainAfterMoveAndClear()
    {
        RecordBuffer buffer;
        buffer.add(1, "key", "value");
        RecordBuffer moved = std::move(buffer);
        buffer.add(2, "other", "thing");
        QCOMPARE(moved.run().records[0].key(), std::string_view("key"));
        QCOMPARE(buffer.run().records[0].key(), std::string_view("other"));
        moved.clear();
        QCOMPARE(moved.bytes(), std::size_t(0));
        moved.add(3, "a", "b");
        QCOMPARE(moved.run().records[0].value(), std::string_view("b"));
    }

    void everyValueHasReadableBytesBehindIt()
    {
        RecordBuffer buffer;
        std::size_t sum = 0;
        for (std::size_t size = 1; size < 40000; size = size * 3 / 2 + 1) {
            buffer.add(0, std::nullopt, std::string(size, 'v'));
            const RecordView &last = buffer.run().records.back();
            for (std::size_t i = 0; i < kReadablePadding; ++i) {
                sum += static_cast<unsigned char>(last.valueData[last.valueSize + i]);
            }
        }
        QVERIFY(sum != 1); // the address sanitizer judges the reads
    }

    void sliceSharesTheParent()
    {
        RecordBuffer buffer;
        for (int i = 0; i < 5; ++i) {
            buffer.add(i, "k", std::to_string(i));
        }
        buffer.records()[4].offset = 9;
        SlabPtr slab = std::make_shared<Slab>(TopicPartition{"t", 2}, std::move(buffer), 12);
        const Slab middle(slab, 1, 3);
        const Slab last(slab, 3, 2);
        slab.reset();
        QCOMPARE(middle.nextOffset(), 9);
        QCOMPARE(last.nextOffset(), 12);
        QCOMPARE(middle.records()[0].value(), std::string_view("1"));
        QCOMPARE(last.source().partition, 2);
        QCOMPARE(last.bytes(), std::size_t(4));
    }
};

WEIR_TEST(RecordBufferTest)
#include "RecordBufferTest.moc"
