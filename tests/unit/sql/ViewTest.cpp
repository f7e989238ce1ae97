#include "core/sql/Parser.h"
#include "core/sql/view/Statement.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace weir;
using namespace weir::sql;

namespace {

/// Keeps the tree of one statement alive beside its view.
struct OneStatement {
    explicit OneStatement(std::string text)
        : script(parse(std::move(text)))
    {
        if (script.ok()) {
            view = statementsOf(*script.tree).front();
        }
    }
    ParsedScript script;
    StatementView view;
};

} // namespace

class ViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsACreatedSource()
    {
        const OneStatement s(
            "create or replace stream Ratings (Id BIGINT KEY, `stars` DECIMAL(3,1), "
            "m MAP<STRING, ARRAY<INT>>, h BYTES HEADER('k')) "
            "WITH (kafka_topic='rat''ings', \"Partitions\"=4, X=-1.5, Y=true);");
        QCOMPARE(int(s.view.kind()), int(SyntaxKind::CreateSource));
        QVERIFY(s.view.sourceType() == SourceType::Stream);
        QVERIFY(s.view.orReplace());
        QVERIFY(!s.view.ifNotExists());
        QCOMPARE(s.view.name().name, std::string("RATINGS"));
        const std::vector<ColumnView> columns = s.view.columns();
        QCOMPARE(columns.size(), std::size_t(4));
        QVERIFY(columns[0].role() == ColumnRole::Key);
        QCOMPARE(columns[1].name().name, std::string("stars"));
        QVERIFY(columns[1].type().decimal() == std::pair(3, 1));
        QCOMPARE(columns[2].type().element().element().name().name, std::string("INT"));
        QCOMPARE(columns[3].headerName(), std::string("k"));
        const PropertiesView with = s.view.properties();
        QCOMPARE(with.find("kafka_topic")->text(), std::string("rat'ings"));
        QCOMPARE(with.find("PARTITIONS")->text(), std::string("4"));
        QCOMPARE(with.find("x")->text(), std::string("-1.5"));
        QCOMPARE(with.find("Y")->text(), std::string("TRUE"));
        QVERIFY(!with.find("Z"));
    }

    void readsAQuery()
    {
        const OneStatement s(
            "CREATE TABLE T AS SELECT a AS x, b.*, c->*, COUNT(*) n FROM l b LEFT JOIN r c "
            "WITHIN (1 HOUR, 2 DAYS) GRACE PERIOD 5 SECONDS ON b.a = c.a "
            "WINDOW TUMBLING (SIZE 30 SECONDS, GRACE PERIOD 1 MINUTE) "
            "WHERE a > 1 GROUP BY (a, b) HAVING n > 2 EMIT FINAL LIMIT 7;");
        const QueryView query = s.view.query();
        const std::vector<SelectItemView> items = query.items();
        QCOMPARE(items.size(), std::size_t(4));
        QCOMPARE(items[0].alias().name, std::string("X"));
        QVERIFY(items[1].kind() == SelectItemKind::Star);
        QCOMPARE(items[1].starSource().name, std::string("B"));
        QVERIFY(items[2].kind() == SelectItemKind::StructStar);
        QCOMPARE(int(items[3].expression().kind()), int(SyntaxKind::CallExpression));
        QCOMPARE(int(items[3].expression().arguments()[0].kind()), int(SyntaxKind::StarArgument));
        QCOMPARE(items[3].alias().name, std::string("N"));
        const RelationView join = query.from();
        QVERIFY(join.joinType() == JoinType::Left);
        QCOMPARE(join.left().effectiveName().name, std::string("B"));
        QCOMPARE(join.right().name().name, std::string("R"));
        QVERIFY(join.within().hasTwo());
        QCOMPARE(join.within().before().number().text(), std::string_view("1"));
        QCOMPARE(timeUnitMs(join.within().before().unit()), std::optional<std::int64_t>(3'600'000));
        QCOMPARE(join.within().after().number().text(), std::string_view("2"));
        QCOMPARE(join.within().grace().number().text(), std::string_view("5"));
        QCOMPARE(join.on().left().source().name, std::string("B"));
        QVERIFY(query.window().type() == WindowType::Tumbling);
        QCOMPARE(query.window().size().number().text(), std::string_view("30"));
        QCOMPARE(query.window().grace().unit(), std::string("MINUTE"));
        QVERIFY(!query.window().advance());
        QVERIFY(query.where().op() == BinaryOperator::Greater);
        QCOMPARE(query.groupBy().size(), std::size_t(2));
        QVERIFY(query.partitionBy().empty());
        QVERIFY(query.having());
        QVERIFY(query.emitMode() == EmitMode::Final);
        QCOMPARE(query.limit().integer().value(), std::int64_t{7});
    }

    void readsExpressions()
    {
        const OneStatement s(
            "SELECT a IS NOT DISTINCT FROM b, NOT a BETWEEN 1 AND 2, x NOT LIKE 'p' ESCAPE '!', "
            "CASE a WHEN 1 THEN 2 ELSE 3 END, STRUCT(f := 1)->f, MAP('k' := 2)['k'], "
            "f((k, v) => k + v), -5, (a), 99999999999999999999 FROM t;");
        const std::vector<SelectItemView> items = s.view.query().items();
        const auto expression = [&](std::size_t n) { return items[n].expression(); };
        QVERIFY(expression(0).op() == BinaryOperator::IsNotDistinctFrom);
        QCOMPARE(std::string(expression(0).right().text()), std::string("b"));
        QCOMPARE(int(expression(1).kind()), int(SyntaxKind::NotExpression));
        QCOMPARE(expression(1).operand().operands().size(), std::size_t(3));
        QVERIFY(expression(2).isNegated());
        QCOMPARE(expression(2).escape().value(), std::string("!"));
        QCOMPARE(std::string(expression(3).caseOperand().text()), std::string("a"));
        QCOMPARE(expression(3).whens().size(), std::size_t(1));
        QCOMPARE(std::string(expression(3).elseResult().text()), std::string("3"));
        QCOMPARE(expression(4).field().name, std::string("F"));
        QCOMPARE(expression(4).operand().entries()[0].name.name, std::string("F"));
        QCOMPARE(expression(5).operand(1).string(), std::string("k"));
        QCOMPARE(expression(5).operand(0).entries()[0].key.string(), std::string("k"));
        const Expression lambda = expression(6).arguments()[0];
        QCOMPARE(lambda.parameters().size(), std::size_t(2));
        QVERIFY(lambda.body().op() == BinaryOperator::Add);
        QVERIFY(expression(7).isMinus());
        QCOMPARE(std::string(expression(8).unwrapped().text()), std::string("a"));
        QVERIFY(!expression(9).integer());
    }

    void givesStatementsUniqueKeys()
    {
        const ParsedScript script = parse(
            "CREATE STREAM X (a INT); CREATE STREAM x AS SELECT * FROM y; INSERT INTO s SELECT * "
            "FROM x; "
            "INSERT INTO s SELECT * FROM y; INSERT INTO s WITH (QUERY_ID='q1') SELECT * FROM y; "
            "INSERT INTO s VALUES (1); SELECT * FROM x; SET 'a'='b'; SET 'a'='c';;");
        QCOMPARE(statementKeys(*script.tree),
                 (std::vector<std::string>{"X", "X@2", "INSERT:S#1", "INSERT:S#2", "Q1",
                                           "INSERT VALUES:S#1", "SELECT#1", "SET#1", "SET#2"}));
    }

    void findsTheStatementAtACaret()
    {
        const std::string text = "DROP STREAM a;  -- note\n\nDROP STREAM b;";
        const ParsedScript script = parse(text);
        QCOMPARE(statementAt(*script.tree, 3).name().name, std::string("A"));
        QCOMPARE(statementAt(*script.tree, 14).name().name, std::string("A"));
        QCOMPARE(statementAt(*script.tree, 20).name().name, std::string("A"));
        QVERIFY(!statementAt(*script.tree, 24));
        QCOMPARE(statementAt(*script.tree, text.size()).name().name, std::string("B"));
        QCOMPARE(statementAt(*script.tree, 3).spanWithSemicolon(), (SourceSpan{0, 14}));
        QCOMPARE(int(script.tree->nodeAt(12).kind()), int(SyntaxKind::Name));
    }

    void writesNamesThatReadBack()
    {
        QCOMPARE(quoteIdentifier("A_1"), std::string("A_1"));
        QCOMPARE(quoteIdentifier("a"), std::string("`a`"));
        QCOMPARE(quoteIdentifier("SELECT"), std::string("`SELECT`"));
        QCOMPARE(quoteIdentifier("x`y"), std::string("`x``y`"));
        QCOMPARE(quoteIdentifier("1A"), std::string("`1A`"));
        QCOMPARE(quoteString("it's"), std::string("'it''s'"));
        QCOMPARE(unquote("`x``y`"), std::string("x`y"));
    }
};

WEIR_TEST(ViewTest)
#include "ViewTest.moc"
