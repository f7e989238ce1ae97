#include "app/studio/DesignerPage.h"
#include "app/studio/Document.h"
#include "tests/support/DemoPipeline.h"
#include "tests/support/StudioDriver.h"
#include "tests/support/TestRegistry.h"
#include "widgets/canvas/CanvasView.h"

#include <QGuiApplication>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>
#include <QToolButton>

using namespace weir;
using namespace weir::studio;
using weir::test::StudioDriver;

namespace {

/// The pointer of the X server, moved from outside as a hand would.
class Pointer {
public:
    Pointer &moveTo(QPoint at)
    {
        m_steps << QStringLiteral("mousemove") << QString::number(at.x()) << QString::number(at.y())
                << QStringLiteral("sleep") << QStringLiteral("0.05");
        return *this;
    }
    Pointer &press() { return step(QStringLiteral("mousedown")); }
    Pointer &release() { return step(QStringLiteral("mouseup")); }
    /// Does not wait: the drag runs in the window's own event loop meanwhile.
    void play(QProcess &process) const { process.start(QStringLiteral("xdotool"), m_steps); }

private:
    Pointer &step(const QString &what)
    {
        m_steps << what << QStringLiteral("1") << QStringLiteral("sleep") << QStringLiteral("0.05");
        return *this;
    }

    QStringList m_steps;
};

} // namespace

/// A true drag with the X server's own pointer: what sending drop events cannot show is that
/// pressing, leaving the start distance, and QDrag lead there.
class DragTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (QGuiApplication::platformName() != QLatin1String("xcb") ||
            QStandardPaths::findExecutable(QStringLiteral("xdotool")).isEmpty()) {
            qInfo("WEIR-SKIPPED-ALL: a true drag needs xvfb-run and xdotool");
            QSKIP("SKIPPED: a true drag needs xvfb-run and xdotool");
        }
    }

    void filterFromThePaletteOntoAStream()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        QVERIFY(QTest::qWaitForWindowExposed(&driver.studio->window()));
        CanvasView &canvas = *driver.studio->panels().designer->canvas();
        const auto *button =
            driver.studio->window().findChild<QToolButton *>(QStringLiteral("palette.Filter"));
        QVERIFY(button != nullptr && button->isVisible());
        const int node = canvas.scene().findNode(NodeKey{"POOR_RATINGS/where"});
        QVERIFY(node >= 0);
        const QPoint start = button->mapToGlobal(button->rect().center());
        const QPoint end = canvas.mapToGlobal(
            canvas.camera().toView(canvas.scene().node(node).rect.center()).toPoint());
        const QPoint half = (start + end) / 2;

        QProcess hand;
        Pointer()
            .moveTo(start)
            .press()
            .moveTo(start + QPoint(6, 6))
            .moveTo(start + QPoint(24, 24))
            .moveTo(half)
            .moveTo(end - QPoint(4, 0))
            .moveTo(end)
            .release()
            .play(hand);
        const auto added = [&driver] {
            return driver.studio->document().text().bytes().substr(test::demoSql().size());
        };
        QTRY_VERIFY_WITH_TIMEOUT(added().find("FROM POOR_RATINGS WHERE TRUE;") != std::string::npos,
                                 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(hand.state(), QProcess::NotRunning, 60'000);
        driver.studio->actions().action(ActionId::Undo)->trigger();
        QCOMPARE(driver.studio->document().text().bytes(), test::demoSql());
    }
};

WEIR_TEST(DragTest)
#include "DragTest.moc"
