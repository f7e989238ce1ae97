#include "tests/support/DemoScene.h"

namespace weir::test {

using namespace weir::studio;

namespace {

int addSource(CanvasScene &scene, const char *name, FlowKind kind, const char *detail)
{
    const int block = scene.addBlock(
        {.key = {name}, .name = QString::fromLatin1(name), .kind = kind, .framed = false});
    return scene.addNode(block, {.key = {std::string(name) + "/source"},
                                 .op = OperatorKind::Source,
                                 .kind = kind,
                                 .title = QString::fromLatin1(name),
                                 .detail = QString::fromLatin1(detail),
                                 .inputs = {kind},
                                 .state = RunState::Running});
}

int addFrame(CanvasScene &scene, const char *name, FlowKind kind)
{
    return scene.addBlock({.key = {name}, .name = QString::fromLatin1(name), .kind = kind});
}

int addStep(CanvasScene &scene, int block, const char *role, OperatorKind op, const char *title,
            const char *detail, std::vector<FlowKind> inputs = {FlowKind::Stream})
{
    const CanvasBlock &owner = scene.block(block);
    return scene.addNode(block, {.key = {owner.key.value + '/' + role},
                                 .op = op,
                                 .kind = owner.kind,
                                 .title = QString::fromLatin1(title),
                                 .detail = QString::fromLatin1(detail),
                                 .inputs = std::move(inputs),
                                 .state = RunState::Running});
}

} // namespace

CanvasScene demoScene(const MeasureText &measure)
{
    CanvasScene scene;
    const int ratings = addSource(scene, "RATINGS", FlowKind::Stream, "topic ratings");
    const int customers = addSource(scene, "CUSTOMERS", FlowKind::Table, "topic customers");
    const int poor = addFrame(scene, "POOR_RATINGS", FlowKind::Stream);
    const int poorFilter =
        addStep(scene, poor, "where", OperatorKind::Filter, "Filter", "STARS < 3");
    const int joined = addFrame(scene, "RATINGS_WITH_CUSTOMER_DATA", FlowKind::Stream);
    const int join = addStep(scene, joined, "join:C", OperatorKind::Join, "Left join",
                             "USER_ID = ID", {FlowKind::Stream, FlowKind::Table});
    const int columns = addStep(scene, joined, "project", OperatorKind::Columns, "9 columns",
                                "RATING_ID, STARS, CHANNEL, MESSAGE");
    const int unhappy = addFrame(scene, "UNHAPPY_PLATINUM_CUSTOMERS", FlowKind::Stream);
    const int unhappyFilter = addStep(scene, unhappy, "where", OperatorKind::Filter, "Filter",
                                      "STARS < 3 AND CLUB_STATUS = 'platinum'");
    const int counts = addFrame(scene, "RATINGS_BY_CLUB_STATUS", FlowKind::Table);
    const int window = addStep(scene, counts, "window", OperatorKind::Window, "Tumbling 1 minute",
                               "closes after 24 h");
    addStep(scene, counts, "group", OperatorKind::Group, "Count by CLUB_STATUS", "");
    scene.block(counts).editedSinceRun = true;
    scene.block(counts).errors = 1;
    scene.block(counts).dimmed = true;
    scene.connect(ratings, poorFilter);
    scene.connect(ratings, join, 0);
    scene.connect(customers, join, 1);
    scene.connect(columns, unhappyFilter);
    scene.connect(columns, window);
    sizeBlocks(
        scene, measure ? measure : [](const QString &text, CanvasFace) {
            return 7.0 * static_cast<double>(text.size());
        });
    layOutBlocks(scene, {});
    return scene;
}

CanvasFigures demoFigures()
{
    return {{{"RATINGS/source"}, {.recordsPerSecond = 1204, .edgeLabel = "1 204/s"}},
            {{"CUSTOMERS/source"}, {.text = "20 rows"}},
            {{"POOR_RATINGS/where"}, {.text = "482/s", .recordsPerSecond = 482}},
            {{"RATINGS_WITH_CUSTOMER_DATA/join:C"}, {.text = "9 % null", .recordsPerSecond = 1204}},
            {{"RATINGS_WITH_CUSTOMER_DATA/project"}, {.text = "1 204/s", .recordsPerSecond = 1204}},
            {{"UNHAPPY_PLATINUM_CUSTOMERS/where"}, {.text = "104/s", .recordsPerSecond = 104}},
            {{"RATINGS_BY_CLUB_STATUS/window"}, {.text = "2 open", .recordsPerSecond = 1204}},
            {{"RATINGS_BY_CLUB_STATUS/group"}, {.text = "9/s", .recordsPerSecond = 9}}};
}

CanvasScene largeScene(int nodes, int edges)
{
    CanvasScene scene;
    for (int i = 0; i < nodes; ++i) {
        const std::string name = "STREAM_" + std::to_string(i);
        const int block = scene.addBlock({.key = {name},
                                          .name = QString::fromStdString(name),
                                          .kind = i % 3 ? FlowKind::Stream : FlowKind::Table});
        scene.addNode(block, {.key = {name + "/where"},
                              .op = OperatorKind::Filter,
                              .kind = scene.block(block).kind,
                              .title = "Filter",
                              .detail = QStringLiteral("FIELD_%1 < %2").arg(i % 17).arg(i),
                              .inputs = {FlowKind::Stream, FlowKind::Stream}});
    }
    // A fixed pattern: each node reads one of the 25 before it, then further ones until the count
    // is reached.
    for (int i = 0; i < edges; ++i) {
        const int to = 1 + i % (nodes - 1);
        const int back = 1 + (i * 7919) % std::min(to, 25);
        scene.connect(to - back, to, i / (nodes - 1) % 2);
    }
    sizeBlocks(scene, [](const QString &text, CanvasFace) { return 7.0 * text.size(); });
    layOutBlocks(scene, {});
    return scene;
}

} // namespace weir::test
