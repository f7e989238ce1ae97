#include "tests/support/DemoScene.h"
#include "tests/support/TestRegistry.h"
#include "widgets/canvas/CanvasView.h"
#include "widgets/canvas/PaletteStrip.h"
#include "widgets/charts/WindowPlot.h"
#include "widgets/editor/SqlEditor.h"
#include "widgets/style/Appearance.h"

#include <QDir>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>
#include <set>

using namespace weir;
using namespace weir::studio;

// Draws each widget in both themes. With WEIR_LOOK_DIR set the pictures are kept there, to be held
// beside the design; run with QT_SCALE_FACTOR=1.5 for 150 %.
class WidgetLookTest : public QObject {
    Q_OBJECT

    static void keep(const QImage &image, const QString &name)
    {
        const QString folder = qEnvironmentVariable("WEIR_LOOK_DIR");
        if (!folder.isEmpty()) {
            QDir().mkpath(folder);
            const int percent = qRound(image.devicePixelRatio() * 100);
            image.save(QStringLiteral("%1/%2-%3-%4.png")
                           .arg(folder, name, theme().name(), QString::number(percent)));
        }
    }
    static int colorCount(const QImage &image)
    {
        std::set<QRgb> colors;
        for (int y = 0; y < image.height(); y += 2) {
            for (int x = 0; x < image.width(); x += 2) {
                colors.insert(image.pixel(x, y));
            }
        }
        return static_cast<int>(colors.size());
    }
    static bool hasColor(const QImage &image, ColorRole role)
    {
        const QRgb wanted = themeColor(role).rgb();
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixel(x, y) == wanted) {
                    return true;
                }
            }
        }
        return false;
    }
    static void bothThemes()
    {
        QTest::addColumn<int>("choice");
        QTest::newRow("dark") << static_cast<int>(ThemeChoice::Dark);
        QTest::newRow("light") << static_cast<int>(ThemeChoice::Light);
    }

