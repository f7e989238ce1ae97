#include "core/runtime/TableRead.h"

#include "core/exec/TableReader.h"
#include "core/runtime/LowerQuery.h"
#include "core/runtime/RunCheckpoint.h"

#include <utility>

namespace weir::runtime {

TableRead readTable(const RunQuery &query, const exec::TableRequest &request)
{
    using Outcome = exec::TableContents::Outcome;
    TableRead read;
    const exec::Driver &driver = query.driver();
    const auto reader = exec::TableReader::of(driver.query());
    if (!reader) {
        return read;
    }
    const Outcome outcome = reader->read(driver, request, read.records);
    if (outcome == Outcome::Whole) {
        read.outcome = TableRead::Outcome::Read;
        read.at = {ReadPoint::Place::Store, query.positions(), reader->streamTime(driver)};
    } else if (outcome == Outcome::TooMany) {
        read.outcome = TableRead::Outcome::TooMany;
    }
    return read;
}

Result<TableRead> readCommittedTable(log::Cluster &cluster, const TablePlace &place, bool optimize,
                                     const exec::TableRequest &request, const Deadline &deadline)
{
    WEIR_ASSIGN(log::CheckpointChain chain, cluster.checkpoints().load(place.runId, deadline));
    WEIR_ASSIGN(const RunMemory memory, decodeCheckpoints(std::move(chain)));
    const auto state = memory.queries.find(place.query);
    if (state == memory.queries.end() || state->second.stateSignature != place.stateSignature) {
        return TableRead();
    }
    // The run's own physical query is for its thread alone.
    WEIR_ASSIGN(const PartitionCounts partitions, partitionCounts(cluster, deadline));
    WEIR_ASSIGN(auto physical, lowerQuery(*place.logical, partitions, optimize));
    const PreparedQuery prepared{.key = place.query,
                                 .signature = {},
                                 .stateSignature = place.stateSignature,
                                 .logical = place.logical,
                                 .physical = std::move(physical)};
    WEIR_ASSIGN(const auto query, RunQuery::make(prepared, &state->second, nullptr, 0));
    TableRead read = readTable(*query, request);
    read.at.place = ReadPoint::Place::Checkpoint;
    return read;
}

} // namespace weir::runtime
