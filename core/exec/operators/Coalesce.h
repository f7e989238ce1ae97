#pragma once

#include "core/exec/Operator.h"
#include "core/state/KeyEncoding.h"
#include "core/state/RowEncoding.h"

namespace weir::exec {

/// Keeps the last change of every key until the driver lets the changes out
/// (`StepContext::letOut`), then gives them in the order in which they came: what leaves is a
/// subsequence of what came, with the same last change of a key. A key that had no row before its
/// first change and has none after its last gives nothing. Holds copies: rows, headers and source
/// records outlive their step. What it holds is in no checkpoint, so it is let out before one is
/// written.
class Coalesce final : public Operator {
public:
    Coalesce(NodeKey key, Schema schema);
    std::unique_ptr<OperatorState> makeState() const override;
    Batch process(std::span<const Batch *const> inputs, OperatorState &state,
                  StepContext &context) const override;
    bool onlyDelays() const override { return true; }

private:
    struct State;
    struct Change;

    void hold(const Batch &in, State &state, StepContext &context) const;
    void keep(const Batch &in, std::uint32_t row, Change &change, State &state) const;
    static std::vector<const Change *> inOrder(const State &state);
    Batch letOut(State &state, StepContext &context) const;
    static void addSources(const std::vector<const Change *> &changes, const State &state,
                           Batch &out);

    state::KeyEncoding m_keys;
    state::RowEncoding m_rows; ///< all columns, key columns first
};

} // namespace weir::exec
