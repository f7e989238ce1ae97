#include "core/log/memory/MemoryWriter.h"

#include "core/log/LogErrors.h"

#include <utility>

namespace weir::log {

MemoryWriter::MemoryWriter(std::shared_ptr<MemoryLog> log, WriterOptions options)
    : m_log(std::move(log))
    , m_options(std::move(options))
{
    if (m_options.transactional) {
        m_generation = m_log->takeProducer(m_options.producerName);
    }
}

Result<std::uint64_t> MemoryWriter::append(const OutputBatch &batch, const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Appending"));
    if (m_options.transactional && !m_inTransaction) {
        return fail(notTransactionalError());
    }
    ++m_number;
    if (m_inTransaction) {
        Staged &staged = m_staged.emplace_back(Staged{m_number, batch.partition, {}});
        for (const RecordView &record : batch.run.records) {
            staged.records.add(record, batch.run);
        }
    } else {
        m_acks.push_back({m_number, m_log->append(batch)});
    }
    return m_number;
}

Result<std::vector<BatchAck>> MemoryWriter::flush(const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Flushing"));
    return std::exchange(m_acks, {});
}

Status MemoryWriter::begin(const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Beginning a transaction"));
    if (!m_options.transactional || m_inTransaction) {
        return fail(notTransactionalError());
    }
    m_inTransaction = true;
    return {};
}

Result<std::vector<BatchAck>> MemoryWriter::commit(const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Committing"));
    if (!m_inTransaction) {
        return fail(notTransactionalError());
    }
    std::vector<OutputBatch> batches;
    for (const Staged &staged : m_staged) {
        batches.push_back({staged.partition, staged.records.run()});
    }
    const auto ownsName = [this]() -> Status {
        if (!m_log->hasProducerLocked(m_options.producerName, m_generation)) {
            return fail(fencedError(m_options.producerName));
        }
        return {};
    };
    std::optional<std::size_t> refused;
    const Result<std::vector<std::int64_t>> offsets = m_log->appendAll(batches, ownsName, refused);
    std::vector<BatchAck> acks;
    for (std::size_t i = 0; offsets && i < m_staged.size(); ++i) {
        acks.push_back({m_staged[i].number, (*offsets)[i]});
    }
    m_staged.clear();
    m_inTransaction = false;
    if (!offsets) {
        return fail(offsets.error());
    }
    return acks;
}

Status MemoryWriter::abort(const Deadline & /*deadline*/)
{
    if (!m_inTransaction) {
        return fail(notTransactionalError());
    }
    m_staged.clear();
    m_inTransaction = false;
    return {};
}

} // namespace weir::log
