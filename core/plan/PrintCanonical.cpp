#include "core/plan/PrintCanonical.h"

#include "core/plan/ExprBuild.h"
#include "core/plan/ExprText.h"
#include "core/plan/SourceText.h"
#include "core/sql/view/Identifier.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace weir::plan {

namespace {

std::string joined(const std::vector<std::string> &parts)
{
    std::string text;
    for (const std::string &part : parts) {
        text += (text.empty() ? "" : ", ") + part;
    }
    return text;
}

std::string millis(std::int64_t ms)
{
    return fmt::format("{} MILLISECONDS", ms);
}

/// Writes one SELECT from its nodes: for each node it knows how its columns are written where the
/// statement stands.
class QueryPrinter {
public:
    explicit QueryPrinter(const Query &query)
        : m_query(query)
        , m_columns(query.nodes.size())
        , m_from(query.nodes.size())
    {
        m_joined = std::any_of(query.nodes.begin(), query.nodes.end(), [](const Node &node) {
            return std::holds_alternative<JoinOp>(node.op);
        });
    }

    std::string print()
    {
        for (NodeIndex i = 0; i < m_query.nodes.size(); ++i) {
            m_index = i;
            std::visit([&](const auto &op) { visit(op); }, m_query.nodes[i].op);
        }
        return m_head + select() + ";";
    }

private:
    const Node &node() const { return m_query.nodes[m_index]; }
    NodeIndex input(std::size_t n = 0) const { return node().inputs[n]; }

    std::string text(const Expr &expr, NodeIndex over) const
    {
        return exprSql(expr, [&](const Expr &part) {
            return part.part == RowPart::Column ? m_columns[over][part.index]
                                                : pseudoName(part.part);
        });
    }

    void pass()
    {
        m_columns[m_index] = m_columns[input()];
        m_from[m_index] = m_from[input()];
    }

    void visit(const ScanOp &scan)
    {
        const std::string alias = sql::quoteIdentifier(scan.alias);
        const std::string prefix = m_joined ? alias + "." : "";
        for (std::size_t i = 0; i < node().schema.size(); ++i) {
            m_columns[m_index].push_back(prefix + sql::quoteIdentifier(node().schema.at(i).name));
        }
        m_from[m_index] = sql::quoteIdentifier(scan.source->name);
        if (scan.alias != scan.source->name) {
            m_from[m_index] += " " + alias;
        }
    }

    void visit(const FilterOp &filter)
    {
        (filter.having ? m_having : m_where) = text(*filter.predicate, input());
        pass();
    }

    void visit(const ExchangeOp &) { pass(); }
    void visit(const CoalesceOp &) { pass(); }
    void visit(const UnionOp &) { pass(); }

    void visit(const JoinOp &join)
    {
        const auto &left = m_columns[input(0)];
        const auto &right = m_columns[input(1)];
        const bool leftColumn = join.leftKey->kind == ExprKind::Input;
        const bool rightColumn = join.rightKey->kind == ExprKind::Input;
        if (join.kind == JoinKind::ForeignKey) {
            const std::size_t keys = m_query.nodes[input(0)].schema.key.size();
            m_columns[m_index].assign(left.begin(), left.begin() + static_cast<long>(keys));
        } else if (join.type == JoinType::Full || (!leftColumn && !rightColumn)) {
            m_columns[m_index].push_back(sql::quoteIdentifier(node().schema.key.front().name));
        } else {
            m_columns[m_index].push_back(leftColumn ? left[join.leftKey->index]
                                                    : right[join.rightKey->index]);
        }
        for (const JoinColumn &column : join.columns) {
            m_columns[m_index].push_back((column.input == 0 ? left : right)[column.column]);
        }
        static constexpr const char *kTypes[] = {"INNER JOIN", "LEFT JOIN", "RIGHT JOIN",
                                                 "FULL OUTER JOIN"};
        std::string within;
        if (join.kind == JoinKind::StreamStream) {
            within = fmt::format(" WITHIN ({}, {})", millis(join.beforeMs), millis(join.afterMs));
            if (join.graceMs) {
                within += fmt::format(" GRACE PERIOD {}", millis(*join.graceMs));
            }
        }
        m_from[m_index] =
            fmt::format("{} {} {}{} ON {} = {}", m_from[input(0)],
                        kTypes[static_cast<int>(join.type)], m_from[input(1)], within,
                        text(*join.leftKey, input(0)), text(*join.rightKey, input(1)));
    }

    void visit(const RekeyOp &rekey)
    {
        std::vector<std::string> keys;
        for (const NamedExpr &key : rekey.key) {
            keys.push_back(text(*key.expr, input()));
        }
        m_partitionBy = keys.empty() ? "NULL" : joined(keys);
        m_columns[m_index] = keys;
        for (const std::size_t column : rekey.value) {
            m_columns[m_index].push_back(m_columns[input()][column]);
        }
        m_from[m_index] = m_from[input()];
    }

    void visit(const WindowOp &window)
    {
        switch (window.kind) {
        case WindowKind::Tumbling:
            m_window = "TUMBLING (SIZE " + millis(window.sizeMs);
            break;
        case WindowKind::Hopping:
            m_window = fmt::format("HOPPING (SIZE {}, ADVANCE BY {}", millis(window.sizeMs),
                                   millis(window.advanceMs));
            break;
        case WindowKind::Session:
            m_window = "SESSION (" + millis(window.sizeMs);
            break;
        }
        if (window.retentionMs) {
            m_window += ", RETENTION " + millis(*window.retentionMs);
        }
        if (window.graceMs) {
            m_window += ", GRACE PERIOD " + millis(*window.graceMs);
        }
        m_window += ")";
        m_final = window.emitFinal;
        pass();
    }

