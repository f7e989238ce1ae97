#include "widgets/charts/WindowPlot.h"

#include "tests/support/TestRegistry.h"
#include "widgets/charts/PlotLegend.h"
#include "widgets/charts/PlotTickers.h"
#include "widgets/charts/WindowPlotCanvas.h"
#include "widgets/charts/WindowSeriesStore.h"

#include <QSignalSpy>
#include <QTest>

using namespace weir;
using namespace weir::studio;

namespace {

constexpr std::int64_t kMinute = 60'000;

WindowSeriesPoint point(const char *key, int minute, double value, WindowState state)
{
    return {key, minute * kMinute, (minute + 1) * kMinute, value, state};
}

std::vector<WindowSeriesPoint> someMinutes(int minutes)
{
    std::vector<WindowSeriesPoint> points;
    for (int i = 0; i < minutes; ++i) {
        for (const char *key : {"gold", "silver"}) {
            points.push_back(
                point(key, i, 10 + i, i + 1 < minutes ? WindowState::Ended : WindowState::Open));
        }
    }
    return points;
}

} // namespace

class WindowPlotTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replacesByKeyAndWindow()
    {
        WindowSeriesStore store(7);
        store.add({point("a", 1, 5, WindowState::Open), point("a", 1, 6, WindowState::Open)});
        QCOMPARE(store.drawn().size(), std::size_t(1));
        QCOMPARE(store.drawn()[0].points.at(kMinute).value, 6.0);
        WindowSeriesPoint gone = point("a", 1, 0, WindowState::Ended);
        gone.removed = true;
        store.add({gone});
        QVERIFY(store.drawn()[0].points.empty());
    }

    void saysWhatComesBeforeThereIsAWindow()
    {
        WindowPlot plot;
        plot.setDrawInterval(0);
        plot.resize(720, 260);
        plot.show();
        QWidget *hint = plot.findChild<QWidget *>(QStringLiteral("plotHint"));
        QWidget *canvas = plot.findChild<WindowPlotCanvas *>();
        QVERIFY(hint->isVisible());
        QVERIFY(!canvas->isVisible());
        plot.addPoints(someMinutes(2));
        QTRY_VERIFY(canvas->isVisible());
        QVERIFY(!hint->isVisible());
        plot.clear();
        QTRY_VERIFY(hint->isVisible());
    }

    void streamTimeEndsWindows()
    {
        WindowSeriesStore store(7);
        QVERIFY(!store.add({point("a", 0, 5, WindowState::Open)}));
        QVERIFY(!store.setStreamTime(59'999));
        QVERIFY(store.isOpen(store.drawn()[0].points.at(0)));
        QVERIFY(store.setStreamTime(60'000));
        QVERIFY(!store.isOpen(store.drawn()[0].points.at(0)));
        QVERIFY(!store.setStreamTime(10));
        QCOMPARE(store.streamTime(), std::int64_t(60'000));
    }

    void coloursDependOnTheKeysNotOnTheirOrder()
    {
        WindowSeriesStore a(7);
        WindowSeriesStore b(7);
        std::vector<WindowSeriesPoint> points;
        for (const char *key : {"gold", "silver", "bronze", "platinum"}) {
            points.push_back(point(key, 0, 1, WindowState::Ended));
        }
        a.add(points);
        std::reverse(points.begin(), points.end());
        b.add(points);
        std::set<int> colors;
        for (std::size_t i = 0; i < 4; ++i) {
            QCOMPARE(a.drawn()[i].key, b.drawn()[i].key);
            QCOMPARE(a.drawn()[i].color, b.drawn()[i].color);
            colors.insert(a.drawn()[i].color);
        }
        QCOMPARE(colors.size(), std::size_t(4));
        QCOMPARE(colorOfKey("gold", 7), colorOfKey("gold", 7));
    }

    void repeatedColoursGetAnotherMarker()
    {
        WindowSeriesStore store(7);
        std::set<std::pair<int, int>> looks;
        for (int i = 0; i < 12; ++i) {
            const std::string key = "key" + std::to_string(i);
            store.add({point(key.c_str(), 0, 1, WindowState::Ended)});
        }
        for (const auto &series : store.drawn()) {
            looks.insert({series.color, series.marker});
        }
        QCOMPARE(looks.size(), std::size_t(12));
    }

    void moreThanTwelveSeriesGetOthers()
    {
        WindowSeriesStore store(7);
        for (int i = 0; i < 20; ++i) {
            const std::string key = "key" + std::to_string(i);
            store.add({point(key.c_str(), 0, i, WindowState::Ended)});
        }
        QCOMPARE(store.drawn().size(), std::size_t(12));
        QVERIFY(store.drawn().back().others);
        // 0 … 8: the nine smallest
        QCOMPARE(store.drawn().back().points.at(0).value, 36.0);
    }

    void othersFollowWhatChanges()
    {
        WindowSeriesStore store(7);
        std::vector<WindowSeriesPoint> points;
        for (int i = 0; i < 20; ++i) {
            const std::string key = "key" + std::to_string(i);
            points.push_back(point(key.c_str(), 0, i, WindowState::Ended));
            points.push_back(point(key.c_str(), 1, 1, WindowState::Open));
        }
        store.add(points);
        QCOMPARE(store.drawn().back().points.at(0).value, 36.0);
        QCOMPARE(store.drawn().back().points.at(kMinute).state, WindowState::Open);
        store.add({point("key3", 0, 4, WindowState::Ended)});
        QCOMPARE(store.drawn().back().points.at(0).value, 37.0);
        // One of the others becomes the largest: another one takes its place among them.
        store.add({point("key3", 0, 100, WindowState::Ended)});
        QCOMPARE(store.drawn().back().points.at(0).value, 42.0);
        QCOMPARE(store.drawn().back().points.at(kMinute).value, 9.0);
        WindowSeriesPoint gone = point("key0", 1, 0, WindowState::Open);
        gone.removed = true;
        store.add({gone});
        QCOMPARE(store.drawn().back().points.at(kMinute).value, 8.0);
    }

    void keysBeyondAnyNumberAreOthers()
    {
        WindowSeriesStore store(7);
        const auto add = [&store](int keys, double value) {
            std::vector<WindowSeriesPoint> points;
            for (int i = 0; i < keys; ++i) {
                const std::string key = "key" + std::to_string(i);
                points.push_back(point(key.c_str(), 0, value, WindowState::Ended));
            }
            store.add(points);
        };
        add(2000, 1);
        QCOMPARE(store.drawn().size(), WindowSeriesStore::kMaxSeries);
        QCOMPARE(store.drawn().back().points.at(0).value, 2000.0 - 11);
        QVERIFY(QString::fromStdString(store.drawn().back().key).contains("1989"));
        add(2000, 2);
        QCOMPARE(store.drawn().back().points.at(0).value, 2 * (2000.0 - 11));
        QCOMPARE(*store.newestStart(), std::int64_t(0));
    }

    void foldedValuesAreReplacedUntilTheirWindowIsOld()
    {
        FoldedSeries folded(3);
        QVERIFY(!folded.set(point("a", 0, 1, WindowState::Open)));
        QCOMPARE(folded.set(point("a", 0, 2, WindowState::Ended)).value(), WindowState::Open);
        folded.set(point("b", 0, 3, WindowState::Ended));
        QCOMPARE(folded.total(0)->value, 5.0);
        QCOMPARE(folded.keyCount(), std::size_t(2));
        folded.set(point("a", 1, 1, WindowState::Open));
        QVERIFY(folded.endsBetween(0, 2 * kMinute));
        folded.set(point("b", 1, 1, WindowState::Open));
        // Four values are too many: of the first window only the sum is left.
        folded.set(point("b", 0, 30, WindowState::Ended));
        QCOMPARE(folded.total(0)->value, 5.0);
        WindowSeriesPoint gone = point("b", 1, 0, WindowState::Open);
        gone.removed = true;
        folded.set(gone);
        QCOMPARE(folded.total(kMinute)->value, 1.0);
        QCOMPARE(folded.keyCount(), std::size_t(1));
        gone.key = "a";
        folded.set(gone);
        QVERIFY(!folded.total(kMinute));
        QVERIFY(!folded.total(5));
    }

    void keepsTheNewestPointsOnly()
    {
        WindowSeriesStore store(7);
        std::vector<WindowSeriesPoint> points;
        for (int i = 0; i < 20'010; ++i) {
            points.push_back(point("a", i, i, WindowState::Ended));
        }
        store.add(points);
        QCOMPARE(store.drawn()[0].points.size(), WindowSeriesStore::kMaxPoints);
        QCOMPARE(*store.oldestStart(), 10 * kMinute);
        QCOMPARE(store.step(), kMinute);
    }

    void numbersAreShort()
    {
        QCOMPARE(shortNumber(0), QStringLiteral("0"));
        QCOMPARE(shortNumber(950), QStringLiteral("950"));
        QCOMPARE(shortNumber(6000), QStringLiteral("6\u2009k"));
        QCOMPARE(shortNumber(-1'250'000), QStringLiteral("-1.25\u2009M"));
        QCOMPARE(groupedNumber(9204), QStringLiteral("9\u2009204"));
        QCOMPARE(groupedNumber(12), QStringLiteral("12"));
        QCOMPARE(groupedNumber(0.5), QStringLiteral("0.5"));
        QCOMPARE(groupedNumber(-1'234'567.25), QStringLiteral("\u22121\u2009234\u2009567.25"));
    }

    void hiddenPlotsCostNothing()
    {
        WindowPlot plot;
        plot.setDrawInterval(0);
        plot.addPoints(someMinutes(5));
        plot.setStreamTime(4 * kMinute + 30'000);
        QTest::qWait(1);
        QCOMPARE(plot.drawCount(), 0);
        plot.resize(600, 260);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        QTRY_COMPARE(plot.drawCount(), 1);
    }

    void wheelDetachesAndHomeComesBack()
    {
        WindowPlot plot;
        plot.setDrawInterval(0);
        plot.resize(600, 260);
        plot.addPoints(someMinutes(10));
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        QTRY_VERIFY(plot.drawCount() > 0);
        QSignalSpy live(&plot, &WindowPlot::liveChanged);
        auto *canvas = plot.findChild<QCustomPlot *>(QStringLiteral("plotCanvas"));
        const QCPRange before = canvas->xAxis->range();
        const QPointF middle = canvas->axisRect()->rect().center();
        QWheelEvent wheel(middle, canvas->mapToGlobal(middle), {}, {0, 120}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(canvas, &wheel);
        QCOMPARE(live.count(), 1);
        QVERIFY(!plot.isLive());
        QVERIFY(canvas->xAxis->range().size() < before.size());
        const QCPRange zoomed = canvas->xAxis->range();
        plot.addPoints({point("gold", 10, 50, WindowState::Open)});
        const int drawn = plot.drawCount();
        QTRY_VERIFY(plot.drawCount() > drawn);
        QCOMPARE(canvas->xAxis->range(), zoomed);
        QTest::keyClick(&plot, Qt::Key_Home);
        QVERIFY(plot.isLive());
        QTRY_VERIFY(canvas->xAxis->range().upper > 600);
    }

    void legendClickHidesAndAltClickSolos()
    {
        PlotLegend legend;
        legend.resize(170, 200);
        legend.setRows({{"a", "a", "1", Qt::red, 0}, {"b", "b", "2", Qt::blue, 0}});
        QTest::mouseClick(&legend, Qt::LeftButton, {}, {40, 10});
        QVERIFY(legend.isHidden("a") && !legend.isHidden("b"));
        QTest::mouseClick(&legend, Qt::LeftButton, {}, {40, 10});
        QVERIFY(legend.hidden().empty());
        QTest::mouseClick(&legend, Qt::LeftButton, Qt::AltModifier, {40, 32});
        QVERIFY(legend.isHidden("a") && !legend.isHidden("b"));
        QTest::mouseClick(&legend, Qt::LeftButton, Qt::AltModifier, {40, 32});
        QVERIFY(legend.hidden().empty());
    }
};

WEIR_TEST(WindowPlotTest)
#include "WindowPlotTest.moc"
