#pragma once

#include "core/base/Result.h"
#include "core/log/CheckpointStore.h"
#include "core/types/TopicPartition.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace weir::runtime {

/// What a checkpoint keeps of one query: the next offset of each of its topic-partitions and the
/// bytes of its driver, a snapshot and the deltas behind it.
struct QueryState {
    std::string signature;
    std::string stateSignature;
    std::map<TopicPartition, std::int64_t> positions;
    std::vector<std::string> parts;
};

/// What a run remembers from before: its queries' states by key, also of queries that left the text
/// (they go on where they were when they come back), and the SQL that ran, in canonical form.
struct RunMemory {
    std::map<std::string, QueryState> queries;
    std::string sql;
    std::uint64_t epoch = 0;
    /// What RANDOM and UUID of this run are made of; drawn once, so that a replay gives the same.
    std::uint64_t seed = 0;
};

/// One query's section in a checkpoint.
struct QuerySection {
    std::string key;
    std::string signature;
    std::string stateSignature;
    std::map<TopicPartition, std::int64_t> positions;
    /// Goes on from the section before instead of standing for itself.
    bool delta = false;
    std::string bytes;
};

/// Writes the sections of one checkpoint. `sql` is empty where it did not change.
std::string encodeCheckpoint(const std::vector<QuerySection> &sections, std::string_view sql,
                             std::uint64_t seed);

/// Puts a chain of checkpoints together; each part is given up once it was read, so that its bytes
/// are held once. `runtime.corrupt-checkpoint`; `runtime.checkpoint-version`: of another form.
Result<RunMemory> decodeCheckpoints(log::CheckpointChain chain);

} // namespace weir::runtime