    void visit(const AggregateOp &aggregate)
    {
        std::vector<std::string> &columns = m_columns[m_index];
        for (const NamedExpr &key : aggregate.groupBy) {
            columns.push_back(text(*key.expr, input()));
        }
        m_groupBy = joined(columns);
        for (const ExprPtr &call : aggregate.aggregates) {
            columns.push_back(text(*call, input()));
        }
        m_from[m_index] = m_from[input()];
    }

    void visit(const FlattenOp &flatten)
    {
        pass();
        for (const NamedExpr &call : flatten.calls) {
            m_columns[m_index].push_back(text(*call.expr, input()));
        }
    }

    void visit(const ProjectOp &project)
    {
        for (const auto *list : {&project.key, &project.value}) {
            for (const NamedExpr &named : *list) {
                m_items.push_back(text(*named.expr, input()) + " AS " +
                                  sql::quoteIdentifier(named.name));
                m_columns[m_index].push_back(sql::quoteIdentifier(named.name));
            }
        }
        m_from[m_index] = m_from[input()];
    }

    void visit(const LimitOp &limit)
    {
        m_limit = limit.count;
        pass();
    }

    void visit(const SinkOp &sink)
    {
        const std::string name = sql::quoteIdentifier(sink.target->name);
        if (m_query.kind == QueryKind::InsertInto) {
            m_head = "INSERT INTO " + name;
            if (!m_query.key.starts_with("INSERT:")) {
                m_head += fmt::format(" WITH (QUERY_ID={})", sql::quoteString(m_query.key));
            }
            m_head += "\n";
            return;
        }
        m_head = fmt::format(
            "CREATE {} {}\n  {} AS\n", sink.target->isTable() ? "TABLE" : "STREAM", name,
            withText(*sink.target, {sink.partitions, sink.replicas, sink.retentionMs}));
    }

    void visit(const ResultOp &result)
    {
        std::vector<std::string> shown;
        for (const std::size_t column : result.columns) {
            shown.push_back(m_items[column]);
        }
        m_items = shown;
    }

    std::string select() const
    {
        std::string from;
        for (const std::string &text : m_from) {
            from = text.empty() ? from : text;
        }
        std::string text = fmt::format("  SELECT {}\n  FROM {}", joined(m_items), from);
        const auto clause = [&](const char *words, const std::string &content) {
            if (!content.empty()) {
                text += fmt::format("\n  {} {}", words, content);
            }
        };
        clause("WINDOW", m_window);
        clause("WHERE", m_where);
        clause("GROUP BY", m_groupBy);
        clause("PARTITION BY", m_partitionBy);
        clause("HAVING", m_having);
        const bool push = m_query.kind == QueryKind::Push;
        if (push || m_final) {
            text += m_final ? "\n  EMIT FINAL" : "\n  EMIT CHANGES";
        }
        if (m_limit) {
            text += fmt::format("\n  LIMIT {}", *m_limit);
        }
        return text;
    }

    const Query &m_query;
    NodeIndex m_index = 0;
    bool m_joined = false;
    std::vector<std::vector<std::string>> m_columns;
    std::vector<std::string> m_from;
    std::vector<std::string> m_items;
    std::string m_head;
    std::string m_where;
    std::string m_having;
    std::string m_window;
    std::string m_groupBy;
    std::string m_partitionBy;
    bool m_final = false;
    std::optional<std::int64_t> m_limit;
};

} // namespace

std::string printCanonical(const Query &query)
{
    return QueryPrinter(query).print();
}

std::string printCanonical(const Declaration &declaration)
{
    return declarationText(declaration);
}

std::string printCanonical(const LogicalPlan &plan)
{
    std::string text;
    for (const Declaration &declaration : plan.declarations) {
        text += printCanonical(declaration) + "\n";
    }
    // In the order of the text, with those that another query replaced, so that keys stay.
    std::vector<std::shared_ptr<const Query>> queries = plan.queries;
    std::copy_if(plan.replaced.begin(), plan.replaced.end(), std::back_inserter(queries),
                 [&](const auto &query) {
                     const auto by = plan.replacedBy.find(query->key);
                     return by != plan.replacedBy.end() && plan.findQuery(by->second) != nullptr;
                 });
    std::stable_sort(queries.begin(), queries.end(), [](const auto &a, const auto &b) {
        return a->statement.begin < b->statement.begin;
    });
    std::map<std::string, std::string> settings;
    for (const auto &query : queries) {
        for (const auto &[name, value] : query->properties) {
            if (const auto known = settings.find(name);
                known == settings.end() || known->second != value) {
                text +=
                    fmt::format("SET {} = {};\n", sql::quoteString(name), sql::quoteString(value));
            }
        }
        for (const auto &[name, value] : settings) {
            if (!query->properties.contains(name)) {
                text += fmt::format("UNSET {};\n", sql::quoteString(name));
            }
        }
        settings = query->properties;
        text += printCanonical(*query) + "\n";
    }
    return text;
}

} // namespace weir::plan
