#pragma once

#include "core/log/RecordBatch.h"
#include "core/log/TopicRules.h"
#include "core/log/local/RunStore.h"
#include "core/log/local/WakeFile.h"

#include <atomic>

namespace weir::log {

/// A topic as the file has it.
struct LocalTopic {
    std::int64_t id = 0;
    TopicInfo info;
    TopicPolicy policy;
};

/// One batch, encoded and ready to be stored; its base offset is set when it is.
struct EncodedBatch {
    std::string bytes;
    std::int64_t records = 0;
    EpochMs maxTime = 0;
};

/// Batches of one partition that get their offsets together.
struct EncodedOutput {
    TopicPartition partition;
    std::int64_t topicId = 0;
    std::vector<EncodedBatch> batches;
    /// Why it cannot be stored, or the offset of its first record once it is.
    Result<std::int64_t> baseOffset = std::int64_t(-1);

    std::size_t bytes() const;
};

/// The file of a local cluster: one shared connection for writing and administration, the wake-up
/// and the group commit. Readers have connections of their own. Any thread.
class LocalStore {
public:
    static Result<std::shared_ptr<LocalStore>> open(const std::string &path, bool powerLossSafe,
                                                    std::shared_ptr<const Clock> clock);

    const std::string &path() const { return m_path; }
    const std::string &id() const { return m_id; }
    std::string lockPath() const { return m_path + "-locks"; }
    const Clock &clock() const { return *m_clock; }
    const std::shared_ptr<SharedDatabase> &database() const { return m_database; }
    const std::shared_ptr<AppendSignal> &signal() const { return m_signal; }
    WakeFile &wakeFile() { return *m_wake; }
    /// Opens another connection to the file.
    Result<std::unique_ptr<SqliteDatabase>> connect() const;

    /// Returns a topic. `log.unknown-topic`.
    Result<LocalTopic> topic(const std::string &name);
    /// Encodes records for a partition; a refusal is in the output's baseOffset.
    EncodedOutput encode(const OutputBatch &batch);
    /// Stores outputs and acknowledges them; appends of several threads share a transaction. The
    /// outputs are as before where that fails: the same ones may be stored again.
    Status append(std::span<EncodedOutput> outputs, const Deadline &deadline);
    /// Returns how many appends wait for others to be stored.
    std::size_t waitingAppends();
    /// Stores one output inside a transaction of `database`.
    static Result<std::int64_t> store(SqliteDatabase &database, EncodedOutput &output);

private:
    struct Waiting {
        std::span<EncodedOutput> outputs;
        Status status;
        bool done = false;
    };

    LocalStore() = default;
    Status prepare();
    void appendFor(Waiting &leader, const Deadline &deadline);
    Status storeAll(std::span<Waiting *const> group, const Deadline &deadline);

    std::string m_path;
    std::string m_id;
    bool m_powerLossSafe = false;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<SharedDatabase> m_database;
    std::shared_ptr<AppendSignal> m_signal;
    std::unique_ptr<WakeFile> m_wake;
    std::mutex m_queueMutex;
    std::vector<Waiting *> m_queue;
};

/// Looks a topic up on any connection. `log.unknown-topic`.
Result<LocalTopic> findLocalTopic(SqliteDatabase &database, const std::string &name);
/// Decodes a stored batch that begins at offset `base`, as decodeRecordBatch(); an error names the
/// place. `log.corrupt-batch`.
Status decodeStoredBatch(const TopicPartition &partition, std::int64_t base, std::string_view bytes,
                         std::int64_t from, RecordBuffer &to);
/// Returns the settings that a topic was given.
Result<TopicConfig> localTopicConfig(SqliteDatabase &database, std::int64_t topicId);

} // namespace weir::log
