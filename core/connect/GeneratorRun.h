#pragma once

#include "core/base/Result.h"
#include "core/connect/Generators.h"
#include "core/log/Cluster.h"
#include "core/types/RecordBuffer.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace weir::connect {

/// What a run writes, and where.
struct GeneratorRunOptions {
    std::string generator;
    /// Empty: the generator's own name.
    std::string topic = {};
    /// Of the topic if it has to be made; -1 replicas: the cluster's default. Settings are set
    /// over those that the generator wants.
    std::int32_t partitions = 1;
    std::int32_t replicas = -1;
    log::TopicConfig config = {};
    GeneratorSettings settings = {};
    /// Ends after this many records of this run.
    std::optional<std::uint64_t> count = std::nullopt;
};

/// Writes a generator's records into a topic of any cluster. Makes the topic if it is missing; else
/// goes on behind its last record as if it had never stopped: next index, and event times that
/// follow the last one (`settings.start` counts for an empty topic only). One thread.
class GeneratorRun {
public:
    /// Opens a run. Errors of makeGenerator() and of the log.
    static Result<std::unique_ptr<GeneratorRun>>
    open(log::ClusterPtr cluster, const GeneratorRunOptions &options, const Deadline &deadline);

    /// Appends the records with event times up to `until`, at most `most`, and waits until the log
    /// has acknowledged them. Returns how many. Call with the present time for a live source, with
    /// kNoTimeLimit for as fast as possible. After an error this run is over: a new one resumes.
    Result<std::size_t> append(EpochMs until, std::size_t most, const Deadline &deadline);

    /// Returns the event time of the next record; nothing when there will be none.
    std::optional<EpochMs> nextTime() const;
    /// Leaves out the event times before `time` if the next record lies before it: after a pause
    /// the records of the meantime are not made up. Indexes go on without a gap.
    void skipTo(EpochMs time);
    bool finished() const { return !nextTime().has_value(); }
    /// Returns the index of the next record: how many there are before it.
    std::uint64_t nextIndex() const { return m_next; }
    const std::string &topic() const { return m_topic; }
    const Generator &generator() const { return *m_generator; }
    /// True if open() found records to go on behind.
    bool resumed() const { return m_resumed; }

private:
    GeneratorRun(std::unique_ptr<Generator> generator, std::string topic);
    Status prepareTopic(const GeneratorRunOptions &options, const Deadline &deadline);
    Status resume(const Deadline &deadline);
    Status flush(const Deadline &deadline);

    log::ClusterPtr m_cluster;
    std::unique_ptr<log::Writer> m_writer;
    std::unique_ptr<Generator> m_generator;
    std::string m_topic;
    std::vector<RecordBuffer> m_buffers;
    std::vector<std::uint64_t> m_missingFrom;
    std::uint64_t m_next = 0;
    /// Behind the generator's last record.
    std::uint64_t m_end = 0;
    /// How many records this run may still write.
    std::uint64_t m_left = 0;
    bool m_resumed = false;
};

/// A time behind all event times.
inline constexpr EpochMs kNoTimeLimit = INT64_MAX;

} // namespace weir::connect
