#include "core/plan/DescribeNode.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace weir::plan {

namespace {

const Schema &inputSchema(const Query &query, const Node &node, std::size_t n = 0)
{
    static const Schema nothing;
    return n < node.inputs.size() ? query.nodes[node.inputs[n]].schema : nothing;
}

std::string expressionList(const std::vector<NamedExpr> &list, const Schema &input)
{
    std::string text;
    for (const NamedExpr &named : list) {
        text += (text.empty() ? "" : ", ") + exprText(*named.expr, input);
    }
    return text;
}

std::string columnNames(const Schema &schema)
{
    std::string text;
    for (std::size_t i = 0; i < schema.size(); ++i) {
        text += (i == 0 ? "" : ", ") + schema.at(i).name;
    }
    return text;
}

/// Describes each operator; one function a kind.
class Describer {
public:
    Describer(const Query &query, const Node &node)
        : m_query(query)
        , m_node(node)
    {
    }

    NodeTitle operator()(const ScanOp &scan) const
    {
        const std::string alias = scan.alias == scan.source->name ? "" : " as " + scan.alias;
        return {scan.source->name + alias, "topic " + scan.source->topic};
    }
    NodeTitle operator()(const FilterOp &filter) const
    {
        return {filter.having ? "Filter groups" : "Filter", text(*filter.predicate)};
    }
    NodeTitle operator()(const ProjectOp &) const
    {
        const std::size_t count = m_node.schema.size();
        return {count == 1 ? "1 column" : fmt::format("{} columns", count),
                columnNames(m_node.schema)};
    }
    NodeTitle operator()(const RekeyOp &rekey) const
    {
        return {rekey.key.empty() ? "Remove key" : "Partition by",
                expressionList(rekey.key, inputSchema(m_query, m_node))};
    }
    NodeTitle operator()(const ExchangeOp &exchange) const
    {
        std::string keys;
        for (const ExprPtr &key : exchange.key) {
            keys += (keys.empty() ? "" : ", ") + text(*key);
        }
        return {"Exchange", keys};
    }
    NodeTitle operator()(const JoinOp &join) const
    {
        static constexpr std::array kTypes = {"Inner join", "Left join", "Right join", "Full join"};
        std::string detail = exprText(*join.leftKey, inputSchema(m_query, m_node, 0)) + " = " +
                             exprText(*join.rightKey, inputSchema(m_query, m_node, 1));
        if (join.kind == JoinKind::StreamStream) {
            detail += join.beforeMs == join.afterMs
                          ? " within " + durationText(join.beforeMs)
                          : fmt::format(" within {} before, {} after", durationText(join.beforeMs),
                                        durationText(join.afterMs));
        }
        return {kTypes[static_cast<std::size_t>(join.type)], detail};
    }
    NodeTitle operator()(const WindowOp &window) const
    {
        if (window.kind == WindowKind::Session) {
            return {"Session, gap " + durationText(window.sizeMs),
                    "closes after " + durationText(window.sizeMs + window.effectiveGraceMs())};
        }
        std::string title = window.kind == WindowKind::Hopping ? "Hopping " : "Tumbling ";
        title += durationText(window.sizeMs);
        if (window.kind == WindowKind::Hopping) {
            title += " every " + durationText(window.advanceMs);
        }
        return {title, "closes after " + durationText(window.sizeMs + window.effectiveGraceMs())};
    }
    NodeTitle operator()(const AggregateOp &aggregate) const
    {
        const Schema &input = inputSchema(m_query, m_node);
        std::string title = "Aggregate";
        std::string calls;
        for (const ExprPtr &call : aggregate.aggregates) {
            calls += (calls.empty() ? "" : ", ") + text(*call);
        }
        if (aggregate.aggregates.size() == 1) {
            title = aggregate.aggregates.front()->name;
            for (std::size_t i = 1; i < title.size(); ++i) {
                title[i] = title[i] == '_' ? ' ' : static_cast<char>(std::tolower(title[i]));
            }
        }
        return {title + " by " + expressionList(aggregate.groupBy, input), calls};
    }
    NodeTitle operator()(const FlattenOp &flatten) const
    {
        return {"Flatten", expressionList(flatten.calls, inputSchema(m_query, m_node))};
    }
    NodeTitle operator()(const UnionOp &) const { return {"Union", {}}; }
    NodeTitle operator()(const CoalesceOp &) const { return {"Coalesce", "last change a key"}; }
    NodeTitle operator()(const LimitOp &limit) const
    {
        return {"Limit", fmt::format("{} rows", limit.count)};
    }
    NodeTitle operator()(const SinkOp &sink) const
    {
        return {sink.target->name, "topic " + sink.target->topic};
    }
    NodeTitle operator()(const ResultOp &) const { return {"Result", columnNames(m_node.schema)}; }

private:
    std::string text(const Expr &expr) const
    {
        return exprText(expr, inputSchema(m_query, m_node));
    }

    const Query &m_query;
    const Node &m_node;
};

/// GROUP BY already shows keys and aggregates: what only names and orders them is no further step.
bool onlyNamesGroups(const Query &query, const Node &node, const ProjectOp &project)
{
    const Node *below = &query.nodes[node.inputs.front()];
    while (!std::holds_alternative<AggregateOp>(below->op)) {
        const auto *filter = std::get_if<FilterOp>(&below->op);
        if (filter == nullptr || !filter->having) {
            return false;
        }
        below = &query.nodes[below->inputs.front()];
    }
    const auto isColumn = [](const NamedExpr &named) {
        return named.expr->kind == ExprKind::Input && named.expr->part == RowPart::Column;
    };
    return std::all_of(project.key.begin(), project.key.end(), isColumn) &&
           std::all_of(project.value.begin(), project.value.end(), isColumn);
}

} // namespace

NodeTitle describeNode(const Query &query, const Node &node)
{
    return std::visit(Describer(query, node), node.op);
}

bool isDrawn(const Query &query, const Node &node)
{
    const auto *project = std::get_if<ProjectOp>(&node.op);
    const bool hidden =
        std::holds_alternative<ScanOp>(node.op) || std::holds_alternative<CoalesceOp>(node.op) ||
        std::holds_alternative<ExchangeOp>(node.op) || std::holds_alternative<ResultOp>(node.op);
    return !hidden &&
           !(project != nullptr && (project->identity || onlyNamesGroups(query, node, *project)));
}

std::string durationText(std::int64_t ms)
{
    struct Unit {
        std::int64_t ms;
        const char *one;
        const char *many;
    };
    static constexpr std::array kUnits = {
        Unit{86'400'000, "day", "days"},
        Unit{3'600'000, "h", "h"},
        Unit{60'000, "minute", "minutes"},
        Unit{1000, "s", "s"},
    };
    for (const Unit &unit : kUnits) {
        // A day is said in hours, for windows are closed "after 24 h".
        if (ms >= unit.ms && ms % unit.ms == 0 && !(ms == unit.ms && ms == 86'400'000)) {
            const std::int64_t count = ms / unit.ms;
            return fmt::format("{} {}", count, count == 1 ? unit.one : unit.many);
        }
    }
    return fmt::format("{} ms", ms);
}

} // namespace weir::plan
