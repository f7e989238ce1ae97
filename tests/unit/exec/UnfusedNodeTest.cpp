#include "core/bind/Bind.h"
#include "core/exec/Driver.h"
#include "core/optimize/Optimizer.h"
#include "core/sql/Parser.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

#include <map>
#include <set>

using namespace weir;

namespace {

/// Renders what is told of the nodes that are looked at; columns that nobody reads left out.
class Looker final : public exec::RowTap {
public:
    explicit Looker(std::set<std::string> nodes)
        : m_nodes(std::move(nodes))
    {
    }

    bool wants(const NodeKey &node) const override { return m_nodes.count(node.value) > 0; }
    void passed(const NodeKey &node, const Schema &schema, const Batch &batch) override
    {
        batch.selection.forEach([&](std::uint32_t row) {
            std::string text = std::to_string(batch.rowtime[row]);
            for (std::size_t i = 0; i < schema.size(); ++i) {
                if (schema.at(i).name != "C") {
                    text += " " + schema.at(i).name + "=" +
                            toText(batch.column(i).valueAt(row), batch.column(i).type());
                }
            }
            told[node.value].push_back(std::move(text));
        });
    }
    void dropped(const NodeKey &node, const Batch &batch, std::uint32_t row,
                 std::string_view reason) override
    {
        told[node.value].push_back(std::to_string(batch.rowtime[row]) +
                                   " dropped: " + std::string(reason));
    }

    std::map<std::string, std::vector<std::string>> told;

private:
    std::set<std::string> m_nodes;
};

plan::Query bound(const std::string &select)
{
    const bind::BoundScript script = bind::bind(
        sql::parse("CREATE STREAM S (ID INT KEY, A INT, B VARCHAR, C INT) WITH (KAFKA_TOPIC='s', "
                   "VALUE_FORMAT='JSON');\nCREATE STREAM O AS " +
                   select),
        {});
    return *script.plan.queries.front();
}

/// Puts a node of another query behind the node `index`; its expressions read the same columns.
void insertBehind(plan::Query &query, std::size_t index, const plan::Query &from,
                  const std::string &node, const std::string &key)
{
    for (plan::Node &other : query.nodes) {
        for (plan::NodeIndex &input : other.inputs) {
            input += input >= index ? 1 : 0;
        }
    }
    for (const plan::Node &candidate : from.nodes) {
        if (candidate.key.value == node) {
            plan::Node made = candidate;
            made.key = {key};
            made.inputs = {index};
            query.nodes.insert(query.nodes.begin() + std::ptrdiff_t(index) + 1, std::move(made));
            return;
        }
    }
    qFatal("no node %s", node.c_str());
}

/// scan, where A > 3, second: B <> 'x', inner: ID, A, B, C + 1, third: A < 8, project ID, A, B.
plan::Query nested()
{
    plan::Query query = bound("SELECT ID, A, B FROM S WHERE A > 3;");
    const plan::Query more = bound("SELECT ID, A, B, C + 1 AS X FROM S WHERE B <> 'x';");
    insertBehind(query, 1, more, "O/where", "O/second");
    insertBehind(query, 2, more, "O/project", "O/inner");
    insertBehind(query, 3, bound("SELECT * FROM S WHERE A < 8;"), "O/where", "O/third");
    query.nodes[4].schema = query.nodes[3].schema;
    return query;
}

std::map<std::string, std::vector<std::string>> look(const plan::Query &query, bool optimised,
                                                     const std::set<std::string> &nodes,
                                                     std::size_t rows, int records = 60)
{
    const plan::Query run = optimize::optimize(query, {.enabled = optimised});
    const auto physical = exec::lower(run, {.bound = &query});
    if (!physical) {
        qFatal("%s", physical.error().message.c_str());
    }
    const auto driver = exec::Driver::make(*physical, {});
    RecordBuffer buffer;
    for (int i = 0; i < records; ++i) {
        const std::string value = "{\"A\":" + std::to_string(i % 10) + ",\"B\":\"" +
                                  (i % 3 == 0 ? "x" : "y") + "\",\"C\":" + std::to_string(i) + "}";
        const std::string key = {'\0', '\0', '\0', static_cast<char>(i % 100)};
        buffer.add(1000 + i, key, i % 11 == 5 ? std::string("no json") : value);
    }
    (*driver)->sources().feed(
        {0, 0}, std::make_shared<const Slab>(TopicPartition{"s", 0}, std::move(buffer), records));
    (*driver)->sources().setAtEnd({0, 0}, true);
    Looker looker(nodes);
    (*driver)->setTap(&looker);
    exec::OutputBuffer output;
    while (true) {
        const auto step = (*driver)->step(rows, output);
        if (!step || step->rows == 0) {
            return looker.told;
        }
    }
}

} // namespace

