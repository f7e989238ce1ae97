#pragma once

#include "core/base/Clock.h"
#include "core/log/CheckpointStore.h"
#include "core/log/Groups.h"
#include "core/log/Reader.h"
#include "core/log/Topic.h"
#include "core/log/Writer.h"

#include <memory>
#include <string>
#include <vector>

namespace weir::log {

enum class ClusterKind { Memory, Local, Kafka };

/// The log as the engine needs it (ENGINE.md 9). Any thread. Readers, writers and leases keep the
/// cluster alive. Nothing about topics is cached: every call asks the cluster.
///
/// Errors of all calls: `log.deadline-exceeded`, `log.cancelled`, `log.unreachable`,
/// `log.not-authorized`, `log.storage` (disk), and for Kafka `log.broker` with the broker's own
/// name.
class Cluster {
public:
    virtual ~Cluster() = default;

    virtual ClusterKind kind() const = 0;
    /// Returns what names this cluster's data in run ids and projects; the same in every process
    /// and by whatever address it was opened. Kafka is asked the first time.
    virtual Result<std::string> id(const Deadline &deadline) = 0;
    /// Returns the address that opens it, as openCluster() takes it.
    virtual const std::string &address() const = 0;

    /// Returns all topics by name.
    virtual Result<std::vector<TopicInfo>> topics(const Deadline &deadline) = 0;
    /// Returns one topic. `log.unknown-topic`.
    virtual Result<TopicInfo> topic(const std::string &name, const Deadline &deadline) = 0;
    /// Returns the settings of a topic that differ from the defaults, and those of retention and
    /// cleanup always. `log.unknown-topic`.
    virtual Result<TopicConfig> topicConfig(const std::string &name, const Deadline &deadline) = 0;
    /// Makes a topic; it can be written when the call returns. `log.topic-exists`,
    /// `log.invalid-topic-name`, `log.invalid-partitions`, `log.invalid-config`.
    virtual Status createTopic(const NewTopic &topic, const Deadline &deadline) = 0;
    /// Deletes a topic with its records. `log.unknown-topic`.
    virtual Status deleteTopic(const std::string &name, const Deadline &deadline) = 0;
    /// Sets the number of partitions, which must grow (`log.invalid-partitions`).
    virtual Status addPartitions(const std::string &name, std::int32_t total,
                                 const Deadline &deadline) = 0;
    /// Returns the offsets of each partition of a topic. `log.unknown-topic`.
    virtual Result<std::vector<PartitionOffsets>> offsets(const std::string &topic,
                                                          const Deadline &deadline) = 0;
    /// Returns per partition the offset of the first record whose timestamp is `time` or later; the
    /// last stable offset where there is none.
    virtual Result<std::vector<std::int64_t>> offsetsForTime(const std::string &topic, EpochMs time,
                                                             const Deadline &deadline) = 0;

    virtual Result<std::unique_ptr<Reader>> openReader(const ReaderOptions &options = {}) = 0;
    virtual Result<std::unique_ptr<Writer>> openWriter(const WriterOptions &options = {}) = 0;
    virtual Groups &groups() = 0;
    virtual CheckpointStore &checkpoints() = 0;
};

using ClusterPtr = std::shared_ptr<Cluster>;

/// What openCluster() cannot learn from the address.
struct ClusterOptions {
    /// Where local data lives; empty: defaultDataFolder().
    std::string dataFolder = {};
    /// Shown to brokers and to whoever is refused a run.
    std::string program = "weir";
    /// local: survive power loss too, not only a kill (`synchronous=FULL`).
    bool durabilityFull = false;
    /// Time for retention and log-append stamps; null: the system's.
    std::shared_ptr<const Clock> clock = nullptr;
};

/// Opens a cluster: `memory:` (a new, empty one), `local` (in the data folder), `local:PATH` (a
/// file, made if missing, or a folder that holds `local.db`), `kafka://host:port[,host:port]`. A
/// Kafka cluster is not contacted before its first call. `log.invalid-address`, `log.storage`.
Result<ClusterPtr> openCluster(const std::string &address, const ClusterOptions &options = {});

/// Returns `$XDG_DATA_HOME/weir`, else `~/.local/share/weir`.
std::string defaultDataFolder();

} // namespace weir::log
