#pragma once

#include "core/base/Clock.h"
#include "core/base/Error.h"
#include "core/base/NodeKey.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace weir::runtime {

enum class RunState { Stopped, Starting, Running, Paused, Stopping, Failed };

/// Why a query does not move; `None` while it does.
enum class BlockingReason {
    None,
    CaughtUp,        ///< every input is at its end
    WaitingForInput, ///< one partition is waited for, to keep the order of event time
    WaitingForTopic, ///< its topic does not exist yet
    WritingSlowly,   ///< the log does not take the output fast enough
    Outage,          ///< the cluster does not answer
    Paused,
};

/// Counters of one plan node since the run started. Rows unless said otherwise; rates per second.
struct NodeGauges {
    NodeKey key;
    std::uint64_t in = 0;
    std::uint64_t out = 0;
    std::uint64_t late = 0;
    std::uint64_t rejected = 0;
    std::uint64_t errors = 0;    ///< expression errors that gave a null
    std::uint64_t unmatched = 0; ///< joins: rows without a partner
    double inRate = 0;
    double outRate = 0;
    std::optional<EpochMs> streamTime;
    std::uint64_t stateBytes = 0;
    std::uint64_t stateRows = 0;
    std::uint64_t openWindows = 0;
    /// Set when the optimiser merged this node into another, whose counts stand for both.
    NodeKey mergedInto;
    /// A sentence for the person ("the table's rows are newer than the stream's"); empty if none.
    std::string note;
};

/// One running query.
struct QueryGauges {
    std::string key;
    RunState state = RunState::Stopped;
    BlockingReason blocked = BlockingReason::None;
    std::string signature;        ///< of the running version; compare with the bound text's
    std::uint64_t revision = 0;   ///< of the text it runs
    std::uint64_t in = 0;         ///< rows that came in by all its sources
    std::uint64_t lagRecords = 0; ///< records of its inputs not yet processed
    std::optional<Error> error;
    std::vector<NodeGauges> nodes;
};

/// One topic of the cluster. Counts are given for watched topics only.
struct TopicGauges {
    std::string name;
    int partitions = 0;
    bool internal = false;
    std::optional<std::uint64_t> records;
    std::optional<std::uint64_t> bytes;
    double rate = 0; ///< records appended per second
};

/// A record that was rejected, kept with its bytes and reason (at most 1 000 a query).
struct DeadLetter {
    std::string topic;
    int partition = 0;
    std::int64_t offset = 0;
    EpochMs timestamp = 0;
    std::string key;
    std::string value;
    std::string reason;
    NodeKey node;
};

enum class LogLevel { Info, Warning, Error };

/// One line of the engine's log, without secrets.
struct LogLine {
    EpochMs time = 0;
    LogLevel level = LogLevel::Info;
    std::string text;
    std::uint64_t number = 0; ///< counted from 1, whatever has left the log since
};

/// The state of the engine at one moment: no rows, only figures. Immutable; any thread.
struct EngineSnapshot {
    std::uint64_t sequence = 0; ///< rises with every snapshot
    EpochMs time = 0;
    RunState state = RunState::Stopped;
    std::string cluster;   ///< as a person names it: "Local cluster", "kafka://host:port"
    std::string clusterId; ///< empty until known
    bool clusterReachable = true;
    std::string runId;
    /// Everything that the root topics held when the run started was processed and derived topics
    /// are drained.
    bool caughtUp = false;
    bool resumed = false; ///< the run went on from a checkpoint
    std::optional<Error> error;
    double recordsPerSecond = 0; ///< read by all queries
    std::uint64_t lagRecords = 0;
    std::uint64_t stateBytes = 0;
    std::vector<QueryGauges> queries;
    std::vector<TopicGauges> topics;
    std::uint64_t deadLetterCount = 0;
    std::vector<DeadLetter> deadLetters; ///< the newest 100
    std::vector<LogLine> log;            ///< the newest 200
};

} // namespace weir::runtime
