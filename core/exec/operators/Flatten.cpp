#include "core/exec/operators/Flatten.h"

#include "core/exec/BatchRows.h"

#include <algorithm>

namespace weir::exec {

Flatten::Flatten(NodeKey key, Schema schema, std::vector<Call> calls)
    : Operator(std::move(key), std::move(schema))
    , m_calls(std::move(calls))
{
}

Batch Flatten::process(std::span<const Batch *const> inputs, OperatorState &state,
                       StepContext &context) const
{
    const Batch &in = *inputs[0];
    const Selection rows =
        in.selection.where([&in](std::uint32_t row) { return !in.isValueNull(row); });
    EvalContext eval = context.evalContext();
    std::vector<functions::TableResult> results;
    results.reserve(m_calls.size());
    for (std::size_t i = 0; i < m_calls.size(); ++i) {
        std::vector<ColumnPtr> arguments;
        for (const Program &program : m_calls[i].arguments) {
            arguments.push_back(program.evaluate(in, rows, eval));
        }
        results.push_back({Column(m_calls[i].type), {}, 0});
        m_calls[i].function.kernel(arguments, rows, context.arena, results[i]);
        eval.errors += results[i].errors;
    }
    state.counters.errors += eval.errors;

    std::vector<std::uint32_t> picked;
    std::vector<std::shared_ptr<Column>> zipped;
    for (const Call &call : m_calls) {
        zipped.push_back(std::make_shared<Column>(call.type));
    }
    std::vector<std::uint32_t> next(m_calls.size(), 0);
    for (std::size_t at = 0; at < rows.size(); ++at) {
        std::uint32_t most = 0;
        for (const functions::TableResult &result : results) {
            most = std::max(most, result.counts[at]);
        }
        for (std::size_t i = 0; i < m_calls.size(); ++i) {
            for (std::uint32_t element = 0; element < most; ++element) {
                if (element < results[i].counts[at]) {
                    zipped[i]->appendFrom(results[i].values, next[i] + element);
                } else {
                    zipped[i]->appendNull();
                }
            }
            next[i] += results[i].counts[at];
        }
        picked.insert(picked.end(), most, rows[at]);
    }
    Batch out = takeRows(in, picked);
    out.columns.insert(out.columns.end(), zipped.begin(), zipped.end());
    return out;
}

} // namespace weir::exec
