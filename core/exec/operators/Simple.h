#pragma once

#include "core/exec/Operator.h"

namespace weir::exec {

/// Hands its input on: a node that is drawn and counted but changes no row here (WINDOW before its
/// aggregate, a Coalesce where every change is written).
class PassThrough final : public Operator {
public:
    using Operator::Operator;
    Batch process(std::span<const Batch *const> inputs, OperatorState &state,
                  StepContext &context) const override;
    bool passesTable() const override { return true; }
};

/// Merges inputs of one shape in the order of (seq, input index).
class Union final : public Operator {
public:
    using Operator::Operator;
    Batch process(std::span<const Batch *const> inputs, OperatorState &state,
                  StepContext &context) const override;
};

/// Lets `count` rows pass, then ends the query.
class Limit final : public Operator {
public:
    Limit(NodeKey key, Schema schema, std::int64_t count);
    bool stateful() const override { return true; }
    std::unique_ptr<OperatorState> makeState() const override;
    Batch process(std::span<const Batch *const> inputs, OperatorState &state,
                  StepContext &context) const override;

private:
    std::int64_t m_count;
};

/// Hands rows to who asked; a stream's records without a value are left out, here and in Limit.
class ResultOutput final : public Operator {
public:
    using Operator::Operator;
    Batch process(std::span<const Batch *const> inputs, OperatorState &state,
                  StepContext &context) const override;
};

} // namespace weir::exec
