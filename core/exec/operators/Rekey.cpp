#include "core/exec/operators/Rekey.h"

namespace weir::exec {

Rekey::Rekey(NodeKey nodeKey, Schema schema, std::vector<Program> key,
             std::vector<std::size_t> value)
    : Operator(std::move(nodeKey), std::move(schema))
    , m_keyPrograms(std::move(key))
    , m_values(std::move(value))
{
}

Batch Rekey::process(std::span<const Batch *const> inputs, OperatorState &state,
                     StepContext &context) const
{
    const Batch &in = *inputs[0];
    Batch out = in;
    out.columns.clear();
    out.keyColumns = m_keyPrograms.size();
    EvalContext eval = context.evalContext();
    for (const Program &program : m_keyPrograms) {
        out.columns.push_back(program.evaluate(in, in.selection, eval));
    }
    for (const std::size_t index : m_values) {
        out.columns.push_back(in.columns[index]);
    }
    state.counters.errors += eval.errors;
    std::vector<std::uint8_t> keyNull(in.rows, 0);
    in.selection.forEach([&](std::uint32_t row) {
        const bool none =
            m_keyPrograms.empty() || (m_keyPrograms.size() == 1 && out.columns[0]->isNull(row));
        keyNull[row] = none ? 1 : 0;
    });
    out.keyNull = RowVector<std::uint8_t>(std::move(keyNull));
    out.windowStart = {};
    out.windowEnd = {};
    return out;
}

Exchange::Exchange(NodeKey nodeKey, Schema schema, std::vector<Program> key,
                   std::unique_ptr<KeyPartitioner> partitioner)
    : Operator(std::move(nodeKey), std::move(schema))
    , m_keyPrograms(std::move(key))
    , m_partitioner(std::move(partitioner))
{
}

Batch Exchange::process(std::span<const Batch *const> inputs, OperatorState &,
                        StepContext &context) const
{
    Batch out = *inputs[0];
    // A key that fails is null here and counted where it is used.
    EvalContext eval = context.evalContext();
    std::vector<ColumnPtr> key;
    for (const Program &program : m_keyPrograms) {
        key.push_back(program.evaluate(out, out.selection, eval));
    }
    out.partition = m_partitioner->partitions(key, out, out.selection, context.arena);
    return out;
}

} // namespace weir::exec
