#include "core/plan/StateSignature.h"

#include "core/plan/ExprBuild.h"
#include "core/plan/ExprText.h"

#include <fmt/format.h>

namespace weir::plan {

namespace {

/// FNV-1a: the signature must be the same on every machine and in every version.
std::string hashText(const std::string &text)
{
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    }
    return fmt::format("{:016x}", hash);
}

/// An expression with its columns as numbers, so that names do not count, and with its casts.
std::string exprForm(const ExprPtr &expr)
{
    const std::string text = exprSql(*expr, [](const Expr &part) {
        return part.part == RowPart::Column ? fmt::format("#{}", part.index)
                                            : pseudoName(part.part);
    });
    return text + ":" + expr->type.toString();
}

std::string listForm(const std::vector<NamedExpr> &list)
{
    std::string text;
    for (const NamedExpr &named : list) {
        text += exprForm(named.expr) + ",";
    }
    return text;
}

std::string typesOf(const Schema &schema)
{
    std::string text;
    for (std::size_t i = 0; i < schema.size(); ++i) {
        text += schema.at(i).type.toString() + (i < schema.key.size() ? " KEY," : ",");
    }
    return text;
}

std::string durationForm(const std::optional<std::int64_t> &ms)
{
    return ms ? std::to_string(*ms) : "-";
}

/// The canonical form of each operator.
struct OperatorForm {
    std::string operator()(const ScanOp &scan) const
    {
        const catalog::Source &source = *scan.source;
        std::string text =
            fmt::format("scan {} {} {} {}", source.topic, source.isTable() ? "table" : "stream",
                        source.keyFormat.name, source.valueFormat.name);
        return source.timestamp ? text + " time " + source.timestamp->column : text;
    }
    std::string operator()(const FilterOp &filter) const
    {
        return "filter " + exprForm(filter.predicate);
    }
    std::string operator()(const ProjectOp &project) const
    {
        return "project " + listForm(project.key) + "|" + listForm(project.value);
    }
    std::string operator()(const RekeyOp &rekey) const { return "rekey " + listForm(rekey.key); }
    std::string operator()(const ExchangeOp &exchange) const
    {
        std::string text = fmt::format("exchange {} ", exchange.partitions);
        for (const ExprPtr &key : exchange.key) {
            text += exprForm(key) + ",";
        }
        return text;
    }
    std::string operator()(const JoinOp &join) const
    {
        return fmt::format("join {} {} {} {} {} {} {}", static_cast<int>(join.type),
                           static_cast<int>(join.kind), exprForm(join.leftKey),
                           exprForm(join.rightKey), join.beforeMs, join.afterMs,
                           durationForm(join.graceMs));
    }
    std::string operator()(const WindowOp &window) const
    {
        return fmt::format("window {} {} {} {} {} {}", static_cast<int>(window.kind), window.sizeMs,
                           window.advanceMs, durationForm(window.graceMs),
                           durationForm(window.retentionMs), window.emitFinal);
    }
    std::string operator()(const AggregateOp &aggregate) const
    {
        std::string text = "aggregate " + listForm(aggregate.groupBy) + "|";
        for (const ExprPtr &call : aggregate.aggregates) {
            text += exprForm(call) + ",";
        }
        return text;
    }
    std::string operator()(const FlattenOp &flatten) const
    {
        return "flatten " + listForm(flatten.calls);
    }
    std::string operator()(const UnionOp &) const { return "union"; }
    std::string operator()(const CoalesceOp &) const { return "coalesce"; }
    std::string operator()(const LimitOp &limit) const
    {
        return fmt::format("limit {}", limit.count);
    }
    std::string operator()(const SinkOp &) const { return "sink"; }
    std::string operator()(const ResultOp &) const { return "result"; }
};

std::string canonicalForm(const Query &query, NodeIndex index)
{
    const Node &node = query.nodes[index];
    std::string text = std::visit(OperatorForm{}, node.op) + "[" + typesOf(node.schema) + "](";
    for (const NodeIndex input : node.inputs) {
        text += canonicalForm(query, input) + ";";
    }
    return text + ")";
}

} // namespace

std::string stateSignature(const Query &query, NodeIndex node)
{
    return hashText(canonicalForm(query, node));
}

std::string stateSignature(const Query &query)
{
    std::string text;
    for (NodeIndex i = 0; i < query.nodes.size(); ++i) {
        if (isStateful(query.nodes[i])) {
            text += canonicalForm(query, i) + "\n";
        }
    }
    return hashText(text);
}

bool isStateful(const Node &node)
{
    return std::holds_alternative<JoinOp>(node.op) ||
           std::holds_alternative<AggregateOp>(node.op) ||
           (node.table && std::holds_alternative<FilterOp>(node.op));
}

} // namespace weir::plan
