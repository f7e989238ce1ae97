#include "widgets/canvas/SceneBuilder.h"

#include "core/bind/Bind.h"
#include "core/sql/Parser.h"
#include "tests/support/TestRegistry.h"
#include "widgets/canvas/CanvasLayout.h"

#include <QTest>

#include <set>

using namespace weir;
using namespace weir::studio;

namespace {

// The statements of DEMO.md, bound by the real binder.
const std::string kRatings = R"(
CREATE STREAM RATINGS (RATING_ID BIGINT KEY, USER_ID INT, STARS INT, ROUTE_ID INT,
  RATING_TIME BIGINT, CHANNEL VARCHAR, MESSAGE VARCHAR)
  WITH (KAFKA_TOPIC='ratings', VALUE_FORMAT='JSON', TIMESTAMP='RATING_TIME');
CREATE TABLE CUSTOMERS (ID INT PRIMARY KEY, FIRST_NAME VARCHAR, CLUB_STATUS VARCHAR)
  WITH (KAFKA_TOPIC='customers', VALUE_FORMAT='JSON');
)";
const std::string kPoor = "CREATE STREAM POOR_RATINGS AS SELECT * FROM RATINGS WHERE STARS < 3;\n";
const std::string kJoined = R"(CREATE STREAM RATINGS_WITH_CUSTOMER_DATA AS
  SELECT R.RATING_ID, R.STARS, R.USER_ID AS USER_ID, C.CLUB_STATUS
  FROM RATINGS R LEFT JOIN CUSTOMERS C ON R.USER_ID = C.ID;
)";
const std::string kCounts = R"(CREATE TABLE RATINGS_BY_CLUB_STATUS AS
  SELECT CLUB_STATUS, COUNT(*) AS RATINGS_COUNT FROM RATINGS_WITH_CUSTOMER_DATA
  WINDOW TUMBLING (SIZE 1 MINUTES) GROUP BY CLUB_STATUS;
)";

plan::LogicalPlan bound(const std::string &text)
{
    catalog::Environment environment;
    environment.topicsKnown = true;
    for (const char *topic : {"ratings", "customers"}) {
        environment.topics[topic] = {topic, 1, 1, {}};
    }
    return bind::bind(sql::parse(text), environment).plan;
}

std::vector<std::string> titles(const CanvasScene &scene, const char *block)
{
    std::vector<std::string> words;
    for (const int node : scene.block(scene.findBlock({block})).nodes) {
        words.push_back(scene.node(node).title.toStdString() + " | " +
                        scene.node(node).detail.toStdString());
    }
    return words;
}

// "FROM_BLOCK -> TO_BLOCK:port" of all wires between blocks.
std::set<std::string> wires(const CanvasScene &scene)
{
    std::set<std::string> all;
    for (const CanvasEdge &edge : scene.edges()) {
        if (!edge.inner) {
            all.insert(scene.block(scene.node(edge.from).block).key.value + " -> " +
                       scene.block(scene.node(edge.to).block).key.value + ':' +
                       std::to_string(edge.port));
        }
    }
    return all;
}

} // namespace

class SceneBuilderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drawsTheDemoInTheWordsOfThePlan()
    {
        SceneBuilder builder;
        const CanvasScene scene = builder.build(bound(kRatings + kPoor + kJoined + kCounts), {});
        QCOMPARE(scene.blocks().size(), std::size_t(5));
        const CanvasBlock &ratings = scene.block(scene.findBlock({"RATINGS"}));
        QVERIFY(!ratings.framed);
        QCOMPARE(titles(scene, "RATINGS"), std::vector<std::string>{"RATINGS | topic ratings"});
        QCOMPARE(scene.node(ratings.nodes.front()).topic, std::string("ratings"));
        QCOMPARE(scene.block(scene.findBlock({"CUSTOMERS"})).kind, FlowKind::Table);
        QCOMPARE(titles(scene, "POOR_RATINGS"), std::vector<std::string>{"Filter | STARS < 3"});
        const auto joined = titles(scene, "RATINGS_WITH_CUSTOMER_DATA");
        QCOMPARE(joined.size(), std::size_t(2));
        QCOMPARE(joined[0], std::string("Left join | USER_ID = ID"));
        QVERIFY(QString::fromStdString(joined[1]).startsWith("4 columns"));
        const auto counts = titles(scene, "RATINGS_BY_CLUB_STATUS");
        QVERIFY(QString::fromStdString(counts[0]).startsWith("Tumbling 1 minute"));
        QVERIFY(QString::fromStdString(counts[1]).startsWith("Count by CLUB_STATUS"));
        QCOMPARE(counts.size(), std::size_t(2));
        QCOMPARE(scene.block(scene.findBlock({"RATINGS_BY_CLUB_STATUS"})).kind, FlowKind::Table);
    }

    void wiresStatementsByTheirTopics()
    {
        SceneBuilder builder;
        const CanvasScene scene = builder.build(bound(kRatings + kPoor + kJoined + kCounts), {});
        QCOMPARE(wires(scene),
                 (std::set<std::string>{"RATINGS -> POOR_RATINGS:0",
                                        "RATINGS -> RATINGS_WITH_CUSTOMER_DATA:0",
                                        "CUSTOMERS -> RATINGS_WITH_CUSTOMER_DATA:1",
                                        "RATINGS_WITH_CUSTOMER_DATA -> RATINGS_BY_CLUB_STATUS:0"}));
        const int join = scene.block(scene.findBlock({"RATINGS_WITH_CUSTOMER_DATA"})).nodes.front();
        QCOMPARE(scene.node(join).inputs,
                 (std::vector<FlowKind>{FlowKind::Stream, FlowKind::Table}));
    }

    void carriesKeysAndSpans()
    {
        SceneBuilder builder;
        const std::string text = kRatings + kPoor;
        const CanvasScene scene = builder.build(bound(text), {});
        const int filter = scene.findNode({"POOR_RATINGS/where"});
        QVERIFY(filter >= 0);
        const SourceSpan span = scene.node(filter).span;
        QVERIFY(text.substr(span.begin, span.length()).find("STARS < 3") != std::string::npos);
        const SourceSpan statement = scene.block(scene.node(filter).block).span;
        QVERIFY(statement.begin <= span.begin && statement.end >= span.end);
    }

    void aStatementWithoutOperatorsStillHasANode()
    {
        SceneBuilder builder;
        const CanvasScene scene =
            builder.build(bound(kRatings + "CREATE STREAM COPY AS SELECT * FROM RATINGS;"), {});
        QCOMPARE(titles(scene, "COPY"), std::vector<std::string>{"All columns | RATINGS"});
        QCOMPARE(wires(scene), (std::set<std::string>{"RATINGS -> COPY:0"}));
    }

    void insertsEndAtTheirTarget()
    {
        SceneBuilder builder;
        const CanvasScene scene =
            builder.build(bound(kRatings + kPoor +
                                "INSERT INTO POOR_RATINGS SELECT * FROM RATINGS WHERE STARS > 4;"),
                          {});
        QCOMPARE(scene.blocks().size(), std::size_t(4));
        bool headerWire = false;
        for (const CanvasEdge &edge : scene.edges()) {
            headerWire |= edge.port == -1;
        }
        QVERIFY(headerWire);
        CanvasScene laidOut = scene;
        sizeBlocks(laidOut,
                   [](const QString &text, CanvasFace) { return 7.0 * double(text.size()); });
        layOutBlocks(laidOut, {});
        QVERIFY(!laidOut.bounds().isEmpty());
    }

    void keepsTheLastGoodPictureOfAStatementWithAnError()
    {
        SceneBuilder builder;
        builder.build(bound(kRatings + kPoor), {});
        const std::vector<StatementMark> marks = {
            {.key = "POOR_RATINGS", .span = {500, 560}, .errors = 2, .editedSinceRun = true}};
        const CanvasScene scene = builder.build(bound(kRatings), marks);
        const int block = scene.findBlock({"POOR_RATINGS"});
        QVERIFY(block >= 0);
        QVERIFY(scene.block(block).dimmed);
        QCOMPARE(scene.block(block).span, (SourceSpan{500, 560}));
        QCOMPARE(scene.mark(block), QStringLiteral("edited since run, 2 errors"));
        QCOMPARE(wires(scene), (std::set<std::string>{"RATINGS -> POOR_RATINGS:0"}));
        // Gone from the text: gone from the canvas.
        QCOMPARE(builder.build(bound(kRatings), {}).findBlock({"POOR_RATINGS"}), -1);
        // Forgotten after another text was opened.
        builder.build(bound(kRatings + kPoor), {});
        builder.reset();
        QCOMPARE(builder.build(bound(kRatings), marks).findBlock({"POOR_RATINGS"}), -1);
    }

    void anErrorDoesNotChangeTheOrder()
    {
        SceneBuilder builder;
        const std::string other = "CREATE STREAM GOOD AS SELECT * FROM RATINGS WHERE STARS > 3;\n";
        const CanvasScene before = builder.build(bound(kRatings + kPoor + other), {});
        const std::vector<StatementMark> marks = {
            {.key = "POOR_RATINGS", .span = {kRatings.size(), kRatings.size() + 9}, .errors = 1}};
        const std::string broken(kPoor.size(), ' ');
        const CanvasScene after = builder.build(bound(kRatings + broken + other), marks);
        QCOMPARE(after.blocks().size(), before.blocks().size());
        for (std::size_t i = 0; i < before.blocks().size(); ++i) {
            QCOMPARE(after.blocks()[i].key.value, before.blocks()[i].key.value);
        }
    }

    void namingTheColumnsOfAGroupIsNoStep()
    {
        SceneBuilder builder;
        const auto group = [](const char *items, const char *rest) {
            return kRatings + "CREATE TABLE T AS SELECT " + items +
                   " FROM RATINGS GROUP BY CHANNEL" + rest + ";";
        };
        using Titles = std::vector<std::string>;
        QCOMPARE(titles(builder.build(bound(group("CHANNEL AS C, COUNT(*) AS N", "")), {}), "T"),
                 (Titles{"Count by CHANNEL | COUNT(*)"}));
        QCOMPARE(titles(builder.build(
                            bound(group("CHANNEL, COUNT(*) AS N", " HAVING COUNT(*) > 2")), {}),
                        "T")
                     .size(),
                 std::size_t(2)); // the groups and their filter
        // What is computed from them, and what a person picks from a stream, is a step.
        QCOMPARE(
            titles(builder.build(bound(group("CHANNEL, COUNT(*) * 2 AS N", "")), {}), "T").back(),
            std::string("2 columns | CHANNEL, N"));
        QCOMPARE(titles(builder.build(bound(kRatings + "CREATE STREAM S AS SELECT RATING_ID, STARS "
                                                       "AS POINTS FROM RATINGS;"),
                                      {}),
                        "S"),
                 (Titles{"2 columns | RATING_ID, POINTS"}));
        // Nobody wrote the columns of a join's star.
        QCOMPARE(titles(builder.build(bound(kRatings + "CREATE STREAM J AS SELECT * FROM RATINGS R "
                                                       "LEFT JOIN CUSTOMERS C ON R.USER_ID = "
                                                       "C.ID;"),
                                      {}),
                        "J"),
                 (Titles{"Left join | USER_ID = ID"}));
    }

    void aReplacedQueryIsDrawnStruckWithItsLine()
    {
        SceneBuilder builder;
        const std::string later =
            "CREATE STREAM GOOD AS SELECT * FROM POOR_RATINGS WHERE STARS > 1;\n"
            "CREATE STREAM POOR_RATINGS AS SELECT * FROM RATINGS WHERE STARS < 2;\n";
        const CanvasScene scene =
            builder.build(bound(kRatings + kPoor + later), {{.key = "POOR_RATINGS", .line = 7},
                                                            {.key = "POOR_RATINGS@2", .line = 9}});
        const CanvasBlock &old = scene.block(scene.findBlock({"POOR_RATINGS"}));
        QVERIFY(old.replaced);
        QVERIFY(old.dimmed);
        QCOMPARE(scene.mark(scene.findBlock({"POOR_RATINGS"})),
                 QStringLiteral("replaced by line 9"));
        QCOMPARE(titles(scene, "POOR_RATINGS"), std::vector<std::string>{"Filter | STARS < 3"});
        const CanvasBlock &now = scene.block(scene.findBlock({"POOR_RATINGS@2"}));
        QVERIFY(!now.replaced && !now.dimmed && now.note.isEmpty());
        QCOMPARE(now.name, QStringLiteral("POOR_RATINGS"));
        // Who reads the name reads what runs; the old one only shows what it would have read.
        QCOMPARE(wires(scene),
                 (std::set<std::string>{"RATINGS -> POOR_RATINGS:0", "RATINGS -> POOR_RATINGS@2:0",
                                        "POOR_RATINGS@2 -> GOOD:0"}));
    }

    void aDroppedDefinitionIsNotDrawn()
    {
        SceneBuilder builder;
        const CanvasScene scene = builder.build(bound(kRatings + kPoor +
                                                      "DROP STREAM POOR_RATINGS;\n"
                                                      "CREATE STREAM POOR_RATINGS AS SELECT * FROM "
                                                      "RATINGS WHERE STARS < 2;"),
                                                {});
        QCOMPARE(scene.findBlock({"POOR_RATINGS"}), -1);
        QVERIFY(!scene.block(scene.findBlock({"POOR_RATINGS@2"})).replaced);
    }

    void earlierDefinitionsOfANameAreDrawnAsReplaced()
    {
        SceneBuilder builder;
        const CanvasScene scene = builder.build(
            bound("CREATE STREAM S (A INT) WITH (KAFKA_TOPIC='ratings', VALUE_FORMAT='JSON');\n"
                  "CREATE STREAM S (B INT) WITH (KAFKA_TOPIC='ratings', VALUE_FORMAT='JSON');"),
            {});
        QCOMPARE(scene.blocks().size(), std::size_t(2));
        QCOMPARE(scene.blocks().front().note, QStringLiteral("replaced below"));
        QVERIFY(scene.blocks().front().replaced);
        QVERIFY(!scene.blocks().back().replaced);
    }
};

WEIR_TEST(SceneBuilderTest)
#include "SceneBuilderTest.moc"
