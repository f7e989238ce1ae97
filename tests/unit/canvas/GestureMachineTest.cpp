#include "widgets/canvas/GestureMachine.h"

#include "tests/support/DemoScene.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace weir;
using namespace weir::studio;

namespace {

template <typename T> const T *find(const std::vector<CanvasIntent> &intents)
{
    for (const CanvasIntent &each : intents) {
        if (const T *wanted = std::get_if<T>(&each)) {
            return wanted;
        }
    }
    return nullptr;
}

} // namespace

class GestureMachineTest : public QObject {
    Q_OBJECT

    CanvasScene m_scene = test::demoScene();
    CanvasIndex m_index;
    Camera m_camera;
    std::set<NodeKey> m_selection;
    GestureMachine m_machine;

    GestureContext context() const { return {m_scene, m_index, m_camera, m_selection, {800, 600}}; }
    QPointF nodeCentre(const char *key) const
    {
        return m_camera.toView(m_scene.node(m_scene.findNode({key})).rect.center());
    }
    std::vector<CanvasIntent> press(QPointF at, Qt::MouseButton button = Qt::LeftButton,
                                    Qt::KeyboardModifiers modifiers = {})
    {
        return m_machine.pointer({PointerInput::Type::Press, at, button, button, modifiers},
                                 context());
    }
    std::vector<CanvasIntent> moveTo(QPointF at, Qt::KeyboardModifiers modifiers = {})
    {
        return m_machine.pointer(
            {PointerInput::Type::Move, at, Qt::NoButton, Qt::LeftButton, modifiers}, context());
    }
    std::vector<CanvasIntent> release(QPointF at, Qt::MouseButton button = Qt::LeftButton,
                                      Qt::KeyboardModifiers modifiers = {})
    {
        return m_machine.pointer({PointerInput::Type::Release, at, button, Qt::NoButton, modifiers},
                                 context());
    }
    std::vector<CanvasIntent> key(int code, Qt::KeyboardModifiers modifiers = {},
                                  const QString &text = {})
    {
        return m_machine.key({code, text, modifiers}, context());
    }

private Q_SLOTS:
    void init()
    {
        m_scene = test::demoScene();
        m_index.rebuild(m_scene);
        m_camera = Camera();
        m_camera.pan({40, 40});
        m_selection.clear();
        m_machine = GestureMachine();
    }

    void clickSelectsOnPress()
    {
        const auto intents = press(nodeCentre("POOR_RATINGS/where"));
        const auto *select = find<intent::Select>(intents);
        QVERIFY(select);
        QCOMPARE(select->keys, std::vector<NodeKey>{{"POOR_RATINGS/where"}});
        QCOMPARE(select->mode, intent::SelectMode::Replace);
        QVERIFY(release(nodeCentre("POOR_RATINGS/where")).empty());
    }

    void modifiersToggleAndAdd()
    {
        auto intents = press(nodeCentre("POOR_RATINGS/where"), Qt::LeftButton, Qt::ControlModifier);
        QCOMPARE(find<intent::Select>(intents)->mode, intent::SelectMode::Toggle);
        release(nodeCentre("POOR_RATINGS/where"), Qt::LeftButton, Qt::ControlModifier);
        intents = press(nodeCentre("POOR_RATINGS/where"), Qt::LeftButton, Qt::ShiftModifier);
        QCOMPARE(find<intent::Select>(intents)->mode, intent::SelectMode::Add);
    }

    void clickOnEmptySelectsNothingOnRelease()
    {
        m_selection = {{"POOR_RATINGS/where"}};
        QVERIFY(press({2, 2}).empty());
        const auto intents = release({2, 2});
        QVERIFY(find<intent::Select>(intents));
        QVERIFY(find<intent::Select>(intents)->keys.empty());
    }

    void clickOnOneOfManyKeepsThemUntilRelease()
    {
        m_selection = {{"POOR_RATINGS/where"}, {"RATINGS/source"}};
        const QPointF at = nodeCentre("POOR_RATINGS/where");
        QVERIFY(press(at).empty());
        const auto intents = release(at);
        QCOMPARE(find<intent::Select>(intents)->keys, std::vector<NodeKey>{{"POOR_RATINGS/where"}});
    }

