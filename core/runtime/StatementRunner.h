#pragma once

#include "core/base/Clock.h"
#include "core/base/Deadline.h"
#include "core/base/Result.h"
#include "core/bind/BoundStatement.h"
#include "core/catalog/Environment.h"
#include "core/log/Cluster.h"
#include "core/runtime/Command.h"
#include "core/runtime/Snapshot.h"

namespace weir::runtime {

/// What a statement that is not part of the plan acts on.
struct StatementContext {
    log::Cluster &cluster;
    const catalog::Environment &environment;
    /// What runs, for SHOW QUERIES and EXPLAIN of a query by name.
    const EngineSnapshot &running;
    const Clock &clock;
};

/// Runs one bound statement that needs no query: CREATE over a topic (makes the topic if PARTITIONS
/// is given), INSERT VALUES, DROP … DELETE TOPIC, SHOW, DESCRIBE, EXPLAIN, SET, DEFINE, CREATE
/// TYPE. What only changes names acts on the environment at bind and answers with a sentence.
/// Queries, PRINT and TERMINATE | PAUSE | RESUME belong to the caller: `runtime.not-a-statement`
/// for those.
Result<TableAnswer> runStatement(const bind::BoundStatement &statement,
                                 const StatementContext &context, const Deadline &deadline);

} // namespace weir::runtime
