#include "core/optimize/Optimizer.h"

#include "core/bind/Bind.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

#include <set>

using namespace weir;

namespace {

constexpr const char *kSources = R"(
CREATE STREAM S (ID INT KEY, A INT, B VARCHAR, C DOUBLE) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
CREATE STREAM S2 (ID INT KEY, A INT, B VARCHAR, C DOUBLE) WITH (KAFKA_TOPIC='s2', VALUE_FORMAT='JSON');
CREATE TABLE T (ID INT PRIMARY KEY, NAME VARCHAR, LEVEL INT) WITH (KAFKA_TOPIC='t', VALUE_FORMAT='JSON');
)";

plan::Query bindOne(const std::string &statement)
{
    const bind::BoundScript bound = bind::bind(sql::parse(kSources + statement), {});
    return bound.ok() && bound.plan.queries.size() == 1 ? *bound.plan.queries.front()
                                                        : plan::Query();
}

std::set<std::string> keysOf(const plan::Query &query)
{
    std::set<std::string> keys;
    for (const plan::Node &node : query.nodes) {
        keys.insert(node.key.value);
        for (const NodeKey &covered : node.covers) {
            keys.insert(covered.value);
        }
    }
    return keys;
}

std::vector<bool> usedBy(const plan::Query &query, const std::string &alias)
{
    for (const plan::Node &node : query.nodes) {
        const auto *scan = std::get_if<plan::ScanOp>(&node.op);
        if (scan != nullptr && scan->alias == alias) {
            return scan->used;
        }
    }
    return {};
}

bool has(const plan::Query &query, const std::string &key)
{
    for (const plan::Node &node : query.nodes) {
        if (node.key.value == key) {
            return true;
        }
    }
    return false;
}

} // namespace

class OptimizerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryKeyOfTheOriginal()
    {
        const plan::Query query = bindOne("CREATE STREAM O AS SELECT * FROM S WHERE A < 3;");
        QVERIFY(!query.nodes.empty());
        const plan::Query fast = optimize::optimize(query);
        QCOMPARE(keysOf(fast), keysOf(query));
        QVERIFY(fast.nodes.size() < query.nodes.size());
        QVERIFY(!has(fast, "O/project"));
    }

    void readsOnlyTheColumnsThatCount()
    {
        const plan::Query query =
            bindOne("CREATE STREAM O AS SELECT S.ID, S.B, T.NAME FROM S LEFT JOIN T ON S.ID = T.ID "
                    "WHERE S.A > 1;");
        QVERIFY(!query.nodes.empty());
        const plan::Query fast = optimize::optimize(query);
        QCOMPARE(usedBy(fast, "S"), (std::vector<bool>{true, true, true, false}));
    }

    /// What is kept is kept whole: a statement that reads one more column goes on with its state.
    void readsAllColumnsOfKeptRows()
    {
        const plan::Query table =
            bindOne("CREATE STREAM O AS SELECT S.ID, S.B, T.NAME FROM S JOIN T ON S.ID = T.ID;");
        QVERIFY(usedBy(optimize::optimize(table), "T").empty());
        const plan::Query streams =
            bindOne("CREATE STREAM O AS SELECT X.ID, X.B FROM S X JOIN S2 Y WITHIN 1 HOUR ON X.ID "
                    "= Y.ID;");
        QVERIFY(!streams.nodes.empty());
        const std::vector<bool> all(4, true);
        QCOMPARE(usedBy(optimize::optimize(streams), "X"), all);
        QCOMPARE(usedBy(optimize::optimize(streams), "Y"), all);
    }

    void readsGroupAndArguments()
    {
        const plan::Query query = bindOne(
            "CREATE TABLE O AS SELECT B, SUM(A) AS TOTAL FROM S GROUP BY B HAVING COUNT(*) > 2;");
        QVERIFY(!query.nodes.empty());
        QCOMPARE(usedBy(optimize::optimize(query), "S"),
                 (std::vector<bool>{true, true, true, false}));
    }

    void foldsConstants()
    {
        const plan::Query query = bindOne(
            "CREATE STREAM O AS SELECT ID, 2 * 3 + 1 AS N FROM S WHERE TRUE AND A > 1 + 1;");
        QVERIFY(!query.nodes.empty());
        const plan::Query fast = optimize::optimize(query);
        for (const plan::Node &node : fast.nodes) {
            if (const auto *project = std::get_if<plan::ProjectOp>(&node.op)) {
                QCOMPARE(project->value.front().expr->value, Value(std::int32_t(7)));
            } else if (const auto *filter = std::get_if<plan::FilterOp>(&node.op)) {
                QCOMPARE(filter->predicate->kind, plan::ExprKind::Compare);
                QCOMPARE(filter->predicate->operands[1]->value, Value(std::int32_t(2)));
            }
        }
    }

    void leavesOverflowToTheKernel()
    {
        const plan::Query query =
            bindOne("CREATE STREAM O AS SELECT ID, 2147483647 + 1 AS N FROM S;");
        QVERIFY(!query.nodes.empty());
        const plan::Query fast = optimize::optimize(query);
        const auto &project = std::get<plan::ProjectOp>(fast.nodes[1].op);
        QCOMPARE(project.value.front().expr->kind, plan::ExprKind::Arithmetic);
    }

    void rulesCanBeSwitchedOff()
    {
        const plan::Query query = bindOne("CREATE STREAM O AS SELECT * FROM S WHERE A < 3;");
        QVERIFY(!query.nodes.empty());
        const plan::Query kept = optimize::optimize(query, {.off = {"remove-identity-projection"}});
        QVERIFY(has(kept, "O/project"));
        const plan::Query same = optimize::optimize(query, {.enabled = false});
        QCOMPARE(same.nodes.size(), query.nodes.size());
        QVERIFY(usedBy(same, "S").empty());
    }
};

WEIR_TEST(OptimizerTest)
#include "OptimizerTest.moc"
