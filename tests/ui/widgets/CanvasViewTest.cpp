#include "widgets/canvas/CanvasView.h"

#include "tests/support/DemoScene.h"
#include "tests/support/TestRegistry.h"
#include "widgets/canvas/CanvasDrag.h"
#include "widgets/style/Appearance.h"

#include <QAccessible>
#include <QDropEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <memory>

using namespace weir;
using namespace weir::studio;

Q_DECLARE_METATYPE(weir::NodeKey)

// The canvas as a widget: real events, real drops.
class CanvasViewTest : public QObject {
    Q_OBJECT

    std::unique_ptr<CanvasView> m_view;

    QPoint nodeCentre(const char *key) const
    {
        const CanvasScene &scene = m_view->scene();
        return m_view->camera().toView(scene.node(scene.findNode({key})).rect.center()).toPoint();
    }
    bool drop(QMimeData *data, QPoint at)
    {
        const std::unique_ptr<QMimeData> owned(data);
        QDragEnterEvent enter(at, Qt::CopyAction, data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_view.get(), &enter);
        QDragMoveEvent move(at, Qt::CopyAction, data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_view.get(), &move);
        QDropEvent event(at, Qt::CopyAction, data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_view.get(), &event);
        return event.isAccepted();
    }

private Q_SLOTS:
    void initTestCase() { Appearance::install(ThemeChoice::Dark); }
    void init()
    {
        m_view = std::make_unique<CanvasView>();
        m_view->resize(900, 500);
        m_view->setScene(test::demoScene(), {});
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }
    void cleanup() { m_view.reset(); }

