#include "core/plan/StateSignature.h"

#include "core/base/StableHash.h"
#include "core/plan/ExprBuild.h"
#include "core/plan/ExprText.h"
#include "core/sql/view/Identifier.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace weir::plan {

namespace {

std::string quoted(const std::string &text)
{
    return sql::quoteString(text);
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

/// A column as a number; its name counts where it is how the format finds it (fieldsForm).
std::string placeForm(const catalog::Source &source, const std::string &column)
{
    const auto index = source.schema.find(column);
    return index ? fmt::format("#{}", *index) : quoted(column);
}

std::string formatForm(const catalog::FormatSpec &format)
{
    std::string text = format.name;
    if (format.name == "DELIMITED") {
        text += format.delimiter;
    }
    return format.unwrapped ? text + " unwrapped" : text;
}

/// The names by which the format finds columns; they are no mere names.
std::string fieldsForm(const catalog::FormatSpec &format,
                       const std::vector<ColumnDefinition> &columns)
{
    std::string text;
    const bool byPlace = format.unwrapped || format.name == "KAFKA" || format.name == "DELIMITED";
    for (const ColumnDefinition &column : columns) {
        text += byPlace ? "," : quoted(column.name) + ",";
    }
    return text;
}

/// What decides how the records of a topic become rows; what happens to those that do not is no
/// part of it.
std::string sourceForm(const catalog::Source &source)
{
    std::string text = fmt::format(
        "scan {} {} {}({}) {}({}){}", quoted(source.topic), source.isTable() ? "table" : "stream",
        formatForm(source.keyFormat), fieldsForm(source.keyFormat, source.schema.key),
        formatForm(source.valueFormat), fieldsForm(source.valueFormat, source.schema.value),
        source.lazyDecode ? " lazy" : "");
    if (source.keyWindow) {
        text += fmt::format(" window {} {}", static_cast<int>(source.keyWindow->kind),
                            durationForm(source.keyWindow->sizeMs));
    }
    if (source.timestamp) {
        text += fmt::format(" time {} {}", placeForm(source, source.timestamp->column),
                            quoted(source.timestamp->format.value_or("")));
    }
    for (const catalog::HeaderColumn &header : source.headers) {
        text += fmt::format(" header {} {}", placeForm(source, header.column),
                            header.header ? quoted(*header.header) : "*");
    }
    return text;
}

/// The canonical form of each operator.
struct OperatorForm {
    std::string operator()(const ScanOp &scan) const
    {
        std::string text = sourceForm(*scan.source);
        for (const RowPart part : scan.pseudoColumns) {
            text += " " + pseudoName(part);
        }
        return text;
    }
    std::string operator()(const FilterOp &filter) const
    {
        return "filter " + exprForm(filter.predicate);
    }
    std::string operator()(const ProjectOp &project) const
    {
        return "project " + listForm(project.key) + "|" + listForm(project.value);
    }
    std::string operator()(const RekeyOp &rekey) const
    {
        return fmt::format("rekey {}|{}", listForm(rekey.key), fmt::join(rekey.value, ","));
    }
    std::string operator()(const ExchangeOp &exchange) const
    {
        std::string text =
            fmt::format("exchange {} {} ", exchange.partitions, formatForm(exchange.keyFormat));
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
    return stableHashText(canonicalForm(query, node));
}

std::string stateSignature(const Query &query)
{
    std::string text;
    for (NodeIndex i = 0; i < query.nodes.size(); ++i) {
        if (isStateful(query.nodes[i])) {
            text += canonicalForm(query, i) + "\n";
        }
    }
    return stableHashText(text);
}

bool keepsRowsOf(const Node &node, std::size_t input)
{
    const auto *join = std::get_if<JoinOp>(&node.op);
    return join != nullptr && (input == 1 || join->kind != JoinKind::StreamTable);
}

bool isStateful(const Node &node)
{
    return std::holds_alternative<JoinOp>(node.op) ||
           std::holds_alternative<AggregateOp>(node.op) ||
           (node.table && std::holds_alternative<FilterOp>(node.op));
}

} // namespace weir::plan
