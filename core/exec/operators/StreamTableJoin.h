#pragma once

#include "core/exec/Operator.h"
#include "core/exec/TableState.h"
#include "core/exec/expr/Program.h"
#include "core/plan/Operators.h"
#include "core/state/KeyEncoding.h"
#include "core/state/RowEncoding.h"

#include <memory>
#include <string_view>
#include <vector>

namespace weir::exec {

/// Joins a stream (input 0) with a table (input 1) on the table's key. Only stream rows trigger;
/// the table is as it stands when the row is processed. LEFT gives nulls where there is no partner.
class StreamTableJoin final : public Operator {
public:
    struct Parts {
        plan::JoinType type = plan::JoinType::Inner;
        Program leftKey;
        Schema right;
        /// The value columns of the result, and which of them somebody reads.
        std::vector<plan::JoinColumn> columns;
        std::vector<bool> used;
    };

    StreamTableJoin(NodeKey key, Schema schema, Parts parts);
    bool stateful() const override { return true; }
    std::unique_ptr<OperatorState> makeState() const override;
    Batch process(std::span<const Batch *const> inputs, OperatorState &state,
                  StepContext &context) const override;

private:
    struct Probe;

    void applyChange(const Batch &table, std::uint32_t row, std::string_view key, TableState &state,
                     std::string &scratch) const;
    void probeRow(const Batch &stream, std::uint32_t row, std::string_view key, Probe &probe) const;
    Batch joinRows(const Batch &stream, const Probe &probe, const ColumnPtr &joinKey,
                   StepContext &context) const;

    Parts m_parts;
    state::KeyEncoding m_keys;
    state::RowEncoding m_rows;
};

} // namespace weir::exec