    void clickSelects()
    {
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, nodeCentre("POOR_RATINGS/where"));
        QCOMPARE(m_view->selection(), (std::set<NodeKey>{{"POOR_RATINGS/where"}}));
        QTest::keyClick(m_view.get(), Qt::Key_Escape);
        QVERIFY(m_view->selection().empty());
    }

    void dragMovesTheFrameAndTellsOnce()
    {
        QSignalSpy placed(m_view.get(), &CanvasView::blocksPlaced);
        const QPoint from = nodeCentre("POOR_RATINGS/where");
        const QPointF before =
            m_view->scene().block(m_view->scene().findBlock({"POOR_RATINGS"})).rect.topLeft();
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, from);
        QTest::mouseMove(m_view.get(), from + QPoint(20, 0));
        QTest::mouseMove(m_view.get(), from + QPoint(60, 0));
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, from + QPoint(60, 0));
        QCOMPARE(placed.count(), 1);
        const QPointF after =
            m_view->scene().block(m_view->scene().findBlock({"POOR_RATINGS"})).rect.topLeft();
        QVERIFY(after.x() > before.x());
        QCOMPARE(std::fmod(after.x(), kGridStep), 0.0);
    }

    void sameSelectionIsNotToldTwice()
    {
        QSignalSpy changed(m_view.get(), &CanvasView::selectionChanged);
        m_view->setSelection({{"POOR_RATINGS/where"}});
        m_view->setSelection({{"POOR_RATINGS/where"}});
        QCOMPARE(changed.count(), 1);
    }

    void aNewSceneKeepsTheSelectionThatStillExists()
    {
        m_view->setSelection({{"POOR_RATINGS/where"}, {"RATINGS/source"}, {"GONE/where"}});
        m_view->setScene(test::demoScene(), {{{"RATINGS"}, {0, 400}}});
        QCOMPARE(m_view->selection().size(), std::size_t(2));
        QCOMPARE(m_view->scene().block(m_view->scene().findBlock({"RATINGS"})).rect.topLeft(),
                 QPointF(0, 400));
    }

    void dropsAFilterAndATopic()
    {
        QSignalSpy filtered(m_view.get(), &CanvasView::operatorDropped);
        QSignalSpy topic(m_view.get(), &CanvasView::topicDropped);
        QVERIFY(drop(operatorMimeData(OperatorKind::Filter), nodeCentre("RATINGS/source")));
        QCOMPARE(filtered.count(), 1);
        QVERIFY(drop(topicMimeData("ratings"), {5, 5}));
        QCOMPARE(topic.count(), 1);
        QCOMPARE(topic.at(0).at(0).toString(), QStringLiteral("ratings"));
    }

    void refusesWhatDoesNotFit()
    {
        QSignalSpy filtered(m_view.get(), &CanvasView::operatorDropped);
        QVERIFY(!drop(operatorMimeData(OperatorKind::Filter), {3, 3}));
        auto *text = new QMimeData;
        text->setText("plain");
        QVERIFY(!drop(text, nodeCentre("RATINGS/source")));
        QCOMPARE(filtered.count(), 0);
    }

    void newFiguresRepaintOnlyTheirWords()
    {
        m_view->setFigures(test::demoFigures());
        m_view->grab();
        CanvasFigures figures = test::demoFigures();
        const QImage before = m_view->grab().toImage();
        figures[{"POOR_RATINGS/where"}].text = "999/s";
        m_view->setFigures(figures);
        const QImage after = m_view->grab().toImage();
        const QRect node =
            QRect(nodeCentre("POOR_RATINGS/where") - QPoint(140, 30), QSize(280, 60));
        bool inside = false;
        for (int y = 0; y < after.height(); ++y) {
            for (int x = 0; x < after.width(); ++x) {
                if (before.pixel(x, y) != after.pixel(x, y)) {
                    QVERIFY(node.contains(x, y));
                    inside = true;
                }
            }
        }
        QVERIFY(inside);
    }

    void screenReadersSeeTheNodes()
    {
        m_view->setFigures(test::demoFigures());
        QAccessibleInterface *canvas = QAccessible::queryAccessibleInterface(m_view.get());
        QVERIFY(canvas);
        QCOMPARE(canvas->childCount(), static_cast<int>(m_view->scene().nodes().size()));
        const int filter = m_view->scene().findNode({"POOR_RATINGS/where"});
        QCOMPARE(canvas->child(filter)->text(QAccessible::Name),
                 QStringLiteral("Filter POOR_RATINGS, STARS < 3, running, 482/s, 1 input"));
        QCOMPARE(canvas->indexOfChild(canvas->child(filter)), filter);
    }

    // Speed: `weir_widgets_tests CanvasViewTest panFrame liveUpdate` prints ms a frame.
    void panFrame_data()
    {
        QTest::addColumn<int>("pixels");
        QTest::newRow("within the layer") << 12;
        QTest::newRow("beyond it each frame") << 300;
    }
    void panFrame()
    {
        QFETCH(int, pixels);
        m_view->setScene(test::largeScene(500, 800), {});
        m_view->resize(1400, 900);
        m_view->zoomTo(0.5);
        m_view->grab();
        int step = 0;
        QImage target(m_view->size(), QImage::Format_RGB32);
        QBENCHMARK
        {
            const int by = ++step % 2 != 0 ? pixels : -pixels;
            QWheelEvent pan({700, 450}, {700, 450}, {by, by}, {by, by}, Qt::NoButton,
                            Qt::NoModifier, Qt::NoScrollPhase, false);
            QApplication::sendEvent(m_view.get(), &pan);
            m_view->render(&target);
        }
    }

    void liveUpdate()
    {
        m_view->setScene(test::largeScene(500, 800), {});
        m_view->resize(1400, 900);
        m_view->zoomTo(0.65);
        m_view->grab();
        int step = 0;
        QBENCHMARK
        {
            CanvasFigures figures;
            for (int i = 0; i < 500; ++i) {
                const int value = i % 10 == 0 ? ++step % 900 : i;
                figures[{"STREAM_" + std::to_string(i) + "/where"}].text = QString::number(value);
            }
            m_view->setFigures(std::move(figures));
            QCoreApplication::sendPostedEvents();
            m_view->repaint(0, 0, 1, 1);
        }
    }
};

WEIR_TEST(CanvasViewTest)
#include "CanvasViewTest.moc"
