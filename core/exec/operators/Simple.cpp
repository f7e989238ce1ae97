#include "core/exec/operators/Simple.h"

#include "core/exec/BatchRows.h"

namespace weir::exec {
namespace {

class LimitState final : public OperatorState {
public:
    void writeSnapshot(state::StateWriter &writer) const override { writer.putSigned(passed); }
    void writeDelta(state::StateWriter &writer) override { writer.putSigned(passed); }
    Status read(state::StateReader &reader) override
    {
        passed = reader.takeSigned();
        return reader.check();
    }

    std::int64_t passed = 0;
};

/// Who asks a stream gets rows: a record without a value is none. A table's is a deletion.
void keepRows(Batch &batch)
{
    if (!batch.table && !batch.valueNull.empty()) {
        batch.selection =
            batch.selection.where([&batch](std::uint32_t row) { return !batch.isValueNull(row); });
    }
}

} // namespace

Batch PassThrough::process(std::span<const Batch *const> inputs, OperatorState &,
                           StepContext &) const
{
    return *inputs[0];
}

Batch Union::process(std::span<const Batch *const> inputs, OperatorState &, StepContext &) const
{
    const Batch *only = nullptr;
    for (const Batch *input : inputs) {
        if (!input->selection.empty()) {
            if (only != nullptr) {
                return pickRows(inputs, mergeBySeq(inputs));
            }
            only = input;
        }
    }
    return only != nullptr ? *only : *inputs[0];
}

Limit::Limit(NodeKey key, Schema schema, std::int64_t count)
    : Operator(std::move(key), std::move(schema))
    , m_count(count)
{
}

std::unique_ptr<OperatorState> Limit::makeState() const
{
    return std::make_unique<LimitState>();
}

Batch Limit::process(std::span<const Batch *const> inputs, OperatorState &base,
                     StepContext &context) const
{
    Batch out = *inputs[0];
    cutAtSeq(out, context.failedSeq);
    keepRows(out);
    auto &state = static_cast<LimitState &>(base);
    std::int64_t left = m_count - state.passed;
    out.selection = out.selection.where([&left](std::uint32_t) { return left-- > 0; });
    state.passed += static_cast<std::int64_t>(out.selection.size());
    if (state.passed >= m_count) {
        context.finished = true;
    }
    return out;
}

Batch ResultOutput::process(std::span<const Batch *const> inputs, OperatorState &,
                            StepContext &context) const
{
    Batch rows = *inputs[0];
    cutAtSeq(rows, context.failedSeq);
    keepRows(rows);
    if (context.results != nullptr && !rows.selection.empty()) {
        context.results->rows(schema(), rows);
    }
    return rows;
}

} // namespace weir::exec
