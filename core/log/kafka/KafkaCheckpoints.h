#pragma once

#include "core/log/kafka/KafkaWriter.h"
#include "core/log/local/RunStore.h"

namespace weir::log {

/// The checkpoints of a Kafka cluster, kept in `kafka-CLUSTERID.runs.db` of the data folder. A
/// commit waits for the acknowledgements of all outputs, then keeps the checkpoint: outputs at
/// least once.
class KafkaCheckpoints final : public CheckpointStore {
public:
    KafkaCheckpoints(std::shared_ptr<KafkaAdmin> admin, std::string dataFolder);

    Result<std::unique_ptr<RunLease>> acquire(const std::string &runId, const std::string &program,
                                              const Deadline &deadline) override;
    Result<CheckpointChain> load(const std::string &runId, const Deadline &deadline) override;
    CommitResult commit(const RunLease &lease, std::span<const OutputBatch> outputs,
                        const Checkpoint &checkpoint, const Deadline &deadline) override;
    Status compact(const RunLease &lease, const Checkpoint &snapshot,
                   const Deadline &deadline) override;
    Status forget(const RunLease &lease, const Deadline &deadline) override;
    Result<std::vector<RunInfo>> runs(const Deadline &deadline) override;

private:
    /// Opens the file on the first call, when the cluster's id is known.
    Result<RunStore *> store(const Deadline &deadline);
    /// What became of a commit's outputs: their offsets, or why and for which of them there are
    /// none.
    struct Written {
        Result<std::vector<std::int64_t>> offsets;
        std::optional<std::size_t> refused = std::nullopt;
    };
    /// Looks at all of them before the first is written, so that one that is refused leaves no
    /// others behind.
    std::optional<Written> refuse(std::span<const OutputBatch> outputs, const Deadline &deadline);
    Written writeOutputs(std::span<const OutputBatch> outputs, const Deadline &deadline);
    Result<std::vector<BatchAck>> sendOutputs(std::span<const OutputBatch> outputs,
                                              const Deadline &deadline);

    std::shared_ptr<KafkaAdmin> m_admin;
    std::string m_dataFolder;
    std::mutex m_mutex;
    std::unique_ptr<RunStore> m_store;
    std::mutex m_writerMutex;
    std::unique_ptr<KafkaWriter> m_writer;
};

} // namespace weir::log
