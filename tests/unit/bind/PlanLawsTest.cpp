#include "core/bind/Bind.h"
#include "core/plan/DescribeNode.h"
#include "core/plan/ExplainText.h"
#include "core/plan/PlanDiff.h"
#include "core/plan/PrintCanonical.h"
#include "core/plan/StateSignature.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace weir;

namespace {

constexpr const char *kText = R"(
CREATE STREAM RATINGS (RATING_ID BIGINT KEY, USER_ID INT, STARS INT) WITH (KAFKA_TOPIC='ratings', VALUE_FORMAT='JSON');
CREATE TABLE CUSTOMERS (ID INT PRIMARY KEY, CLUB_STATUS VARCHAR) WITH (KAFKA_TOPIC='customers', VALUE_FORMAT='JSON');
CREATE STREAM POOR AS SELECT * FROM RATINGS WHERE STARS < 3;
CREATE STREAM ENRICHED AS SELECT R.USER_ID AS USER_ID, R.STARS, C.CLUB_STATUS
  FROM RATINGS R LEFT JOIN CUSTOMERS C ON R.USER_ID = C.ID;
CREATE TABLE BY_STATUS AS SELECT CLUB_STATUS, COUNT(*) AS N FROM ENRICHED
  WINDOW TUMBLING (SIZE 1 MINUTES) GROUP BY CLUB_STATUS;
)";

plan::LogicalPlan planOf(const std::string &text)
{
    return bind::bind(sql::parse(text), {}).plan;
}

std::string replaced(std::string text, const std::string &from, const std::string &to)
{
    const std::size_t place = text.find(from);
    return place == std::string::npos ? text : text.replace(place, from.size(), to);
}

std::string titleOf(const plan::LogicalPlan &plan, const std::string &key)
{
    const plan::Node *node = plan.findNode({key});
    const plan::Query *query = plan.findQuery(NodeKey{key}.statement());
    if (node == nullptr || query == nullptr) {
        return "missing";
    }
    const plan::NodeTitle title = plan::describeNode(*query, *node);
    return title.title + " | " + title.detail;
}

} // namespace