private Q_SLOTS:
    void initTestCase() { Appearance::install(ThemeChoice::Dark); }

    void canvas_data() { bothThemes(); }
    void canvas()
    {
        QFETCH(int, choice);
        Appearance::install(static_cast<ThemeChoice>(choice));
        QWidget window;
        auto *column = new QVBoxLayout(&window);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        auto *strip = new PaletteStrip;
        auto *view = new CanvasView;
        column->addWidget(strip);
        column->addWidget(view, 1);
        window.resize(900, 480);
        connect(view, &CanvasView::zoomChanged, strip, &PaletteStrip::setZoom);
        view->setScene(test::demoScene(), {});
        view->setFigures(test::demoFigures());
        view->setSelection({{"POOR_RATINGS/where"}});
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const QImage image = window.grab().toImage();
        keep(image, QStringLiteral("canvas"));
        QVERIFY(colorCount(image) > 40);
        QVERIFY(hasColor(image, ColorRole::Selection));
        QVERIFY(hasColor(image, ColorRole::Raised));
        QVERIFY(hasColor(image, ColorRole::Stream));
    }

    void narrowPaletteKeepsItsWordsWhole()
    {
        QWidget window;
        PaletteStrip strip(&window);
        window.resize(1200, 60);
        window.show();
        for (const int width : {420, 560, 700, 1100}) {
            strip.resize(width, strip.height());
            const QImage image = strip.grab().toImage();
            keep(image, QStringLiteral("palette-%1").arg(width));
            for (const auto *button : strip.findChildren<QToolButton *>()) {
                const QFontMetrics font(button->font());
                const bool words = button->toolButtonStyle() != Qt::ToolButtonIconOnly;
                const int wanted = words ? font.horizontalAdvance(button->text()) + 8 : 16;
                QVERIFY(!button->isVisible() || button->width() >= wanted);
                QVERIFY(!button->isVisible() || button->geometry().right() < width);
            }
        }
    }

    void editorFollowsAThemeSwitch()
    {
        Appearance::install(ThemeChoice::Light);
        SqlEditor editor;
        editor.resize(300, 200);
        editor.load(sql::SqlText("SELECT 1;\n"));
        editor.show();
        QVERIFY(QTest::qWaitForWindowExposed(&editor));
        Appearance::install(ThemeChoice::Dark);
        const QImage image = editor.grab().toImage();
        const QPoint below = QPoint(280, 190) * image.devicePixelRatio();
        QCOMPARE(QColor(image.pixel(below)), themeColor(ColorRole::Field));
    }

    void largeCanvas_data() { bothThemes(); }
    void largeCanvas()
    {
        QFETCH(int, choice);
        Appearance::install(static_cast<ThemeChoice>(choice));
        CanvasView view;
        view.resize(1100, 700);
        view.setScene(test::largeScene(60, 90), {});
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        keep(view.grab().toImage(), QStringLiteral("canvas-large"));
        view.zoomTo(0.5);
        const QImage image = view.grab().toImage();
        keep(image, QStringLiteral("canvas-half"));
        QVERIFY(colorCount(image) > 20);
    }

    void editor_data() { bothThemes(); }
    void editor()
    {
        QFETCH(int, choice);
        Appearance::install(static_cast<ThemeChoice>(choice));
        const std::string text = R"(-- Every rating of the app, as it arrives.
CREATE STREAM RATINGS (
    RATING_ID BIGINT KEY, USER_ID INT, STARS INT,
    CHANNEL VARCHAR, MESSAGE VARCHAR)
  WITH (KAFKA_TOPIC='ratings', VALUE_FORMAT='JSON',
        TIMESTAMP='RATING_TIME');

CREATE STREAM POOR_RATINGS AS
  SELECT * FROM RATINGS WHERE STARS < 3;

CREATE TABLE RATINGS_BY_CLUB_STATUS AS
  SELECT CLUB_STATUS, COUNT(*) AS RATINGS_COUNT
  FROM RATINGS_WITH_CUSTOMER_DATA
  WINDOW TUMBLING (SIZE 1 MINUTE)
  GROUP BY CLUBSTATUS;
)";
        SqlEditor editor;
        editor.resize(480, 520);
        editor.load(sql::SqlText(text));
        const std::size_t wrong = text.find("CLUBSTATUS");
        const std::size_t poor = text.find("CREATE STREAM POOR");
        editor.highlightStatement(SourceSpan{poor, text.find("CREATE TABLE") - 2});
        editor.setDiagnostics(
            {{.code = "bind.unknown-column",
              .span = {wrong, wrong + 10},
              .message = "No column CLUBSTATUS in RATINGS_WITH_CUSTOMER_DATA",
              .hint = "Did you mean CLUB_STATUS?",
              .fixes = {{"CLUB_STATUS", {{{wrong, wrong + 10}, "CLUB_STATUS"}}}}}});
        editor.show();
        QVERIFY(QTest::qWaitForWindowExposed(&editor));
        editor.setFocus();
        editor.setCaret(wrong + 3);
        QTRY_VERIFY(editor.findChild<QWidget *>("errorCard")->isVisible());
        const QImage image = editor.grab().toImage();
        keep(image, QStringLiteral("editor"));
        QVERIFY(hasColor(image, ColorRole::Field));
        QVERIFY(hasColor(image, ColorRole::CurrentStatement));
        editor.setCaret(poor + 9);
        editor.showCompletions(
            {{CompletionEntry::Kind::Stream, "STREAM_A", "stream", "STREAM_A"},
             {CompletionEntry::Kind::Column, "STARS", "INT", "STARS"},
             {CompletionEntry::Kind::Function, "STRLEN", "STRLEN(text) INT", "STRLEN"}},
            {poor + 7, poor + 9}, editor.revision());
        keep(editor.grab().toImage(), QStringLiteral("editor-completion"));
        QVERIFY(editor.isCompleting());
    }

    void plot_data() { bothThemes(); }
    void plot()
    {
        QFETCH(int, choice);
        Appearance::install(static_cast<ThemeChoice>(choice));
        WindowPlot plot;
        plot.setDrawInterval(0);
        plot.resize(930, 280);
        plot.setTitle(QStringLiteral("RATINGS_COUNT per minute by CLUB_STATUS"));
        plot.setOfRunningVersion(true);
        std::vector<WindowSeriesPoint> points;
        const std::int64_t first = 1'519'309'920'000;
        const struct {
            const char *key;
            double level;
        } kSeries[] = {{"gold", 15800}, {"bronze", 12900}, {"platinum", 11800}, {"silver", 7900}};
        for (int minute = 0; minute < 15; ++minute) {
            for (const auto &series : kSeries) {
                const double share =
                    minute == 14 ? 0.4 : 1 + 0.08 * std::sin(minute + series.level);
                const WindowState state = minute == 14  ? WindowState::Open
                                          : minute == 6 ? WindowState::Revised
                                                        : WindowState::Ended;
                const std::int64_t start = first + minute * 60'000;
                points.push_back({series.key, start, start + 60'000, series.level * share, state});
            }
        }
        plot.addPoints(points);
        plot.setStreamTime(first + 14 * 60'000 + 25'000);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        QTRY_VERIFY(plot.drawCount() > 0);
        const QImage image = plot.grab().toImage();
        keep(image, QStringLiteral("plot"));
        QVERIFY(colorCount(image) > 40);
        QVERIFY(hasColor(image, ColorRole::Panel));
    }
};

WEIR_TEST(WidgetLookTest)
#include "WidgetLookTest.moc"