    void rubberBandSelectsWhatItTouches()
    {
        const QPointF from(1, 1);
        press(from);
        const QRectF poor = m_scene.block(m_scene.findBlock({"POOR_RATINGS"})).rect;
        const QPointF to = m_camera.toView(poor.bottomRight());
        const auto shown = moveTo(to);
        QCOMPARE(find<intent::RubberBand>(shown)->view, QRectF(from, to));
        const auto intents = release(to);
        QVERIFY(find<intent::RubberBand>(intents)->view.isEmpty());
        const auto &keys = find<intent::Select>(intents)->keys;
        QVERIFY(std::find(keys.begin(), keys.end(), NodeKey{"POOR_RATINGS/where"}) != keys.end());
        QVERIFY(std::find(keys.begin(), keys.end(), NodeKey{"UNHAPPY_PLATINUM_CUSTOMERS/where"}) ==
                keys.end());
    }

    void smallMovesAreNoDrag()
    {
        const QPointF at = nodeCentre("POOR_RATINGS/where");
        press(at);
        QVERIFY(moveTo(at + QPointF(5, 4)).empty());
        QVERIFY(!find<intent::PlaceBlocks>(release(at + QPointF(5, 4))));
    }

    void dragSnapsTheFrameToTheGrid()
    {
        const QPointF at = nodeCentre("POOR_RATINGS/where");
        const QPoint origin =
            m_scene.block(m_scene.findBlock({"POOR_RATINGS"})).rect.topLeft().toPoint();
        press(at);
        m_selection = {{"POOR_RATINGS/where"}};
        const auto shown = moveTo(at + QPointF(33, 28));
        QCOMPARE(find<intent::DragBlocks>(shown)->to,
                 (PlacedBlocks{{{"POOR_RATINGS"}, origin + QPoint(40, 20)}}));
        const auto done = release(at + QPointF(33, 28));
        QCOMPARE(find<intent::PlaceBlocks>(done)->to,
                 (PlacedBlocks{{{"POOR_RATINGS"}, origin + QPoint(40, 20)}}));
    }

    void altTurnsTheGridOff()
    {
        const QPointF at = nodeCentre("POOR_RATINGS/where");
        const QPoint origin =
            m_scene.block(m_scene.findBlock({"POOR_RATINGS"})).rect.topLeft().toPoint();
        press(at);
        moveTo(at + QPointF(33, 28), Qt::AltModifier);
        const auto done = release(at + QPointF(33, 28), Qt::LeftButton, Qt::AltModifier);
        QCOMPARE(find<intent::PlaceBlocks>(done)->to,
                 (PlacedBlocks{{{"POOR_RATINGS"}, origin + QPoint(33, 28)}}));
    }

    void dragMovesAllSelectedBlocksByScenePixels()
    {
        m_camera.zoomAt({0, 0}, 0.5);
        m_selection = {{"POOR_RATINGS/where"}, {"RATINGS/source"}};
        const QPointF at = nodeCentre("RATINGS/source");
        press(at);
        const auto shown = moveTo(at + QPointF(0, 20));
        const auto &to = find<intent::DragBlocks>(shown)->to;
        QCOMPARE(to.size(), std::size_t(2));
        const QPoint origin =
            m_scene.block(m_scene.findBlock({"RATINGS"})).rect.topLeft().toPoint();
        QCOMPARE(to.at({"RATINGS"}), origin + QPoint(0, 40));
    }

    void dragBackIsNoChange()
    {
        const QPointF at = nodeCentre("RATINGS/source");
        press(at);
        moveTo(at + QPointF(60, 0));
        const auto done = release(at);
        QVERIFY(find<intent::CancelDrag>(done));
        QVERIFY(!find<intent::PlaceBlocks>(done));
    }

    void escapeCancelsTheDrag()
    {
        const QPointF at = nodeCentre("RATINGS/source");
        press(at);
        moveTo(at + QPointF(60, 0));
        QVERIFY(find<intent::CancelDrag>(key(Qt::Key_Escape)));
        QVERIFY(release(at + QPointF(60, 0)).empty());
    }

