#pragma once

#include "core/exec/Operator.h"
#include "core/exec/StreamTimes.h"
#include "core/exec/expr/Program.h"
#include "core/exec/operators/JoinOutput.h"
#include "core/plan/Operators.h"
#include "core/state/OrderedStore.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace weir::exec {

/// Joins two streams within a time distance (SEMANTICS 6). Each side keeps its rows as long as a
/// partner may come; with GRACE PERIOD an unmatched row waits until its window is closed.
class StreamStreamJoin final : public Operator {
public:
    struct Parts {
        plan::JoinOp join;
        Program keys[2];
        JoinShape shape;
    };

    StreamStreamJoin(NodeKey key, Schema schema, Parts parts);
    bool stateful() const override { return true; }
    std::unique_ptr<OperatorState> makeState() const override;
    Batch process(std::span<const Batch *const> inputs, OperatorState &state,
                  StepContext &context) const override;

private:
    struct State;
    struct Step;
    struct Kept;

    void processRow(std::uint32_t side, std::uint32_t row, std::string_view key, Step &step) const;
    void keep(std::uint32_t side, const Kept &row, std::string_view key, Step &step) const;
    std::size_t match(std::uint32_t side, std::uint32_t row, const Kept &own, std::string_view key,
                      Step &step) const;
    void unmatched(std::uint32_t side, std::uint32_t row, const Kept &own, std::string_view key,
                   Step &step) const;
    void emitClosed(std::uint32_t side, std::uint32_t row, std::int32_t partition,
                    Step &step) const;
    void sweep(State &state) const;
    bool keepsUnmatched(std::uint32_t side) const;
    /// How far behind (before) and ahead (after) of its own time a row of a side looks.
    std::int64_t behind(std::uint32_t side) const;
    std::int64_t ahead(std::uint32_t side) const;

    Parts m_parts;
    std::int64_t m_grace;
    std::int64_t m_retention;
};

} // namespace weir::exec
