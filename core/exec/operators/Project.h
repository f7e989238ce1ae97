#pragma once

#include "core/exec/Operator.h"
#include "core/exec/expr/Program.h"

#include <vector>

namespace weir::exec {

/// Computes columns. A row without a value stays without one (SEMANTICS 3).
class Project final : public Operator {
public:
    /// `key` and `value` in the order of the schema.
    Project(NodeKey nodeKey, Schema schema, std::vector<Program> key, std::vector<Program> value);
    Batch process(std::span<const Batch *const> inputs, OperatorState &state,
                  StepContext &context) const override;
    bool passesTable() const override;

    const std::vector<Program> &keyPrograms() const { return m_keyPrograms; }

private:
    std::vector<Program> m_keyPrograms;
    std::vector<Program> m_valuePrograms;
};

} // namespace weir::exec