    void middleButtonPans()
    {
        press({100, 100}, Qt::MiddleButton);
        const auto intents = moveTo({130, 90});
        QCOMPARE(find<intent::Pan>(intents)->delta, QPointF(30, -10));
        QCOMPARE(find<intent::Pan>(moveTo({131, 90}))->delta, QPointF(1, 0));
        release({131, 90}, Qt::MiddleButton);
        QVERIFY(!find<intent::Pan>(moveTo({200, 200})));
    }

    void spaceAndDragPansAndSelectsNothing()
    {
        key(Qt::Key_Space);
        const QPointF at = nodeCentre("RATINGS/source");
        QVERIFY(press(at).empty());
        QCOMPARE(find<intent::Pan>(moveTo(at + QPointF(0, 50)))->delta, QPointF(0, 50));
        release(at);
        m_machine.key({Qt::Key_Space, {}, {}, false}, context());
        QVERIFY(find<intent::Select>(press(at)));
    }

    void wheelZoomsAtThePointer()
    {
        const auto intents = m_machine.wheel({{300, 200}, {0, 120}, {}, {}}, context());
        const auto *zoom = find<intent::Zoom>(intents);
        QCOMPARE(zoom->view, QPointF(300, 200));
        QVERIFY(zoom->factor > 1.15 && zoom->factor < 1.25);
    }

    void twoFingersPanAndControlZooms()
    {
        auto intents = m_machine.wheel({{0, 0}, {0, 15}, {4, 9}, {}}, context());
        QCOMPARE(find<intent::Pan>(intents)->delta, QPointF(4, 9));
        intents = m_machine.wheel({{0, 0}, {0, -120}, {0, -9}, Qt::ControlModifier}, context());
        QVERIFY(find<intent::Zoom>(intents)->factor < 1);
    }

    void aSettingSwapsWheelAndPan()
    {
        m_machine.setSettings({.wheelPans = true});
        const auto intents = m_machine.wheel({{0, 0}, {0, 120}, {}, {}}, context());
        QCOMPARE(find<intent::Pan>(intents)->delta, QPointF(0, 60));
    }

    void doubleClickInspects()
    {
        const QPointF at = nodeCentre("RATINGS/source");
        const auto intents = m_machine.pointer(
            {PointerInput::Type::DoubleClick, at, Qt::LeftButton, Qt::LeftButton, {}}, context());
        QCOMPARE(find<intent::Inspect>(intents)->key, NodeKey{"RATINGS/source"});
        QVERIFY(release(at).empty());
    }

    void rightButtonSelectsThenOpensTheMenu()
    {
        const auto intents = press(nodeCentre("RATINGS/source"), Qt::RightButton);
        QCOMPARE(intents.size(), std::size_t(2));
        QVERIFY(std::holds_alternative<intent::Select>(intents[0]));
        QVERIFY(std::holds_alternative<intent::ContextMenu>(intents[1]));
    }

    void hoverIsToldOnceAnItem()
    {
        const QPointF at = nodeCentre("RATINGS/source");
        QVERIFY(find<intent::Hover>(moveTo(at)));
        QVERIFY(moveTo(at + QPointF(2, 0)).empty());
    }

    void dropsAFilterOnAStream()
    {
        const QPointF at = nodeCentre("RATINGS/source");
        auto intents =
            m_machine.drop({DropInput::Type::Move, at, OperatorKind::Filter, {}, {}}, context());
        QVERIFY(find<intent::DropHint>(intents)->accepted);
        intents =
            m_machine.drop({DropInput::Type::Drop, at, OperatorKind::Filter, {}, {}}, context());
        const auto *dropped = find<intent::DropOperator>(intents);
        QCOMPARE(dropped->target, NodeKey{"RATINGS/source"});
        QCOMPARE(dropped->edge, -1);
    }

    void dropsOnAWireInsertUnlessAlt()
    {
        const int from = m_scene.findNode({"RATINGS/source"});
        const int to = m_scene.findNode({"POOR_RATINGS/where"});
        const QPointF at =
            m_camera.toView((m_scene.outputPort(from) + m_scene.inputPort(to, 0)) / 2);
        auto intents =
            m_machine.drop({DropInput::Type::Drop, at, OperatorKind::Filter, {}, {}}, context());
        QVERIFY(find<intent::DropOperator>(intents)->edge >= 0);
        intents = m_machine.drop(
            {DropInput::Type::Drop, at, OperatorKind::Filter, {}, Qt::AltModifier}, context());
        QCOMPARE(find<intent::DropOperator>(intents)->edge, -1);
        QCOMPARE(find<intent::DropOperator>(intents)->target, NodeKey{"RATINGS/source"});
    }

