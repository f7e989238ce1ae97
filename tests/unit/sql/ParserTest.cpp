#include "core/sql/Parser.h"

#include "core/sql/view/Statement.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace weir;
using namespace weir::sql;

namespace {

/// The errors of a text as `code [the bytes of the span]`.
std::vector<std::string> problemsOf(const std::string &text)
{
    std::vector<std::string> problems;
    for (const Diagnostic &diagnostic : parse(text).diagnostics) {
        problems.push_back(diagnostic.code + " [" +
                           text.substr(diagnostic.span.begin, diagnostic.span.length()) + "]");
    }
    return problems;
}

/// The text with the first fix of its first problem applied.
std::string fixedOnce(const std::string &text)
{
    const ParsedScript parsed = parse(text);
    if (parsed.diagnostics.empty() || parsed.diagnostics[0].fixes.empty()) {
        return "no fix";
    }
    return applyFix(text, parsed.diagnostics[0].fixes[0]);
}

using Problems = std::vector<std::string>;

} // namespace

class ParserTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void acceptsTheWholeDialect_data()
    {
        QTest::addColumn<QString>("text");
        const char *texts[] = {
            "CREATE OR REPLACE STREAM s (a INT KEY, h ARRAY<STRUCT<KEY STRING, VALUE BYTES>> "
            "HEADERS, "
            "x BYTES HEADER('k')) WITH (KAFKA_TOPIC='t', PARTITIONS=-1, WRAP=true)",
            "CREATE SOURCE TABLE IF NOT EXISTS t (id DECIMAL(4, 2) PRIMARY KEY, m MAP<STRING, "
            "STRUCT<>>)",
            "CREATE STREAM s WITH (FORMAT='AVRO')",
            "CREATE TABLE x AS SELECT a, COUNT(*) FROM s WINDOW HOPPING (SIZE 1 HOUR, ADVANCE BY 5 "
            "MINUTES, "
            "RETENTION 2 DAYS, GRACE PERIOD 1 MINUTE) WHERE a <> 1 GROUP BY (a, b) HAVING COUNT(*) "
            "> 1 EMIT "
            "FINAL",
            "CREATE TABLE x AS SELECT a FROM s WINDOW SESSION (10 SECONDS) GROUP BY a",
            "CREATE STREAM j AS SELECT * FROM a LEFT OUTER JOIN b WITHIN (1 HOUR, 2 HOURS) GRACE "
            "PERIOD 1 DAY "
            "ON a.x = b.x FULL JOIN c ON a.x = c.x PARTITION BY a.x, b.y",
            "INSERT INTO s WITH (QUERY_ID='q') SELECT a->b->*, s.*, c[1]->d FROM s",
            "INSERT INTO s (a, b) VALUES (1, CAST(NULL AS INT))",
            "SELECT DISTINCT a FROM s EMIT CHANGES LIMIT 5",
            "SELECT a FROM (SELECT * FROM s) AS q UNION ALL SELECT b FROM t",
            "WITH c AS (SELECT * FROM s) SELECT * FROM c",
            "SELECT TRANSFORM(m, (k, v) => k, (k, v) => v + 1), FILTER(a, x => x > 0) FROM s",
            "SELECT CASE a WHEN 1 THEN 'x' ELSE 'y' END, CASE WHEN a THEN 1 END FROM s",
            "SELECT a FROM s WHERE NOT a = 1 AND b NOT IN (1, 2) OR c NOT BETWEEN 1 AND 2 AND d "
            "LIKE '%!%' "
            "ESCAPE '!' AND e IS NOT NULL AND f IS NOT DISTINCT FROM g",
            "SELECT ARRAY[1, 2][1], MAP('a' := 1), STRUCT(x := 1)->x, - -1, +a, a || b, 1 % 2 FROM "
            "s",
            "SELECT key, date, time, map, array FROM s",
            "DROP TABLE IF EXISTS t DELETE TOPIC",
            "DROP TYPE a",
            "DROP CONNECTOR IF EXISTS c",
            "TERMINATE ALL",
            "TERMINATE ctas_1",
            "PAUSE q",
            "RESUME ALL",
            "SHOW TOPICS",
            "LIST ALL TOPICS EXTENDED",
            "SHOW SOURCE CONNECTORS",
            "SHOW CONNECTOR PLUGINS",
            "DESCRIBE EXTENDED s",
            "DESCRIBE s EXTENDED",
            "DESCRIBE FUNCTION count",
            "DESCRIBE STREAMS",
            "EXPLAIN q",
            "EXPLAIN CREATE STREAM a AS SELECT * FROM b",
            "PRINT 'my-topic' FROM BEGINNING INTERVAL 2 LIMIT 3",
            "SET 'a' = 'b'",
            "UNSET 'a'",
            "DEFINE x = 'y'",
            "UNDEFINE x",
            "ALTER STREAM s ADD COLUMN a INT, ADD b STRING",
            "ALTER SYSTEM 'a' = 'b'",
            "CREATE TYPE IF NOT EXISTS addr AS STRUCT<street STRING, n ARRAY<INT>>",
            "CREATE SINK CONNECTOR c WITH ('connector.class' = 'x', \"k\" = 1)",
            "ASSERT VALUES s (a, b) VALUES (1, 2)",
            "ASSERT NULL VALUES t (id) KEY (1)",
            "ASSERT STREAM s (a INT) WITH (KAFKA_TOPIC='t')",
            "ASSERT NOT EXISTS TOPIC t WITH (PARTITIONS=2) TIMEOUT 10 SECONDS",
            "ASSERT SCHEMA SUBJECT 's' ID 4 TIMEOUT 1 MINUTE",
            "RUN SCRIPT 'x.sql'",
            "CREATE STREAM ${name} AS SELECT ${column} FROM ${source} WHERE ${column} > ${limit}",
        };
        for (const char *text : texts) {
            QTest::newRow(text) << QString(text);
        }
    }

    void acceptsTheWholeDialect()
    {
        QFETCH(QString, text);
        const ParsedScript parsed = parse(text.toStdString());
        const std::string problem =
            parsed.ok() ? "" : renderDiagnostic(parsed.diagnostics[0], parsed.tree->text(), "text");
        QVERIFY2(parsed.ok(), problem.c_str());
        QCOMPARE(statementsOf(*parsed.tree).size(), std::size_t(1));
        QVERIFY(!statementsOf(*parsed.tree)[0].hasError());
    }

    void pointsAtWhatIsWrong()
    {
        QCOMPARE(problemsOf("SELECT COUNT(a FROM s;"), (Problems{"sql.missing-token [FROM]"}));
        QCOMPARE(problemsOf("SELECT a, FROM s;"), (Problems{"sql.unexpected-token [,]"}));
        QCOMPARE(problemsOf("SELECT a FROM s WHERE;"), (Problems{"sql.unexpected-token [;]"}));
        QCOMPARE(problemsOf("SELECT a FROM s WHERE a ="), (Problems{"sql.unexpected-token []"}));
        QCOMPARE(problemsOf("CREATE STREAM s (a INT"), (Problems{"sql.missing-token []"}));
        QCOMPARE(problemsOf("HELLO world;"), (Problems{"sql.unknown-statement [HELLO]"}));
        QCOMPARE(problemsOf("SELECT 'abc FROM s;"),
                 (Problems{"sql.unterminated-string [']", "sql.unexpected-token []"}));
        QCOMPARE(problemsOf("SELECT a FROM s; /* x"), (Problems{"sql.unterminated-comment [/*]"}));
        QCOMPARE(problemsOf("SELECT a # b FROM s;"), (Problems{"sql.unknown-character [#]"}));
        QCOMPARE(problemsOf("SELECT a FROM s WHERE x GROUP BY a WHERE y;"),
                 (Problems{"sql.clause-order [WHERE]"}));
        QCOMPARE(problemsOf("CREATE STREAM select (a INT);"),
                 (Problems{"sql.reserved-word [select]"}));
        QCOMPARE(problemsOf("SELECT a FROM s -- \xff\n;"), (Problems{"sql.invalid-utf8 [\xff]"}));
    }

    void reportsSeveralErrorsInOneParse()
    {
        QCOMPARE(problemsOf("CREATE STREAM a AS SELECT x y z FROM b WHERE + GROUP BY ;\n"
                            "SELECT a FROM b;\n"
                            "DROP c;\n"),
                 (Problems{"sql.unexpected-token [z]", "sql.unexpected-token [GROUP]",
                           "sql.unexpected-token [;]", "sql.unexpected-token [c]"}));
        const ParsedScript parsed =
            parse("CREATE STREAM a (x INT y, z ARRAY<, w FOO BAR) WITH (b='c');");
        QCOMPARE(parsed.diagnostics.size(), std::size_t(3));
        QCOMPARE(statementsOf(*parsed.tree)[0].columns().size(), std::size_t(3));
        QVERIFY(statementsOf(*parsed.tree)[0].properties());
    }

    void recoversAtTheNextStatement()
    {
        const std::string text =
            "CREATE STREAM a AS SELECT (x FROM b\n\nCREATE STREAM c AS SELECT * FROM d\n"
            "CREATE STREAM e AS SELECT * FROM f;";
        const ParsedScript parsed = parse(text);
        const std::vector<StatementView> statements = statementsOf(*parsed.tree);
        QCOMPARE(statements.size(), std::size_t(3));
        QVERIFY(statements[0].hasError());
        QVERIFY(!statements[1].hasError());
        QCOMPARE(statements[2].name().name, std::string("E"));
        QCOMPARE(problemsOf(text), (Problems{"sql.missing-token [FROM]", "sql.missing-semicolon []",
                                             "sql.missing-semicolon []"}));
    }

    void findsAForgottenSemicolonBeforeWordsThatCouldBeAliases()
    {
        QCOMPARE(problemsOf("SELECT * FROM b\nSET 'x' = 'y';\nSELECT a FROM c\nSHOW TOPICS;"),
                 (Problems{"sql.missing-semicolon []", "sql.missing-semicolon []"}));
        QVERIFY(parse("SELECT * FROM b\nlist EMIT CHANGES;").ok());
        QVERIFY(parse("SELECT a\nset FROM b\nshow WHERE set = 1;").ok());
    }

    void proposesFixes()
    {
        QCOMPARE(fixedOnce("SELECT COUNT(a FROM s;"), std::string("SELECT COUNT(a) FROM s;"));
        QCOMPARE(fixedOnce("SELECT a, FROM s;"), std::string("SELECT a FROM s;"));
        QCOMPARE(fixedOnce("SELECT a FORM s;"), std::string("SELECT a FROM s;"));
        QCOMPARE(fixedOnce("SELECT * FORM s;"), std::string("SELECT * FROM s;"));
        QCOMPARE(fixedOnce("SELECT a FROM s WEHRE a > 1;"),
                 std::string("SELECT a FROM s WHERE a > 1;"));
        QCOMPARE(fixedOnce("SELECT a FROM s LETF JOIN t ON s.a = t.a;"),
                 std::string("SELECT a FROM s LEFT JOIN t ON s.a = t.a;"));
        QCOMPARE(fixedOnce("SELECT a FROM s GRUOP BY a;"),
                 std::string("SELECT a FROM s GROUP BY a;"));
        QCOMPARE(fixedOnce("CRAETE STREAM s AS SELECT * FROM t;"),
                 std::string("CREATE STREAM s AS SELECT * FROM t;"));
        QCOMPARE(fixedOnce("CREATE STRAEM s AS SELECT * FROM t;"),
                 std::string("CREATE STREAM s AS SELECT * FROM t;"));
        QCOMPARE(fixedOnce("SELECT a FROM s EMIT CHANGE;"),
                 std::string("SELECT a FROM s EMIT CHANGES;"));
        QCOMPARE(fixedOnce("DROP STREAM a\nDROP STREAM b;"),
                 std::string("DROP STREAM a;\nDROP STREAM b;"));
        QCOMPARE(fixedOnce("CREATE STREAM limit (a INT);"),
                 std::string("CREATE STREAM `LIMIT` (a INT);"));
    }

    void keepsAnAliasThatLooksLikeAClause()
    {
        QVERIFY(parse("SELECT a form FROM s groups JOIN t wheres ON groups.a = wheres.a;").ok());
    }

    void surfacesDraftsBetweenStatements()
    {
        const ParsedScript parsed = parse("SELECT /* weir:draft inner */ a FROM s;\n/* weir:draft "
                                          "NEW filter\n of s */\nDROP STREAM a;"
                                          "\n/* weir:draft LAST */");
        const std::vector<StatementView> statements = statementsOf(*parsed.tree);
        QVERIFY(parsed.ok());
        QCOMPARE(statements.size(), std::size_t(4));
        QCOMPARE(statements[1].draftName(), std::string("NEW"));
        QCOMPARE(statements[1].draftBody(), std::string(" filter\n of s "));
        QCOMPARE(statementKeys(*parsed.tree),
                 (std::vector<std::string>{"SELECT#1", "DRAFT:NEW", "DROP#1", "DRAFT:LAST"}));
    }

    void refusesWhatIsTooDeepAndGoesOn()
    {
        const std::vector<std::pair<std::string, std::string>> brackets{
            {"(", ")"},         {"ARRAY[", "]"}, {"- ", ""},        {"NOT ", ""},  {"f(", ")"},
            {"CASE WHEN ", ""}, {"a + ", ""},    {"(SELECT ", ")"}, {"x => ", ""}, {"a OR ", ""}};
        for (const auto &[open, close] : brackets) {
            std::string text = "SELECT ";
            for (int i = 0; i < 100'000; ++i) {
                text += open;
            }
            text += "a";
            for (int i = 0; i < 100'000; ++i) {
                text += close;
            }
            text += " FROM s;\nSELECT b FROM t;";
            const ParsedScript parsed = parse(text);
            QCOMPARE(print(*parsed.tree), text);
            QVERIFY(!parsed.ok());
            const std::vector<StatementView> statements = statementsOf(*parsed.tree);
            QVERIFY2(!statements.back().hasError(), open.c_str());
            if (open != "x => ") {
                QCOMPARE(parsed.diagnostics[0].code, std::string("sql.too-deep"));
                QCOMPARE(statements.size(), std::size_t(2));
            }
        }
        std::string types = "CREATE TYPE t AS ";
        for (int i = 0; i < 100'000; ++i) {
            types += "ARRAY<";
        }
        QCOMPARE(parse(types).diagnostics[0].code, std::string("sql.too-deep"));
    }

    void parsesALoneExpression()
    {
        const ParsedScript good = parseExpression("A + 1 > 2");
        QVERIFY(good.ok());
        QCOMPARE(int(good.tree->root().firstChild().kind()), int(SyntaxKind::BinaryExpression));
        QVERIFY(!parseExpression("A B").ok());
        QVERIFY(!parseExpression("").ok());
        QVERIFY(!parseExpression("A; DROP STREAM x").ok());
    }
};

WEIR_TEST(ParserTest)
#include "ParserTest.moc"
