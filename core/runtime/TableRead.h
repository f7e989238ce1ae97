#pragma once

#include "core/base/Deadline.h"
#include "core/exec/OutputBuffer.h"
#include "core/exec/TableContents.h"
#include "core/log/Cluster.h"
#include "core/plan/LogicalPlan.h"
#include "core/runtime/Feed.h"
#include "core/runtime/RunQuery.h"

#include <memory>
#include <string>

namespace weir::runtime {

/// Which state of which run a table is read from.
struct TablePlace {
    std::string runId;
    std::string query;
    std::string stateSignature;
    std::shared_ptr<const plan::Query> logical;
};

/// What reading a table from a run's state gave.
struct TableRead {
    enum class Outcome {
        Read,
        NotHere, ///< the run keeps no such table, or no longer all of the rows
        TooMany, ///< too many rows for the worker: `place` says where they are as well
    };
    Outcome outcome = Outcome::NotHere;
    exec::OutputBuffer records = {}; ///< as the table's topic would hold them
    ReadPoint at = {};
    TablePlace place = {};
};

/// Reads the table that a query keeps. The thread of the query, between two steps.
TableRead readTable(const RunQuery &query, const exec::TableRequest &request);

/// Reads the same from the last checkpoint of the run: a frozen generation, put together for this
/// on the caller's thread. Errors of the checkpoint store and of exec. Any thread.
Result<TableRead> readCommittedTable(log::Cluster &cluster, const TablePlace &place, bool optimize,
                                     const exec::TableRequest &request, const Deadline &deadline);

} // namespace weir::runtime
