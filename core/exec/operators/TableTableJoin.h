#pragma once

#include "core/exec/Operator.h"
#include "core/exec/expr/Program.h"
#include "core/exec/operators/JoinOutput.h"
#include "core/plan/Operators.h"

#include <memory>

namespace weir::exec {

/// Joins two tables on their keys: a change of either side changes the result's row of that key
/// (SEMANTICS 6). A change that leaves nothing where nothing was gives none.
class TableTableJoin final : public Operator {
public:
    struct Parts {
        plan::JoinType type = plan::JoinType::Inner;
        Program keys[2];
        JoinShape shape;
        bool windowed = false;
    };

    TableTableJoin(NodeKey key, Schema schema, Parts parts);
    bool stateful() const override { return true; }
    std::unique_ptr<OperatorState> makeState() const override;
    Batch process(std::span<const Batch *const> inputs, OperatorState &state,
                  StepContext &context) const override;
    bool keepsTable() const override { return true; }
    TableContents contents(const OperatorState &state, const TableRequest &request,
                           Arena &arena) const override;

private:
    struct State;

    bool exists(std::string_view left, std::string_view right) const;
    void change(const Batch &batch, std::uint32_t side, std::uint32_t row, std::string_view key,
                State &state, JoinOutput &output, Arena &arena) const;

    Parts m_parts;
};

} // namespace weir::exec