/// Rows at nodes that rules merged or moved are those of the nodes as they were bound (ENGINE.md
/// 12).
class UnfusedNodeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theRulesFit()
    {
        const plan::Query query = nested();
        const plan::Query run = optimize::optimize(query);
        // scan, the filters as two, the projections as one, sink.
        QVERIFY(run.nodes.size() <= query.nodes.size() - 2);
    }

    void showsWhatTheBoundNodesShow_data()
    {
        QTest::addColumn<QString>("node");
        QTest::addColumn<int>("rows");
        for (const char *node :
             {"O/scan:S", "O/where", "O/second", "O/inner", "O/third", "O/project"}) {
            for (const int rows : {1, 7, 2048}) {
                QTest::addRow("%s, %d", node, rows) << node << rows;
            }
        }
    }

    void showsWhatTheBoundNodesShow()
    {
        QFETCH(QString, node);
        QFETCH(int, rows);
        const plan::Query query = nested();
        const std::string key = query
                                    .nodes[node == u"O/scan:S"   ? 0
                                           : node == u"O/where"  ? 1
                                           : node == u"O/second" ? 2
                                           : node == u"O/inner"  ? 3
                                           : node == u"O/third"  ? 4
                                                                 : 5]
                                    .key.value;
        const auto expected = look(query, false, {key}, 1);
        QVERIFY(!expected.at(key).empty());
        const auto fused = look(query, true, {key}, std::size_t(rows));
        QCOMPARE(sorted(fused.at(key)), sorted(expected.at(key)));
        // Looking at all of them at once shows each the same.
        const auto all = look(
            query, true,
            {"O/where", "O/second", "O/inner", "O/third", "O/project", query.nodes[0].key.value},
            std::size_t(rows));
        QCOMPARE(all.at(key), fused.at(key));
    }

    void looksAtTheNewestRowsOnly()
    {
        const plan::Query query = nested();
        const auto told = look(query, true, {"O/where"}, 2048, 2000);
        QCOMPARE(told.at("O/where").size(), std::size_t(500));
    }

    void saysWhereAMovedNodeIsCounted()
    {
        plan::Query query = bound("SELECT ID, A, B, C + 1 AS X FROM S WHERE B <> 'x';");
        insertBehind(query, 2, bound("SELECT * FROM S WHERE A < 8;"), "O/where", "O/third");
        query.nodes[3].schema = query.nodes[2].schema;
        const auto physical = exec::lower(optimize::optimize(query), {.bound = &query});
        for (const exec::PhysicalNode &node : (*physical)->nodes) {
            // The filter was put before the projection, which no longer counts what it drops.
            const bool moved = node.op->key() == NodeKey{"O/project"};
            QCOMPARE(node.countedWith, moved ? NodeKey{"O/third"} : NodeKey());
        }
        QCOMPARE(look(query, true, {"O/project"}, 7), look(query, false, {"O/project"}, 7));
    }

    void leavesAPlainQueryAsItIs()
    {
        const plan::Query query = bound("SELECT ID, A FROM S WHERE A > 3;");
        const auto physical = exec::lower(optimize::optimize(query), {.bound = &query});
        QVERIFY((*physical)->unfused.empty());
        for (const exec::PhysicalNode &node : (*physical)->nodes) {
            QVERIFY(!node.toldAgain && node.countedWith.empty());
        }
    }

private:
    /// A step tells of dropped rows before those that passed.
    static std::vector<std::string> sorted(std::vector<std::string> rows)
    {
        std::sort(rows.begin(), rows.end());
        return rows;
    }
};

WEIR_TEST(UnfusedNodeTest)
#include "UnfusedNodeTest.moc"
