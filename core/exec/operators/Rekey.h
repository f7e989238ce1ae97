#pragma once

#include "core/exec/KeyPartitioner.h"
#include "core/exec/Operator.h"
#include "core/exec/expr/Program.h"

#include <memory>
#include <vector>

namespace weir::exec {

/// PARTITION BY: computes a new key; the value is made of columns of the input. A row whose
/// only key column is null has no key.
class Rekey final : public Operator {
public:
    /// `value` are indexes of columns of the input, key columns first.
    Rekey(NodeKey nodeKey, Schema schema, std::vector<Program> key, std::vector<std::size_t> value);
    Batch process(std::span<const Batch *const> inputs, OperatorState &state,
                  StepContext &context) const override;

private:
    std::vector<Program> m_keyPrograms;
    std::vector<std::size_t> m_values;
};

/// Gives rows the partition of their key, where Kafka Streams would write and read a repartition
/// topic. In one process it moves nothing (ENGINE.md 4).
class Exchange final : public Operator {
public:
    Exchange(NodeKey nodeKey, Schema schema, std::vector<Program> key,
             std::unique_ptr<KeyPartitioner> partitioner);
    Batch process(std::span<const Batch *const> inputs, OperatorState &state,
                  StepContext &context) const override;

private:
    std::vector<Program> m_keyPrograms;
    std::unique_ptr<KeyPartitioner> m_partitioner;
};

} // namespace weir::exec
