#pragma once

#include "core/base/Result.h"
#include "core/exec/Operator.h"
#include "core/exec/UnfusedNode.h"
#include "core/exec/source/SourceDecoder.h"
#include "core/plan/LogicalPlan.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace weir::exec {

/// A source of a query: one scan of one topic.
struct ScanInput {
    NodeKey key;
    std::string topic;
    std::int32_t partitions = 1;
    plan::ScanOp scan;
    Schema schema;
    /// Where records go that cannot be read; empty: nowhere.
    std::string deadLetterTopic = {};
    std::int32_t deadLetterPartitions = 1;
};

/// An operator and the nodes whose rows it takes.
struct PhysicalNode {
    std::shared_ptr<const Operator> op;
    std::vector<std::size_t> inputs;
    /// What its state depends on (ENGINE.md 8); empty for stateless operators.
    std::string stateSignature;
    /// The node gives changes of a table.
    bool table = false;
    /// Plan nodes merged into this one.
    std::vector<NodeKey> covers;
    /// Set where a rule put the node behind that one: it counts only what that one lets pass.
    NodeKey countedWith = {};
    /// Its rows are not those of the bound node of its key: an UnfusedNode tells of them.
    bool toldAgain = false;
};

/// A query ready to run; immutable but for the codecs in its operators, so one thread at a time. On
/// others states of its operators may be made, read and written meanwhile.
struct PhysicalQuery {
    std::string key;
    plan::QueryKind kind = plan::QueryKind::CreateAs;
    std::vector<ScanInput> scans;
    std::vector<PhysicalNode> nodes; ///< in topological order; the last is the sink or result
    /// Source order matters: some operator keeps state or merges inputs, or it is a pull query,
    /// which gives the same rows each time, also up to a LIMIT.
    bool ordered = false;
    /// How to look at nodes that rules merged or moved.
    std::vector<UnfusedNode> unfused;
    /// The topic it writes; null for a query whose rows go to a person.
    std::shared_ptr<const catalog::Source> target;
    std::int32_t targetPartitions = 1;
};

/// What lowering needs to know of the world.
struct LowerOptions {
    /// Partitions of a topic that exists.
    std::function<std::int32_t(const std::string &)> partitions = {};
    /// Tables without state of their own are kept, so that pull queries can read them.
    bool materialise = false;
    /// A table's sink writes the last change of a key when the driver lets it out
    /// (`Driver::letOut`), not every change.
    bool coalesce = false;
    /// The query before it was optimised; set to look at nodes that rules merged or moved.
    const plan::Query *bound = nullptr;
};

/// Makes physical operators of an optimised query. `exec.not-yet` names the operator that cannot
/// run in this version; `exec.expression-not-yet`, `formats.*` as their rooms say.
Result<std::shared_ptr<const PhysicalQuery>> lower(const plan::Query &query,
                                                   const LowerOptions &options = {});

} // namespace weir::exec
