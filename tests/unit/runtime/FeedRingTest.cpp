#include "core/runtime/feed/FeedRing.h"

#include "tests/support/TestRegistry.h"

#include <QTest>

#include <future>
#include <thread>

using namespace weir;
using namespace weir::runtime;

namespace {

FeedRow rowOf(std::size_t bytes = 1)
{
    FeedRow row;
    row.cells.push_back({std::string(bytes, 'x')});
    return row;
}

} // namespace

/// The ring between a worker and the one who looks (STUDIO.md 2).
class FeedRingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersRowsAndGivesThemInOrder()
    {
        FeedRing ring;
        for (int i = 0; i < 5; ++i) {
            ring.push(rowOf());
        }
        const FeedDrain first = ring.drain(3);
        QCOMPARE(first.rows.size(), std::size_t(3));
        QVERIFY(first.more);
        const FeedDrain second = ring.drain(3);
        QCOMPARE(second.rows.front().sequence, std::uint64_t(3));
        QVERIFY(!second.more);
        QVERIFY(!second.finished);
    }

    void keepsTheNewestTenThousandRowsAndCountsTheOthers()
    {
        FeedRing ring;
        for (std::size_t i = 0; i < FeedRing::kMostRows + 7; ++i) {
            ring.push(rowOf());
        }
        QCOMPARE(ring.waiting(), FeedRing::kMostRows);
        const FeedDrain drained = ring.drain(1);
        QCOMPARE(drained.droppedUnseen, std::uint64_t(7));
        QCOMPARE(drained.rows.front().sequence, std::uint64_t(7));
        QCOMPARE(ring.drain(1).droppedUnseen, std::uint64_t(0));
    }

    void keepsNoMoreThanItsBytes()
    {
        FeedRing ring;
        for (int i = 0; i < 9000; ++i) {
            ring.push(rowOf(8192));
        }
        QVERIFY(ring.waiting() < FeedRing::kMostBytes / 8192);
        QVERIFY(ring.waiting() > 3000);
        const FeedDrain drained = ring.drain(1);
        QCOMPARE(drained.droppedUnseen + ring.waiting() + 1, std::uint64_t(9000));
    }

    void keepsOneRowThatIsTooBigForIt()
    {
        FeedRing ring;
        ring.push(rowOf());
        ring.push(rowOf(FeedRing::kMostBytes + 1));
        QCOMPARE(ring.waiting(), std::size_t(1));
        ring.push(rowOf());
        QCOMPARE(ring.drain(10).rows.size(), std::size_t(1));
    }

    void showsSkippedRowsAsAGapInTheNumbers()
    {
        FeedRing ring;
        ring.push(rowOf());
        ring.skip(10);
        ring.push(rowOf());
        const FeedDrain drained = ring.drain(10);
        QCOMPARE(drained.rows.back().sequence, std::uint64_t(11));
        QCOMPARE(drained.droppedUnseen, std::uint64_t(10));
    }

    void keepsTheNewestPointOfAWindow()
    {
        FeedRing ring;
        for (const double value : {1.0, 2.0, 3.0}) {
            ring.push({.key = "gold", .windowStart = 60000, .value = value});
        }
        ring.push({.key = "gold", .windowStart = 120000, .value = 9});
        const FeedDrain drained = ring.drain(10);
        QCOMPARE(drained.points.size(), std::size_t(2));
        QCOMPARE(drained.points.front().value, 3.0);
        QVERIFY(ring.drain(10).points.empty());
    }

    void wakesItsReaderOnceUntilTheNextDrain()
    {
        FeedRing ring;
        int woken = 0;
        ring.setWakeUp([&] { ++woken; });
        ring.push(rowOf());
        ring.push(rowOf());
        QCOMPARE(woken, 1);
        ring.drain(10);
        ring.push(rowOf());
        QCOMPARE(woken, 2);
    }

    void wakesAReaderThatComesLate()
    {
        FeedRing ring;
        ring.push(rowOf());
        int woken = 0;
        ring.setWakeUp([&] { ++woken; });
        QCOMPARE(woken, 1);
    }

    void isFinishedWhenTheLastRowIsTaken()
    {
        FeedRing ring;
        ring.push(rowOf());
        ring.push(rowOf());
        ring.finish();
        QVERIFY(!ring.drain(1).finished);
        QVERIFY(ring.drain(1).finished);
    }

    void saysWhyItFailed()
    {
        FeedRing ring;
        ring.fail(userError("test.no", "no"));
        QCOMPARE(ring.info().failure->code, std::string("test.no"));
        QVERIFY(ring.drain(1).finished);
    }

    void letsAWriterWaitForRoom()
    {
        FeedRing ring;
        for (std::size_t i = 0; i < FeedRing::kMostRows; ++i) {
            ring.push(rowOf());
        }
        std::stop_source stop;
        auto writer = std::async(std::launch::async, [&] {
            ring.waitForRoom(stop.get_token());
            ring.push(rowOf());
        });
        QCOMPARE(ring.drain(1).rows.front().sequence, std::uint64_t(0));
        writer.wait();
        QCOMPARE(ring.drain(1).droppedUnseen, std::uint64_t(0));
        QCOMPARE(ring.waiting(), FeedRing::kMostRows - 1);
    }

    void endsTheWaitForRoomOnStop()
    {
        FeedRing ring;
        for (std::size_t i = 0; i < FeedRing::kMostRows; ++i) {
            ring.push(rowOf());
        }
        std::stop_source stop;
        auto writer = std::async(std::launch::async, [&] { ring.waitForRoom(stop.get_token()); });
        stop.request_stop();
        writer.wait();
        QCOMPARE(ring.waiting(), FeedRing::kMostRows);
    }

    void runsNoWakeUpAfterItWasCleared()
    {
        for (int round = 0; round < 200; ++round) {
            FeedRing ring;
            auto alive = std::make_unique<std::atomic<int>>(0);
            std::atomic<int> *counter = alive.get();
            ring.setWakeUp([counter] { ++*counter; });
            std::jthread writer([&] {
                for (int i = 0; i < 20; ++i) {
                    ring.push(rowOf());
                    ring.drain(10);
                }
            });
            ring.setWakeUp({});
            alive.reset(); // a wake-up that still ran would touch it
        }
    }

    void cutsLongTextOnACharactersBorder()
    {
        const Cell whole = cellOf(std::string(4096, 'x'));
        QVERIFY(!whole.cut);
        std::string text(4095, 'x');
        text += "é and more";
        const Cell cut = cellOf(text);
        QVERIFY(cut.cut);
        QCOMPARE(cut.text, std::string(4095, 'x'));
    }
};

WEIR_TEST(FeedRingTest)
#include "FeedRingTest.moc"
