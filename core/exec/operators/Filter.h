#pragma once

#include "core/exec/Operator.h"
#include "core/exec/expr/Program.h"

namespace weir::exec {

/// Keeps rows for which a predicate is true: WHERE on a stream. A row without a value never is
/// (SEMANTICS 3).
class StreamFilter final : public Operator {
public:
    StreamFilter(NodeKey key, Schema schema, Program predicate);
    Batch process(std::span<const Batch *const> inputs, OperatorState &state,
                  StepContext &context) const override;

private:
    Program m_predicate;
};

/// WHERE and HAVING on a table: a row that stops matching leaves as a tombstone, one that never
/// matched leaves nothing. Needs `before`.
class TableFilter final : public Operator {
public:
    TableFilter(NodeKey key, Schema schema, Program predicate);
    Batch process(std::span<const Batch *const> inputs, OperatorState &state,
                  StepContext &context) const override;
    bool passesTable() const override { return m_predicate.repeats(); }

private:
    Program m_predicate;
};

} // namespace weir::exec
