#include "core/log/kafka/KafkaCheckpoints.h"

#include <fmt/format.h>

namespace weir::log {

namespace {

CommitResult abortedCommit(Error reason)
{
    return {CommitResult::Outcome::Aborted, {}, std::move(reason)};
}

} // namespace

KafkaCheckpoints::KafkaCheckpoints(std::shared_ptr<KafkaAdmin> admin, std::string dataFolder)
    : m_admin(std::move(admin))
    , m_dataFolder(std::move(dataFolder))
{
}

Result<RunStore *> KafkaCheckpoints::store(const Deadline &deadline)
{
    const std::lock_guard lock(m_mutex);
    if (m_store == nullptr) {
        WEIR_ASSIGN(const std::string id, m_admin->clusterId(deadline));
        const std::string path = fmt::format("{}/kafka-{}.runs.db", m_dataFolder, id);
        auto database = std::make_shared<SharedDatabase>();
        WEIR_ASSIGN(database->connection,
                    SqliteDatabase::open(path, SqliteDatabase::Durability::Kill));
        const Status made = inWriteTransaction(*database->connection, deadline, [&] {
            return RunStore::makeTables(*database->connection);
        });
        WEIR_TRY(made);
        m_store = std::make_unique<RunStore>(std::move(database), path + "-locks");
    }
    return m_store.get();
}

Result<std::unique_ptr<RunLease>> KafkaCheckpoints::acquire(const std::string &runId,
                                                            const std::string &program,
                                                            const Deadline &deadline)
{
    WEIR_ASSIGN(RunStore *const runs, store(deadline));
    return runs->acquire(runId, program, deadline);
}

Result<CheckpointChain> KafkaCheckpoints::load(const std::string &runId, const Deadline &deadline)
{
    WEIR_ASSIGN(RunStore *const runs, store(deadline));
    return runs->load(runId, deadline);
}

std::optional<KafkaCheckpoints::Written>
KafkaCheckpoints::refuse(std::span<const OutputBatch> outputs, const Deadline &deadline)
{
    std::vector<TopicPartition> targets;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        if (const Status fit = KafkaWriter::checkRecords(outputs[i]); !fit) {
            return Written{fail(fit.error()), i};
        }
        targets.push_back(outputs[i].partition);
    }
    const auto missing = m_admin->findMissing(targets, deadline);
    if (!missing) {
        return Written{fail(missing.error())};
    }
    return *missing ? std::optional(Written{fail((*missing)->error), (*missing)->index})
                    : std::nullopt;
}

Result<std::vector<BatchAck>> KafkaCheckpoints::sendOutputs(std::span<const OutputBatch> outputs,
                                                            const Deadline &deadline)
{
    if (m_writer == nullptr) {
        WEIR_ASSIGN(m_writer, KafkaWriter::open(m_admin, {}, deadline));
    }
    for (const OutputBatch &output : outputs) {
        WEIR_TRY(m_writer->append(output, deadline));
    }
    return m_writer->flush(deadline);
}

KafkaCheckpoints::Written KafkaCheckpoints::writeOutputs(std::span<const OutputBatch> outputs,
                                                         const Deadline &deadline)
{
    Written written;
    if (outputs.empty()) {
        return written;
    }
    if (auto refused = refuse(outputs, deadline)) {
        return std::move(*refused);
    }
    const std::lock_guard lock(m_writerMutex);
    const auto acks = sendOutputs(outputs, deadline);
    if (!acks) {
        written.offsets = fail(acks.error());
    }
    for (std::size_t i = 0; acks && written.offsets && i < acks->size(); ++i) {
        if ((*acks)[i].baseOffset) {
            written.offsets->push_back(*(*acks)[i].baseOffset);
        } else {
            written = {fail((*acks)[i].baseOffset.error()), i};
        }
    }
    if (!written.offsets) {
        // Batches still open must not mix with the next commit's, and a producer may be beyond
        // repair: the next commit makes a new one. Whether what was there before the first batch is
        // gone is the next commit's to say as well: a producer believes any one answer.
        m_writer.reset();
        Error &reason = written.offsets.error();
        const bool gone =
            reason.code == "log.unknown-topic" || reason.code == "log.unknown-partition";
        reason.retriable = reason.retriable || reason.fatal || gone;
        reason.fatal = false;
    }
    return written;
}

CommitResult KafkaCheckpoints::commit(const RunLease &lease, std::span<const OutputBatch> outputs,
                                      const Checkpoint &checkpoint, const Deadline &deadline)
{
    const Result<RunStore *> runs = store(deadline);
    if (!runs) {
        return abortedCommit(runs.error());
    }
    if (const Status fit = (*runs)->precheck(lease, checkpoint, deadline); !fit) {
        return abortedCommit(fit.error());
    }
    Written written = writeOutputs(outputs, deadline);
    if (!written.offsets) {
        return {CommitResult::Outcome::Aborted, {}, written.offsets.error(), written.refused};
    }
    CommitResult result = (*runs)->commit(lease, checkpoint, deadline,
                                          [](SqliteDatabase & /*database*/) { return Status(); });
    if (result.outcome == CommitResult::Outcome::Committed) {
        result.baseOffsets = std::move(*written.offsets);
    }
    return result;
}

Status KafkaCheckpoints::compact(const RunLease &lease, const Checkpoint &snapshot,
                                 const Deadline &deadline)
{
    WEIR_ASSIGN(RunStore *const runs, store(deadline));
    return runs->compact(lease, snapshot, deadline);
}

Status KafkaCheckpoints::forget(const RunLease &lease, const Deadline &deadline)
{
    WEIR_ASSIGN(RunStore *const runs, store(deadline));
    return runs->forget(lease, deadline);
}

Result<std::vector<RunInfo>> KafkaCheckpoints::runs(const Deadline &deadline)
{
    WEIR_ASSIGN(RunStore *const found, store(deadline));
    return found->runs(deadline);
}

} // namespace weir::log
