#include "core/exec/operators/Filter.h"

namespace weir::exec {
namespace {

constexpr std::string_view kFilterReason = "the condition is not true";

/// Tells the tap of the rows of `from` that are not in `kept`.
void tapFiltered(const NodeKey &key, const Batch &batch, const Selection &kept,
                 StepContext &context)
{
    if (context.tap == nullptr || kept.size() == batch.selection.size() ||
        !context.tap->wants(key)) {
        return;
    }
    std::size_t at = 0;
    batch.selection.forEach([&](std::uint32_t row) {
        if (at < kept.size() && kept[at] == row) {
            ++at;
            return;
        }
        context.tap->dropped(key, batch, row, kFilterReason);
    });
}

std::vector<std::uint8_t> filterMarks(std::size_t rows, const Selection &selection)
{
    std::vector<std::uint8_t> marks(rows, 0);
    selection.forEach([&marks](std::uint32_t row) { marks[row] = 1; });
    return marks;
}

} // namespace

StreamFilter::StreamFilter(NodeKey key, Schema schema, Program predicate)
    : Operator(std::move(key), std::move(schema))
    , m_predicate(std::move(predicate))
{
}

Batch StreamFilter::process(std::span<const Batch *const> inputs, OperatorState &state,
                            StepContext &context) const
{
    Batch out = *inputs[0];
    Selection candidates = out.selection;
    if (!out.valueNull.empty()) {
        candidates = candidates.where([&out](std::uint32_t row) { return !out.isValueNull(row); });
    }
    EvalContext eval = context.evalContext();
    out.selection = m_predicate.evaluatePredicate(out, candidates, eval);
    state.counters.errors += eval.errors;
    tapFiltered(key(), *inputs[0], out.selection, context);
    return out;
}

TableFilter::TableFilter(NodeKey key, Schema schema, Program predicate)
    : Operator(std::move(key), std::move(schema))
    , m_predicate(std::move(predicate))
{
}

Batch TableFilter::process(std::span<const Batch *const> inputs, OperatorState &state,
                           StepContext &context) const
{
    const Batch &in = *inputs[0];
    Batch out = in;
    EvalContext eval = context.evalContext();
    const Selection present =
        in.selection.where([&in](std::uint32_t row) { return !in.isValueNull(row); });
    const auto now = filterMarks(in.rows, m_predicate.evaluatePredicate(in, present, eval));
    state.counters.errors += eval.errors;
    const Selection existed =
        in.selection.where([&in](std::uint32_t row) { return !in.isBeforeNull(row); });
    // Counted when the row came; the second look at it is not another failure.
    EvalContext again = context.evalContext();
    const auto before =
        filterMarks(in.rows, m_predicate.evaluatePredicate(in, existed, again, RowSide::Before));

    std::vector<std::uint8_t> valueNull(in.rows, 0);
    std::vector<std::uint8_t> beforeNull(in.rows, 0);
    in.selection.forEach([&](std::uint32_t row) {
        valueNull[row] = now[row] != 0 ? 0 : 1;
        beforeNull[row] = before[row] != 0 ? 0 : 1;
    });
    out.selection = in.selection.where(
        [&now, &before](std::uint32_t row) { return now[row] != 0 || before[row] != 0; });
    out.valueNull = RowVector<std::uint8_t>(std::move(valueNull));
    out.beforeNull = RowVector<std::uint8_t>(std::move(beforeNull));
    tapFiltered(key(), in, out.selection, context);
    return out;
}

} // namespace weir::exec
