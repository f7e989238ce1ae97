#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/runtime/Feed.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace weir::runtime {

/// A data generator that belongs to the project (`sources.TOPIC` in NAME.weir).
struct GeneratorSpec {
    std::string topic;
    std::string generator;
    std::uint64_t seed = 1;
    double rate = 20;            ///< records per second; 0 = as fast as possible
    std::int64_t backfillMs = 0; ///< how far in the past it starts when it creates the topic
};

/// What becomes of state whose query's signature changed (ENGINE.md 8).
enum class OnChange { Refuse, StartEmpty, Recompute };

/// Opens another cluster: `memory:`, `local[:PATH]`, `kafka://host:port`. A run is stopped first.
struct OpenCluster {
    std::string uri;
};

/// Makes what runs equal to the text by reconciliation; starts the run if none is running.
struct ApplyText {
    std::string text;
    std::uint64_t revision = 0;
    std::string runId;
    OnChange onChange = OnChange::Refuse;
    std::vector<GeneratorSpec> generators;
    bool reset = false;
    /// Only these statements and what they need; empty = all.
    std::vector<std::string> statements;
    /// Where topics without a checkpoint are read from; only on a fresh run.
    FeedStart from = {FeedStart::Kind::Beginning, 0};
    /// End the run by itself once all that the root topics held at the start is processed and every
    /// derived topic is drained; open windows are not flushed (headless runs).
    bool untilCaughtUp = false;
    /// On a fresh run, run the text's INSERT VALUES before the queries start (headless runs).
    bool insertValues = false;
    /// Shown to who is refused this run: "weir run", "weir-studio".
    std::string program = "weir";
};

struct PauseRun {
    std::string query; ///< empty = all
};
struct ResumeRun {
    std::string query; ///< empty = all
};
/// Stops with a checkpoint; state and offsets stay.
struct StopRun {
    std::string query; ///< empty = all
};

/// Runs one statement that is not part of the plan (INSERT VALUES, DROP, SHOW, DESCRIBE, …) against
/// the project's catalogue. PAUSE, RESUME and TERMINATE are commands of their own, PRINT is a feed:
/// `runtime.not-a-statement`.
struct RunStatement {
    std::string text;
    /// The text whose streams and tables it may name; empty: those of the running text.
    std::string projectText = {};
};

struct CreateTopic {
    std::string topic;
    int partitions = 1;
    std::map<std::string, std::string> config;
};
struct DeleteTopic {
    std::string topic;
};

/// Reads one whole record.
struct FetchRecord {
    RecordName record;
};

/// Reads up to `count` of the newest records of a topic and infers its columns.
struct SampleTopic {
    std::string topic;
    std::size_t count = 200;
};

/// Says of which topics the snapshot shall carry counts; replaces the earlier set.
struct WatchTopics {
    std::vector<std::string> topics;
};

using Command = std::variant<OpenCluster, ApplyText, PauseRun, ResumeRun, StopRun, RunStatement,
                             CreateTopic, DeleteTopic, FetchRecord, SampleTopic, WatchTopics>;

using RequestId = std::uint64_t;

struct FullRecord {
    RecordName record;
    EpochMs timestamp = 0;
    bool keyNull = false;
    bool valueNull = false;
    std::string key;
    std::string value;
    std::vector<std::pair<std::string, std::string>> headers;
};

/// One column inferred from a sample. Confidence is the share of sampled records that agree, 0 … 1.
struct InferredColumn {
    std::string name;
    DataType type;
    bool key = false;
    double confidence = 0;
    std::string note;
};

struct TopicSample {
    std::string topic;
    std::string keyFormat;
    std::string valueFormat;
    std::size_t records = 0;
    std::vector<InferredColumn> columns;
};

/// A small table as the answer to a statement (SHOW, DESCRIBE, EXPLAIN, pull queries).
struct TableAnswer {
    std::vector<std::string> columns;
    std::vector<std::vector<Cell>> rows;
    std::string message;
};

using Answer = std::variant<std::monostate, FullRecord, TopicSample, TableAnswer>;

/// The one answer to a command.
struct Reply {
    RequestId id = 0;
    Result<Answer> result;
};

} // namespace weir::runtime
