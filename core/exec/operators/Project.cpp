#include "core/exec/operators/Project.h"

#include <algorithm>

namespace weir::exec {

Project::Project(NodeKey nodeKey, Schema schema, std::vector<Program> key,
                 std::vector<Program> value)
    : Operator(std::move(nodeKey), std::move(schema))
    , m_keyPrograms(std::move(key))
    , m_valuePrograms(std::move(value))
{
}

Batch Project::process(std::span<const Batch *const> inputs, OperatorState &state,
                       StepContext &context) const
{
    const Batch &in = *inputs[0];
    Batch out = in;
    out.columns.clear();
    out.before.clear();
    out.keyColumns = m_keyPrograms.size();
    EvalContext eval = context.evalContext();
    for (const Program &program : m_keyPrograms) {
        out.columns.push_back(program.evaluate(in, in.selection, eval));
    }
    const Selection present =
        in.valueNull.empty()
            ? in.selection
            : in.selection.where([&in](std::uint32_t row) { return !in.isValueNull(row); });
    for (const Program &program : m_valuePrograms) {
        out.columns.push_back(program.evaluate(in, present, eval));
    }
    state.counters.errors += eval.errors;
    if (in.hasBefore) {
        const Selection existed =
            in.selection.where([&in](std::uint32_t row) { return !in.isBeforeNull(row); });
        EvalContext again = context.evalContext();
        for (const Program &program : m_valuePrograms) {
            out.before.push_back(program.evaluate(in, existed, again, RowSide::Before));
        }
    }
    return out;
}

bool Project::passesTable() const
{
    const auto repeats = [](const Program &program) { return program.repeats(); };
    return std::all_of(m_keyPrograms.begin(), m_keyPrograms.end(), repeats) &&
           std::all_of(m_valuePrograms.begin(), m_valuePrograms.end(), repeats);
}

} // namespace weir::exec
