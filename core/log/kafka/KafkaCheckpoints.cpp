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

Result<std::vector<std::int64_t>>
KafkaCheckpoints::writeOutputs(std::span<const OutputBatch> outputs, const Deadline &deadline)
{
    const std::lock_guard lock(m_writerMutex);
    std::vector<std::int64_t> offsets;
    if (outputs.empty()) {
        return offsets;
    }
    if (m_writer == nullptr) {
        WEIR_ASSIGN(m_writer, KafkaWriter::open(m_admin, {}, deadline));
    }
    for (const OutputBatch &output : outputs) {
        WEIR_TRY(m_writer->append(output, deadline));
    }
    WEIR_ASSIGN(const std::vector<BatchAck> acks, m_writer->flush(deadline));
    for (const BatchAck &ack : acks) {
        WEIR_TRY(ack.baseOffset);
        offsets.push_back(*ack.baseOffset);
    }
    return offsets;
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
    Result<std::vector<std::int64_t>> offsets = writeOutputs(outputs, deadline);
    if (!offsets) {
        // Batches still open must not mix with the next commit's, and a producer may be beyond
        // repair.
        const std::lock_guard lock(m_writerMutex);
        m_writer.reset();
        return abortedCommit(offsets.error());
    }
    CommitResult result = (*runs)->commit(lease, checkpoint, deadline,
                                          [](SqliteDatabase & /*database*/) { return Status(); });
    if (result.outcome == CommitResult::Outcome::Committed) {
        result.baseOffsets = std::move(*offsets);
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
