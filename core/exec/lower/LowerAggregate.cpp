#include "core/base/AsciiCase.h"
#include "core/exec/lower/LowerNode.h"
#include "core/functions/FunctionRegistry.h"

#include <cstdlib>

namespace weir::exec {
namespace {

Result<std::unique_ptr<functions::Aggregator>> makeAggregator(const plan::Expr &call,
                                                              std::int64_t collectLimit)
{
    std::vector<functions::Argument> arguments;
    functions::AggregateSpec spec;
    spec.collectLimit = collectLimit;
    for (const plan::ExprPtr &operand : call.operands) {
        arguments.push_back(functions::Argument::of(operand->type));
        spec.argumentTypes.push_back(operand->type);
        spec.constants.push_back(operand->kind == plan::ExprKind::Literal
                                     ? std::optional<Value>(operand->value)
                                     : std::nullopt);
    }
    WEIR_ASSIGN(auto resolved,
                functions::FunctionRegistry::builtins().resolve(call.name, arguments));
    if (resolved.aggregate == nullptr || !resolved.aggregate->make) {
        return fail(userError("exec.expression-not-yet",
                              "The aggregate " + call.name + " cannot run yet in this version"));
    }
    return resolved.aggregate->make(spec);
}

/// COLLECT_LIST and COLLECT_SET have a property each.
std::int64_t collectLimitOf(const plan::Query &query, const std::string &function)
{
    const auto it = query.properties.find("ksql.functions." + lowerCase(function) + ".limit");
    return it == query.properties.end() ? -1 : std::strtoll(it->second.c_str(), nullptr, 10);
}

} // namespace

Result<AggregateParts> LowerNode::aggregateParts(const plan::AggregateOp &op) const
{
    AggregateParts parts;
    WEIR_ASSIGN(parts.groupBy, programs(op.groupBy));
    std::vector<std::unique_ptr<functions::Aggregator>> aggregators;
    for (const plan::ExprPtr &call : op.aggregates) {
        WEIR_ASSIGN(auto aggregator, makeAggregator(*call, collectLimitOf(query, call->name)));
        aggregators.push_back(std::move(aggregator));
        std::vector<Program> arguments;
        for (const plan::ExprPtr &operand : call->operands) {
            WEIR_ASSIGN(Program program, Program::compile(operand, input(0).schema));
            arguments.push_back(std::move(program));
        }
        parts.arguments.push_back(std::move(arguments));
    }
    parts.layout = std::make_unique<GroupLayout>(std::move(aggregators));
    return parts;
}

catalog::FormatSpec LowerNode::sourceKeyFormat() const
{
    const plan::Node *at = &node;
    while (!at->inputs.empty()) {
        at = &query.nodes[at->inputs.front()];
        if (const auto *exchange = std::get_if<plan::ExchangeOp>(&at->op)) {
            return exchange->keyFormat;
        }
        if (const auto *scan = std::get_if<plan::ScanOp>(&at->op)) {
            return scan->source->keyFormat;
        }
    }
    return {};
}

} // namespace weir::exec
