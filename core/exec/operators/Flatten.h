#pragma once

#include "core/exec/Operator.h"
#include "core/exec/expr/Program.h"
#include "core/functions/TableFunction.h"

#include <vector>

namespace weir::exec {

/// Table functions of a projection: as many rows as the longest call gives, zipped, shorter ones
/// padded with null; a row for which all are empty gives none (SEMANTICS 7).
class Flatten final : public Operator {
public:
    struct Call {
        functions::TableFunction function;
        std::vector<Program> arguments;
        DataType type;
    };

    Flatten(NodeKey key, Schema schema, std::vector<Call> calls);
    Batch process(std::span<const Batch *const> inputs, OperatorState &state,
                  StepContext &context) const override;

private:
    std::vector<Call> m_calls;
};

} // namespace weir::exec
