#include "core/language/Completion.h"

#include "core/bind/Bind.h"
#include "core/language/Hover.h"
#include "core/language/Semantics.h"
#include "core/sql/Parser.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

#include <algorithm>

using namespace weir;
using namespace weir::language;

namespace {

/// A plan that knows the stream RATINGS and the table CUSTOMERS.
plan::LogicalPlan knownPlan()
{
    auto ratings = std::make_shared<catalog::Source>();
    ratings->name = "RATINGS";
    ratings->topic = "ratings";
    ratings->schema.value = {{"STARS", DataType::integer()}, {"oddName", DataType::string()}};
    auto customers = std::make_shared<catalog::Source>();
    customers->name = "CUSTOMERS";
    customers->kind = catalog::SourceKind::Table;
    customers->schema.key = {{"ID", DataType::integer()}};
    plan::LogicalPlan plan;
    plan.sources = {{"RATINGS", ratings}, {"CUSTOMERS", customers}};
    return plan;
}

/// Completes at the `|`. Each entry as the bytes it writes.
struct Completed {
    explicit Completed(std::string text)
    {
        const std::size_t caret = text.find('|');
        text.erase(caret, 1);
        const plan::LogicalPlan plan = knownPlan();
        const sql::ParsedScript script = sql::parse(text);
        const CompletionResult result =
            complete(*script.tree, caret, {&plan, {"ratings", "my-topic"}});
        for (const Completion &entry : result.entries) {
            inserts.push_back(entry.inserts);
        }
        replaced = text.substr(result.replaces.begin, result.replaces.length());
    }
    bool offers(const std::string &bytes) const
    {
        return std::find(inserts.begin(), inserts.end(), bytes) != inserts.end();
    }
    std::vector<std::string> inserts;
    std::string replaced;
};

} // namespace

class CompletionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void offersWhatTheGrammarTakes()
    {
        QVERIFY(Completed("SELECT 1; cre|").offers("CREATE STREAM"));
        QCOMPARE(Completed("SELECT 1; cre|").replaced, std::string("cre"));
        QVERIFY(Completed("|").offers("SELECT"));
        QCOMPARE(Completed("SELECT * FROM |").inserts,
                 (std::vector<std::string>{"CUSTOMERS", "RATINGS"}));
        QVERIFY(Completed("SELECT * FROM a JOIN cus|").offers("CUSTOMERS"));
        QVERIFY(Completed("DROP TABLE |").offers("CUSTOMERS"));
        QVERIFY(Completed("PRINT |").offers("'my-topic'"));
        QVERIFY(Completed("SELECT * FROM a WINDOW |").offers("TUMBLING (SIZE "));
        QVERIFY(Completed("SELECT * FROM a WINDOW TUMBLING (SIZE 1 mi|").offers("MINUTES"));
        QVERIFY(Completed("SELECT * FROM a JOIN b WITHIN 5 |").offers("HOURS"));
        QVERIFY(Completed("CREATE STREAM s (a |").offers("BIGINT"));
        QVERIFY(Completed("SELECT CAST(a AS |").offers("DOUBLE"));
    }

    void offersColumnsInScope()
    {
        const Completed one("SELECT ST| FROM RATINGS;");
        QVERIFY(one.offers("STARS"));
        QVERIFY(one.offers("`oddName`"));
        QVERIFY(!one.offers("ID"));
        QVERIFY(one.offers("WHERE"));
        QVERIFY(one.offers("COUNT("));
        const Completed two("SELECT * FROM RATINGS r LEFT JOIN CUSTOMERS c ON |");
        QVERIFY(two.offers("R.STARS"));
        QVERIFY(two.offers("C.ID"));
        QCOMPARE(
            Completed("SELECT c.| FROM RATINGS r LEFT JOIN CUSTOMERS c ON r.STARS = c.ID;").inserts,
            std::vector<std::string>{"ID"});
    }

    void offersPropertiesAndTheirValues()
    {
        QVERIFY(Completed("CREATE STREAM s (a INT) WITH (|").offers("KAFKA_TOPIC="));
        QVERIFY(Completed("CREATE STREAM s (a INT) WITH (KAFKA_TOPIC='x', VALUE_FORMAT=|")
                    .offers("'JSON'"));
        QVERIFY(Completed("CREATE STREAM s (a INT) WITH (VALUE_FORMAT='JS|').").offers("JSON"));
        QVERIFY(Completed("CREATE STREAM s (a INT) WITH (KAFKA_TOPIC='|").offers("my-topic"));
        QVERIFY(Completed("CREATE STREAM s (a INT, b BIGINT) WITH (TIMESTAMP='|');").offers("B"));
    }

    void staysQuietInCommentsAndStrings()
    {
        QVERIFY(Completed("SELECT a -- cre|").inserts.empty());
        QVERIFY(Completed("SELECT /* cre| */ a").inserts.empty());
        QVERIFY(Completed("SELECT 'cre|' FROM RATINGS").inserts.empty());
    }

    void explainsNames()
    {
        const std::string text =
            "SELECT STARS, COUNT(*) FROM RATINGS;\nCREATE STREAM RATINGS (A INT);";
        const sql::ParsedScript script = sql::parse(text);
        const plan::LogicalPlan plan = knownPlan();
        QCOMPARE(hoverAt(*script.tree, 8, &plan)->text, std::string("RATINGS.STARS INTEGER"));
        QVERIFY(hoverAt(*script.tree, 15, &plan)->text.find("COUNT(") != std::string::npos);
        QVERIFY(hoverAt(*script.tree, 30, &plan)->text.find("over topic ratings") !=
                std::string::npos);
        QVERIFY(!hoverAt(*script.tree, 1, &plan));
        QCOMPARE(definitionAt(*script.tree, 30)->begin, text.rfind("RATINGS"));
        QVERIFY(!definitionAt(*script.tree, 8));
    }

    void findsDefinitions()
    {
        const std::string text =
            "CREATE STREAM R (ID INT KEY, STARS INT) WITH (KAFKA_TOPIC='r', VALUE_FORMAT='JSON');\n"
            "CREATE STREAM A AS SELECT q.ID, q.STARS AS N FROM R q;\n"
            "CREATE STREAM B AS SELECT * FROM A WHERE N > 1 AND ID = 3;";
        const sql::ParsedScript script = sql::parse(text);
        const plan::LogicalPlan plan = bind::bind(script, {}).plan;
        const auto definition = [&](const std::string &place, std::size_t behind = 0) {
            const auto found = definitionAt(*script.tree, text.find(place) + behind, &plan);
            return found ? std::optional(found->begin) : std::nullopt;
        };
        QCOMPARE(definition("N > 1"), std::optional(text.find("N FROM R")));
        QCOMPARE(definition("ID = 3"), std::optional(text.find("ID INT KEY")));
        QCOMPARE(definition("STARS AS N"), std::optional(text.find("STARS INT")));
        QCOMPARE(definition("q.STARS"), std::optional(text.find("q;")));
        QCOMPARE(definition("A WHERE"), std::optional(text.find("A AS SELECT")));
        QVERIFY(!definition("SELECT *", 2));
    }

    void classifiesNames()
    {
        const std::string text =
            "CREATE TABLE t AS SELECT r.STARS, COUNT(*) AS n FROM RATINGS r GROUP BY x;";
        const sql::ParsedScript script = sql::parse(text);
        const plan::LogicalPlan plan = knownPlan();
        std::vector<std::string> found;
        for (const SemanticToken &token : semanticTokens(*script.tree, &plan)) {
            const std::string letter(1, "STCF"[static_cast<int>(token.what)]);
            found.push_back(letter + " " + text.substr(token.span.begin, token.span.length()));
        }
        QCOMPARE(found, (std::vector<std::string>{"T t", "C STARS", "F COUNT", "C n", "S RATINGS",
                                                  "C x"}));
    }
};

WEIR_TEST(CompletionTest)
#include "CompletionTest.moc"
