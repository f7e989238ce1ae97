#include "tests/support/TestRegistry.h"
#include "tests/unit/runtime/EngineFixture.h"

#include <QTest>

using namespace weir;
using namespace weir::runtime;
using namespace weir::test;

namespace {

const std::string kWindowText =
    kStreamS + "CREATE TABLE W AS SELECT K, COUNT(*) AS N FROM S "
               "WINDOW TUMBLING (SIZE 10 SECONDS, GRACE PERIOD 5 SECONDS) GROUP BY K "
               "EMIT CHANGES;\n";

TestRecord at(EpochMs time, const std::string &key = "a")
{
    return {key, "{\"V\":1}", time};
}

} // namespace

/// A windowed table as a plot needs it (STUDIO.md 5, UI.md Run).
class WindowSeriesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_test = std::make_unique<TestEngine>();
        makeTopic(m_test->cluster(), "s");
        valueOf(m_test->apply(kWindowText));
        m_series = std::make_unique<FeedReaderLoop>(
            m_test->engine().subscribe(WindowSeriesSpec{.table = "W", .valueColumn = "N"}));
    }
    void cleanup()
    {
        m_series.reset();
        m_test.reset();
    }

    void givesOneValueAKeyAndWindow()
    {
        feed({at(1000), at(2000), at(3000, "b"), at(4000)});
        QVERIFY(waitForPoint("a@0", 3));
        QVERIFY(waitForPoint("b@0", 1));
        QCOMPARE(m_series->points.size(), std::size_t(2));
        QCOMPARE(m_series->points["a@0"].windowEnd, EpochMs(10000));
        QCOMPARE(m_series->points["a@0"].state, WindowPoint::State::Open);
    }

    void endsAWindowByTimeAloneAndThenMakesItFinal()
    {
        feed({at(1000)});
        QVERIFY(waitForPoint("a@0", 1));
        feed({at(12000, "b")});
        QVERIFY(waitForState("a@0", WindowPoint::State::Ended));
        QVERIFY(!m_series->points["a@0"].revised);
        feed({at(16000, "b")});
        QVERIFY(waitForState("a@0", WindowPoint::State::Final));
        QCOMPARE(m_series->points["b@10000"].state, WindowPoint::State::Open);
    }

    void marksAValueThatChangedAfterItsWindowEnded()
    {
        feed({at(1000), at(12000, "b")});
        QVERIFY(waitForState("a@0", WindowPoint::State::Ended));
        feed({at(9000)});
        QVERIFY(waitForPoint("a@0", 2));
        QVERIFY(m_series->points["a@0"].revised);
        QVERIFY(!m_series->points["b@10000"].revised);
    }

    void keepsTheDecimalsOfADecimal()
    {
        valueOf(m_test->apply(kWindowText +
                              "CREATE TABLE D AS SELECT K, SUM(CAST(V AS DECIMAL(6, 2)) / 4) AS M "
                              "FROM S WINDOW TUMBLING (SIZE 10 SECONDS) GROUP BY K EMIT CHANGES;"));
        m_series = std::make_unique<FeedReaderLoop>(
            m_test->engine().subscribe(WindowSeriesSpec{.table = "D", .valueColumn = "M"}));
        feed({at(1000)});
        QVERIFY(waitForPoint("a@0", 0.25));
    }

    void refusesWhatIsNoSeries()
    {
        FeedReaderLoop stream(
            m_test->engine().subscribe(WindowSeriesSpec{.table = "S", .valueColumn = "V"}));
        stream.waitForRows(1);
        QCOMPARE(stream.info().failure->code, std::string("runtime.not-windowed"));
        FeedReaderLoop text(
            m_test->engine().subscribe(WindowSeriesSpec{.table = "W", .valueColumn = "K"}));
        text.waitForRows(1);
        QCOMPARE(text.info().failure->code, std::string("runtime.no-number"));
    }

private:
    void feed(const std::vector<TestRecord> &records) { append(m_test->cluster(), "s", records); }
    bool waitForPoint(const std::string &name, double value)
    {
        return m_series->waitFor([&] {
            const auto found = m_series->points.find(name);
            return found != m_series->points.end() && found->second.value == value;
        });
    }
    bool waitForState(const std::string &name, WindowPoint::State state)
    {
        return m_series->waitFor([&] {
            const auto found = m_series->points.find(name);
            return found != m_series->points.end() && found->second.state == state;
        });
    }

    std::unique_ptr<TestEngine> m_test;
    std::unique_ptr<FeedReaderLoop> m_series;
};

WEIR_TEST(WindowSeriesTest)
#include "WindowSeriesTest.moc"
