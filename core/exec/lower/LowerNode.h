#pragma once

#include "core/base/Result.h"
#include "core/exec/PhysicalQuery.h"
#include "core/exec/lower/RowNeeds.h"
#include "core/exec/operators/Aggregate.h"

#include <memory>
#include <vector>

namespace weir::exec {

/// Makes the operator of one plan node: one call operator a kind.
struct LowerNode {
    using Made = Result<std::shared_ptr<const Operator>>;

    const plan::Query &query;
    const plan::Node &node;
    const RowNeeds &needs;
    const LowerOptions &options;
    PhysicalQuery &physical;

    Made operator()(const plan::ScanOp &op);
    Made operator()(const plan::FilterOp &op);
    Made operator()(const plan::ProjectOp &op);
    Made operator()(const plan::RekeyOp &op);
    Made operator()(const plan::ExchangeOp &op);
    Made operator()(const plan::JoinOp &op);
    Made operator()(const plan::WindowOp &);
    Made operator()(const plan::AggregateOp &op);
    Made operator()(const plan::FlattenOp &op);
    Made operator()(const plan::UnionOp &op);
    Made operator()(const plan::CoalesceOp &op);
    Made operator()(const plan::LimitOp &op);
    Made operator()(const plan::SinkOp &op);
    Made operator()(const plan::ResultOp &op);

private:
    const plan::Node &input(std::size_t i) const { return query.nodes[node.inputs[i]]; }
    Result<std::vector<Program>> programs(const std::vector<plan::NamedExpr> &exprs) const;
    Result<AggregateParts> aggregateParts(const plan::AggregateOp &op) const;
    /// Returns the format that the keys of a node's rows have, on the way from its (left) source.
    catalog::FormatSpec sourceKeyFormat() const;
};

} // namespace weir::exec
