#pragma once

#include "core/base/Deadline.h"
#include "core/base/Diagnostic.h"
#include "core/base/Result.h"
#include "core/bind/Bind.h"
#include "core/exec/PhysicalQuery.h"
#include "core/log/Cluster.h"
#include "core/plan/LogicalPlan.h"
#include "core/runtime/Command.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace weir::runtime {

/// A query of a text, ready to be started.
struct PreparedQuery {
    std::string key;
    std::string signature;      ///< plan::querySignature
    std::string stateSignature; ///< plan::stateSignature
    std::shared_ptr<const plan::Query> logical;
    std::shared_ptr<const exec::PhysicalQuery> physical;
    /// For how long changes of a table are gathered before the last of a key is written; 0: every
    /// change is.
    std::chrono::milliseconds emitInterval{0};
};

/// A text, bound against a cluster and lowered: what the worker reconciles with what runs.
struct PreparedRun {
    std::uint64_t revision = 0;
    std::shared_ptr<const plan::LogicalPlan> plan;
    /// In topological order: a query comes after those whose topics it reads.
    std::vector<PreparedQuery> queries;
    /// Queries that cannot run, and why; the others do.
    std::vector<std::pair<std::string, Error>> refused;
    std::vector<bind::InsertValues> inserts;
    std::vector<Diagnostic> diagnostics;
};

/// How a text is prepared.
struct PrepareOptions {
    bool optimize = true;
    /// Only these statements and what they need; empty: all.
    std::vector<std::string> statements = {};
    std::set<std::string> generatedTopics = {};
    /// Where the text does not SET 'emit.interval'; 0: every change is written.
    std::chrono::milliseconds emitInterval{0};
};

/// Returns the topics that a text declares with PARTITIONS, also where they are there.
Result<std::vector<log::NewTopic>> declaredTopics(log::Cluster &cluster, const std::string &text,
                                                  const PrepareOptions &options,
                                                  const Deadline &deadline);

/// Binds a text from an empty catalogue against the facts of the cluster, makes the topics that its
/// statements declare or write and that are missing, and lowers its queries. A statement with an
/// error is left out. Errors: those of the cluster; `runtime.nothing-to-run` if no query is left.
Result<PreparedRun> prepareRun(log::Cluster &cluster, const std::string &text,
                               std::uint64_t revision, const PrepareOptions &options,
                               const Deadline &deadline);

} // namespace weir::runtime