    void refusesADropOnNothingWithTheReason()
    {
        const auto intents = m_machine.drop(
            {DropInput::Type::Drop, {2, 2}, OperatorKind::Filter, {}, {}}, context());
        QVERIFY(!find<intent::DropOperator>(intents));
        QVERIFY(!find<intent::DropHint>(intents)->reason.isEmpty());
    }

    void asksTheRuleOfTheOwner()
    {
        m_machine.setSettings({.refuse = [](OperatorKind, const CanvasScene &, const CanvasHit &) {
            return QStringLiteral("because");
        }});
        const auto intents = m_machine.drop(
            {DropInput::Type::Drop, nodeCentre("RATINGS/source"), OperatorKind::Window, {}, {}},
            context());
        QCOMPARE(find<intent::DropHint>(intents)->reason, QStringLiteral("because"));
        QVERIFY(!find<intent::DropOperator>(intents));
    }

    void dropsATopicAnywhere()
    {
        const auto intents =
            m_machine.drop({DropInput::Type::Drop, {140, 60}, {}, "ratings", {}}, context());
        QCOMPARE(find<intent::DropTopic>(intents)->topic, QStringLiteral("ratings"));
        QCOMPARE(find<intent::DropTopic>(intents)->scene, QPointF(100, 20));
    }

    void arrowsFollowWires()
    {
        m_selection = {{"RATINGS/source"}};
        QCOMPARE(find<intent::Select>(key(Qt::Key_Right))->keys,
                 std::vector<NodeKey>{{"POOR_RATINGS/where"}});
        m_selection = {{"RATINGS_WITH_CUSTOMER_DATA/project"}};
        QCOMPARE(find<intent::Select>(key(Qt::Key_Left))->keys,
                 std::vector<NodeKey>{{"RATINGS_WITH_CUSTOMER_DATA/join:C"}});
        m_selection = {{"RATINGS/source"}};
        QCOMPARE(find<intent::Select>(key(Qt::Key_Down))->keys,
                 std::vector<NodeKey>{{"CUSTOMERS/source"}});
        QVERIFY(key(Qt::Key_Left).empty());
    }

    void controlArrowsMove()
    {
        QCOMPARE(find<intent::Nudge>(key(Qt::Key_Left, Qt::ControlModifier))->steps, QPoint(-1, 0));
    }

    void keysOfTheTable()
    {
        m_selection = {{"POOR_RATINGS/where"}};
        QCOMPARE(find<intent::Edit>(key(Qt::Key_Return))->key, NodeKey{"POOR_RATINGS/where"});
        QCOMPARE(find<intent::Rename>(key(Qt::Key_F2))->key, NodeKey{"POOR_RATINGS/where"});
        QVERIFY(find<intent::QuickAdd>(key(Qt::Key_Slash, {}, "/")));
        QVERIFY(find<intent::QuickAdd>(key(Qt::Key_A, Qt::ShiftModifier, "A")));
        QVERIFY(!find<intent::Fit>(key(Qt::Key_Exclam, Qt::ShiftModifier, "!"))->selectionOnly);
        QVERIFY(find<intent::Fit>(key(Qt::Key_2, Qt::ShiftModifier))->selectionOnly);
        QCOMPARE(find<intent::ZoomTo>(key(Qt::Key_0, Qt::ControlModifier))->scale, 1.0);
        QVERIFY(find<intent::LayOut>(key(Qt::Key_L, Qt::ControlModifier)));
        QVERIFY(find<intent::SelectAll>(key(Qt::Key_A, Qt::ControlModifier)));
        QVERIFY(find<intent::Delete>(key(Qt::Key_Delete)));
        QVERIFY(find<intent::Mute>(key(Qt::Key_M)));
        QVERIFY(key(Qt::Key_Tab).empty());
    }
};

WEIR_TEST(GestureMachineTest)
#include "GestureMachineTest.moc"