/// What the canvas, the runtime and the project ask of a plan.
class PlanLawsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void describesNodes()
    {
        const plan::LogicalPlan plan = planOf(kText);
        QCOMPARE(titleOf(plan, "POOR/where"), std::string("Filter | STARS < 3"));
        QCOMPARE(titleOf(plan, "ENRICHED/join:C"), std::string("Left join | USER_ID = ID"));
        QCOMPARE(titleOf(plan, "BY_STATUS/window"),
                 std::string("Tumbling 1 minute | closes after 24 h"));
        QCOMPARE(titleOf(plan, "BY_STATUS/group-by"),
                 std::string("Count by CLUB_STATUS | COUNT(*)"));
        QCOMPARE(titleOf(plan, "ENRICHED/project"),
                 std::string("3 columns | USER_ID, STARS, CLUB_STATUS"));
        const plan::Query &poor = *plan.findQuery("POOR");
        QVERIFY(!plan::isDrawn(poor, *plan.findNode({"POOR/project"})));
        QVERIFY(plan::isDrawn(poor, *plan.findNode({"POOR/where"})));
    }

    void aReplacedQueryIsKeptButDoesNotRun()
    {
        const std::string again = std::string(kText) +
                                  "CREATE STREAM POOR AS SELECT * FROM RATINGS "
                                  "WHERE STARS < 2;";
        const plan::LogicalPlan plan = planOf(again);
        QVERIFY(plan.findQuery("POOR") == nullptr);
        QVERIFY(plan.findQuery("POOR@2") != nullptr);
        QVERIFY(plan.findReplaced("POOR") != nullptr);
        QCOMPARE(plan.replacedBy, (std::map<std::string, std::string>{{"POOR", "POOR@2"}}));
        const plan::LogicalPlan third =
            planOf(again + "CREATE STREAM POOR AS SELECT * FROM RATINGS WHERE STARS < 1;");
        QCOMPARE(third.replacedBy,
                 (std::map<std::string, std::string>{{"POOR", "POOR@3"}, {"POOR@2", "POOR@3"}}));
        // The printed plan keeps both, so that the keys stay.
        const plan::LogicalPlan reread = planOf(plan::printCanonical(plan));
        QVERIFY2(plan::equivalent(reread, plan), plan::printCanonical(plan).c_str());
        QVERIFY(planOf(again + "DROP STREAM POOR;").replaced.empty());
    }

    void diffApplies()
    {
        const plan::LogicalPlan a = planOf(kText);
        const std::vector<std::string> texts = {
            replaced(kText, "STARS < 3", "STARS < 4"),
            replaced(kText, "CREATE STREAM POOR AS SELECT * FROM RATINGS WHERE STARS < 3;", ""),
            replaced(kText, "STARS INT)", "STARS INT, X DOUBLE)"), ""};
        for (const std::string &text : texts) {
            const plan::LogicalPlan b = planOf(text);
            const plan::PlanDiff change = plan::diff(a, b);
            QVERIFY(!change.empty());
            QVERIFY(plan::equivalent(plan::apply(a, change), b));
        }
        QVERIFY(plan::diff(a, planOf(std::string("\n\n") + kText)).empty());
    }

    void matchesRenamedStatements()
    {
        const plan::LogicalPlan before = planOf(kText);
        const plan::LogicalPlan after = planOf(replaced(kText, "STREAM POOR", "STREAM SAD"));
        const auto match = plan::matchNodes(before, after, {});
        QCOMPARE(match.at({"POOR/where"}).value, std::string("SAD/where"));
        QCOMPARE(match.at({"ENRICHED/join:C"}).value, std::string("ENRICHED/join:C"));
        QCOMPARE(match.at({"RATINGS"}).value, std::string("RATINGS"));
    }

    void signaturesFollowWhatStateDependsOn()
    {
        const plan::LogicalPlan plan = planOf(kText);
        const auto signature = [](const plan::LogicalPlan &of, const char *key) {
            return plan::stateSignature(*of.findQuery(key));
        };
        const std::string original = signature(plan, "BY_STATUS");
        QCOMPARE(signature(planOf(replaced(kText, "AS N FROM", "AS M FROM")), "BY_STATUS"),
                 original);
        QVERIFY(signature(planOf(replaced(kText, "1 MINUTES", "2 MINUTES")), "BY_STATUS") !=
                original);
        QCOMPARE(signature(planOf(replaced(kText, "STARS < 3", "STARS < 4")), "POOR"),
                 signature(plan, "POOR"));
    }

    void anErrorLeavesTheOthersBound()
    {
        const std::string text = replaced(kText, "STARS < 3", "STARZ < 3");
        const bind::BoundScript bound = bind::bind(sql::parse(text), {});
        QCOMPARE(bound.diagnostics.size(), std::size_t(1));
        QCOMPARE(bound.diagnostics.front().code, std::string("bind.unknown-column"));
        QCOMPARE(bound.plan.queries.size(), std::size_t(2));
        QVERIFY(!bound.statements[2].ok);
        QVERIFY(bound.statements[3].ok);
    }

    void laterDefinitionsReplaceEarlierOnes()
    {
        const std::string text =
            std::string(kText) + "CREATE STREAM POOR AS SELECT * FROM RATINGS WHERE STARS < 2;";
        const bind::BoundScript bound = bind::bind(sql::parse(text), {});
        QVERIFY(bound.ok());
        QCOMPARE(bound.plan.queries.size(), std::size_t(3));
        QVERIFY(bound.plan.findQuery("POOR@2") != nullptr);
        const bind::BoundScript strict =
            bind::bind(sql::parse(text), {}, {.mode = bind::BindMode::Imperative});
        QCOMPARE(strict.diagnostics.size(), std::size_t(1));
        QCOMPARE(strict.diagnostics.front().code, std::string("bind.duplicate-source"));
    }

    void explainsAQuery()
    {
        const plan::LogicalPlan plan = planOf(kText);
        const std::string text = plan::explainText(*plan.findQuery("POOR"));
        QVERIFY(text.find("POOR/where: Filter | STARS < 3") != std::string::npos);
    }
};

WEIR_TEST(PlanLawsTest)
#include "PlanLawsTest.moc"
