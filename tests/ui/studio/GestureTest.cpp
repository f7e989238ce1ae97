#include "app/studio/DesignerPage.h"
#include "app/studio/Document.h"
#include "app/studio/wiring/Selection.h"
#include "tests/support/DemoPipeline.h"
#include "tests/support/StudioDriver.h"
#include "tests/support/TestRegistry.h"
#include "widgets/canvas/CanvasDrag.h"
#include "widgets/canvas/CanvasView.h"
#include "widgets/editor/SqlEditor.h"

#include <QDropEvent>
#include <QMimeData>
#include <QTest>

using namespace weir;
using namespace weir::studio;
using weir::test::StudioDriver;

/// The two gestures of the canvas, by real drop events on the whole window.
class GestureTest : public QObject {
    Q_OBJECT

private:
    static bool drop(CanvasView &canvas, QMimeData *data, QPoint at)
    {
        const std::unique_ptr<QMimeData> owned(data);
        QDragEnterEvent enter(at, Qt::CopyAction, data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&canvas, &enter);
        QDragMoveEvent move(at, Qt::CopyAction, data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&canvas, &move);
        QDropEvent event(at, Qt::CopyAction, data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&canvas, &event);
        return event.isAccepted();
    }

    static QPoint centreOf(const CanvasView &canvas, const char *key)
    {
        const int node = canvas.scene().findNode(NodeKey{key});
        return node < 0 ? QPoint(-1, -1)
                        : canvas.camera().toView(canvas.scene().node(node).rect.center()).toPoint();
    }

private Q_SLOTS:
    void severalBlocksStaySelected()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        CanvasView &canvas = *driver.studio->panels().designer->canvas();
        Selection &selection = driver.studio->selection();
        selection.select(NodeKey{"POOR_RATINGS"});
        canvas.setSelection({NodeKey{"RATINGS"}, NodeKey{"POOR_RATINGS"}, NodeKey{"CUSTOMERS"}});
        QCOMPARE(canvas.selection().size(), std::size_t(3));
        QCOMPARE(selection.current(), NodeKey{"POOR_RATINGS"});
        // A new picture, and one of them less.
        QVERIFY(driver.studio->document().type(
            driver.studio->document().text().replace({0, 0}, "-- x\n")));
        QCOMPARE(canvas.selection().size(), std::size_t(3));
        canvas.setSelection({NodeKey{"RATINGS"}, NodeKey{"CUSTOMERS"}});
        QCOMPARE(canvas.selection().size(), std::size_t(2));
        QVERIFY(canvas.selection().count(selection.current()) == 1);
        // Elsewhere one is chosen: that one alone.
        selection.select(selection.current());
        QCOMPARE(canvas.selection(), std::set<NodeKey>{selection.current()});
    }

    void filterOnAStreamAddsAStatementWithTrueSelected()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        CanvasView &canvas = *driver.studio->panels().designer->canvas();
        QVERIFY(drop(canvas, operatorMimeData(OperatorKind::Filter),
                     centreOf(canvas, "POOR_RATINGS/where")));
        const std::string &text = driver.studio->document().text().bytes();
        QCOMPARE(text.substr(0, test::demoSql().size()), test::demoSql());
        const std::string added = text.substr(test::demoSql().size());
        QVERIFY2(added.find("FROM POOR_RATINGS WHERE TRUE;") != std::string::npos, added.c_str());
        const SourceSpan selected = driver.studio->editor().selection();
        QCOMPARE(text.substr(selected.begin, selected.length()), std::string("TRUE"));
        QTest::keyClicks(&driver.studio->editor(), QStringLiteral("STARS = 1"));
        QVERIFY(driver.port.text.find("WHERE STARS = 1;") != std::string::npos);
        while (driver.studio->actions().action(ActionId::Undo)->isEnabled()) {
            driver.studio->actions().action(ActionId::Undo)->trigger();
        }
        QCOMPARE(driver.port.text, test::demoSql());
    }

    void otherOperatorsAreRefusedWithAReason()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        CanvasView &canvas = *driver.studio->panels().designer->canvas();
        QVERIFY(!drop(canvas, operatorMimeData(OperatorKind::Join),
                      centreOf(canvas, "POOR_RATINGS/where")));
        QCOMPARE(driver.port.text, test::demoSql());
    }

    void topicShowsItsColumnsBeforeAnythingIsWritten()
    {
        StudioDriver driver;
        driver.showDemo();
        driver.showWindow();
        CanvasView &canvas = *driver.studio->panels().designer->canvas();
        QVERIFY(drop(canvas, topicMimeData(QStringLiteral("page-views")), QPoint(20, 20)));
        QCOMPARE(std::get<runtime::SampleTopic>(driver.port.commands.back()).topic,
                 std::string("page-views"));
        QCOMPARE(driver.port.text, test::demoSql());
        runtime::TopicSample sample{"page-views", "KAFKA", "JSON", 200, {}};
        sample.columns = {{"ID", DataType::bigint(), true, 1.0, {}},
                          {"PAGE", DataType::string(), false, 0.93, {}}};
        driver.port.reply(driver.port.commands.size(), runtime::Answer{sample});
        QCOMPARE(driver.record->asked.size(), qsizetype(1));
        QVERIFY2(driver.record->detail.contains(QStringLiteral("PAGE STRING — 93 %")),
                 qPrintable(driver.record->detail));
        QVERIFY(driver.port.text.find("CREATE STREAM PAGE_VIEWS") != std::string::npos);
        QVERIFY(driver.studio->document().arrangement().positions.count("PAGE_VIEWS") == 1);
        driver.studio->actions().action(ActionId::Undo)->trigger();
        QCOMPARE(driver.port.text, test::demoSql());
    }
};

WEIR_TEST(GestureTest)
#include "GestureTest.moc"
