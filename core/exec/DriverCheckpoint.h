#pragma once

#include "core/base/Result.h"
#include "core/exec/PhysicalQuery.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace weir::exec {

/// A driver's checkpoint: where it stands, then the state of each stateful operator.
struct DriverCheckpoint {
    struct Position {
        /// The scan: which of the query's scans of that topic it is. Its key has an alias in it,
        /// and aliases do not count.
        std::string topic;
        std::size_t nth = 0;
        std::int32_t partition = 0;
        std::int64_t offset = 0;
    };
    struct State {
        std::string_view signature;
        std::string_view bytes;
    };
    std::uint64_t nextSeq = 0;
    std::vector<Position> positions;
    std::vector<State> states; ///< in the order of the nodes; views into what was read

    void write(state::StateWriter &writer) const;
    /// `state.corrupt`.
    static Result<DriverCheckpoint> read(state::StateReader &reader);
};

/// Returns which of the query's scans of its topic a scan is, from 0 on.
std::size_t nthOfTopic(const PhysicalQuery &query, std::size_t scan);

/// Returns the nodes of a query whose state is part of its checkpoints; `exec.state-changed` if
/// their signatures are not those of the checkpoint.
Result<std::vector<std::size_t>> checkpointNodes(const PhysicalQuery &query,
                                                 const DriverCheckpoint &checkpoint);

/// Puts a snapshot and the deltas behind it together into one snapshot that gives the same driver.
/// Takes as much memory as the largest operator's state beside the bytes. Needs of the query only
/// what is constant: beside the thread that runs it. `exec.cancelled` once it is asked to stop.
Result<std::string> mergeCheckpoints(const PhysicalQuery &query, std::span<const std::string> parts,
                                     const std::stop_token &stop);

} // namespace weir::exec
