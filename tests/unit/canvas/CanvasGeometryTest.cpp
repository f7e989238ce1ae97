#include "tests/support/DemoScene.h"
#include "tests/support/TestRegistry.h"
#include "widgets/canvas/Camera.h"
#include "widgets/canvas/CanvasIndex.h"

#include <QTest>

using namespace weir;
using namespace weir::studio;

class CanvasGeometryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stacksOperatorsBelowTheHeader()
    {
        const CanvasScene scene = test::demoScene();
        const CanvasBlock &joined = scene.block(scene.findBlock({"RATINGS_WITH_CUSTOMER_DATA"}));
        QCOMPARE(joined.nodes.size(), std::size_t(2));
        const QRectF first = scene.node(joined.nodes[0]).rect;
        const QRectF second = scene.node(joined.nodes[1]).rect;
        QCOMPARE(first.top(), joined.rect.top() + kFrameHeader);
        QCOMPARE(second.top(), first.bottom() + kNodeGap);
        QCOMPARE(first.height(), kNodeHeight);
        QCOMPARE(joined.rect.bottom(), second.bottom() + kFramePadding);
        QVERIFY(scene.edges().front().inner);
    }

    void keepsWidthsWithinLimits()
    {
        const CanvasScene scene = test::demoScene();
        for (const CanvasNode &node : scene.nodes()) {
            QVERIFY(node.rect.width() >= kNodeMinWidth && node.rect.width() <= kNodeMaxWidth);
        }
    }

    void laysOutLeftToRightWithoutOverlap()
    {
        const CanvasScene scene = test::demoScene();
        for (const CanvasEdge &edge : scene.edges()) {
            if (!edge.inner) {
                QVERIFY(scene.outputPort(edge.from).x() < scene.inputPort(edge.to, edge.port).x());
            }
        }
        for (const CanvasBlock &a : scene.blocks()) {
            for (const CanvasBlock &b : scene.blocks()) {
                QVERIFY(&a == &b || !a.rect.intersects(b.rect));
            }
            QCOMPARE(QPointF(snapToGrid(a.rect.topLeft())), a.rect.topLeft());
        }
    }

    void laysOutTheSameEveryTime()
    {
        const CanvasScene a = test::largeScene(120, 200);
        const CanvasScene b = test::largeScene(120, 200);
        for (std::size_t i = 0; i < a.blocks().size(); ++i) {
            QCOMPARE(a.blocks()[i].rect, b.blocks()[i].rect);
        }
    }

    void keepsHandPlacedBlocksAndMovesOthersAway()
    {
        CanvasScene scene = test::demoScene();
        const int poor = scene.findBlock({"POOR_RATINGS"});
        const QRectF join = scene.block(scene.findBlock({"RATINGS_WITH_CUSTOMER_DATA"})).rect;
        layOutBlocks(scene, {{{"POOR_RATINGS"}, join.topLeft().toPoint()}});
        QCOMPARE(scene.block(poor).rect.topLeft(), join.topLeft());
        QVERIFY(scene.block(poor).placed);
        for (const CanvasBlock &each : scene.blocks()) {
            QVERIFY(each.placed || !each.rect.intersects(scene.block(poor).rect));
        }
    }

    void survivesCycles()
    {
        CanvasScene scene = test::demoScene();
        scene.connect(scene.findNode({"POOR_RATINGS/where"}), scene.findNode({"RATINGS/source"}));
        layOutBlocks(scene, {});
        QVERIFY(!scene.bounds().isEmpty());
    }

    void saysWhatIsWrongBelowTheFrame()
    {
        const CanvasScene scene = test::demoScene();
        QCOMPARE(scene.mark(scene.findBlock({"RATINGS_BY_CLUB_STATUS"})),
                 QStringLiteral("edited since run, 1 error"));
        QVERIFY(scene.mark(scene.findBlock({"POOR_RATINGS"})).isEmpty());
    }

    void hitsInOrderOfPriority()
    {
        const CanvasScene scene = test::demoScene();
        CanvasIndex index;
        index.rebuild(scene);
        const int join = scene.findNode({"RATINGS_WITH_CUSTOMER_DATA/join:C"});
        const int block = scene.node(join).block;
        using Kind = CanvasHit::Kind;
        QCOMPARE(index.hit(scene.inputPort(join, 1), 1), (CanvasHit{Kind::InputPort, join, 1}));
        QCOMPARE(index.hit(scene.outputPort(join), 1), (CanvasHit{Kind::OutputPort, join, -1}));
        QCOMPARE(index.hit(scene.node(join).rect.center(), 1), (CanvasHit{Kind::Node, join, -1}));
        const QRectF frame = scene.block(block).rect;
        QCOMPARE(index.hit(frame.topLeft() + QPointF(40, 4), 1),
                 (CanvasHit{Kind::FrameHeader, block, -1}));
        QCOMPARE(index.hit(frame.bottomLeft() + QPointF(30, -4), 1),
                 (CanvasHit{Kind::Frame, block, -1}));
        QCOMPARE(index.hit(frame.topLeft() - QPointF(500, 500), 1), CanvasHit{});
    }

    void hitsWiresWithinSixPixelsOfTheView()
    {
        const CanvasScene scene = test::demoScene();
        CanvasIndex index;
        index.rebuild(scene);
        const int from = scene.findNode({"RATINGS/source"});
        const int to = scene.findNode({"POOR_RATINGS/where"});
        const QPointF middle = (scene.outputPort(from) + scene.inputPort(to, 0)) / 2;
        const CanvasHit hit = index.hit(middle, 1);
        QCOMPARE(hit.kind, CanvasHit::Kind::Edge);
        QCOMPARE(scene.edge(hit.item).from, from);
        QCOMPARE(scene.edge(hit.item).to, to);
        // 20 scene pixels aside are 20 px of the view at 100 % and 4 at 20 %.
        const QPointF aside = middle + QPointF(-20, 0);
        QVERIFY(index.hit(aside, 1).kind != CanvasHit::Kind::Edge);
        QCOMPARE(index.hit(aside, 0.2).kind, CanvasHit::Kind::Edge);
    }

    void findsEachItemOnceInARectangle()
    {
        const CanvasScene scene = test::largeScene(100, 160);
        CanvasIndex index;
        index.rebuild(scene);
        QCOMPARE(index.nodesIn(scene.bounds()).size(), std::size_t(100));
        QCOMPARE(index.blocksIn(scene.bounds()).size(), std::size_t(100));
        QCOMPARE(index.edgesIn(scene.bounds().adjusted(-900, -900, 900, 900)).size(),
                 std::size_t(160));
    }

    void cameraKeepsThePointUnderThePointer()
    {
        Camera camera;
        camera.pan({31, -7});
        const QPointF under = camera.toScene(QPointF(200, 100));
        camera.zoomAt({200, 100}, 1.7);
        QVERIFY(QLineF(camera.toScene(QPointF(200, 100)), under).length() < 1e-9);
        camera.zoomAt({0, 0}, 1e6);
        QCOMPARE(camera.scale(), Camera::kMaxScale);
        camera.zoomAt({0, 0}, 1e-9);
        QCOMPARE(camera.scale(), Camera::kMinScale);
    }

    void cameraFitsWithoutEnlarging()
    {
        Camera camera;
        camera.fit({0, 0, 100, 100}, {800, 600});
        QCOMPARE(camera.scale(), 1.0);
        QCOMPARE(camera.toView(QPointF(50, 50)), QPointF(400, 300));
        camera.fit({-500, 0, 2000, 100}, {848, 600});
        QCOMPARE(camera.scale(), 0.4);
        QCOMPARE(camera.toView(QPointF(-500, 0)).x(), 24.0);
        camera.fit({}, {800, 600});
        QCOMPARE(camera, Camera());
    }

    void cameraRevealsByTheLeastMove()
    {
        Camera camera;
        camera.reveal({900, 10, 100, 50}, {800, 600});
        QCOMPARE(camera.offset(), QPointF(800 - 24 - 1000, 14));
        const Camera before = camera;
        camera.reveal({300, 50, 100, 50}, {800, 600});
        QCOMPARE(camera, before);
    }
};

WEIR_TEST(CanvasGeometryTest)
#include "CanvasGeometryTest.moc"
