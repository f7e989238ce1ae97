#pragma once

#include "core/log/local/LocalStore.h"

namespace weir::log {

/// Writes a local cluster: append() encodes, flush() and commit() store in one transaction.
class LocalWriter final : public Writer {
public:
    static Result<std::unique_ptr<Writer>> open(std::shared_ptr<LocalStore> store,
                                                WriterOptions options);

    Result<std::uint64_t> append(const OutputBatch &batch, const Deadline &deadline) override;
    Result<std::vector<BatchAck>> flush(const Deadline &deadline) override;
    Status begin(const Deadline &deadline) override;
    Result<std::vector<BatchAck>> commit(const Deadline &deadline) override;
    Status abort(const Deadline &deadline) override;

private:
    LocalWriter(std::shared_ptr<LocalStore> store, WriterOptions options);
    Status takeName(const Deadline &deadline);
    Status checkName(SqliteDatabase &database) const;
    Status storeStaged(const Deadline &deadline);
    void acknowledgeStaged();

    std::shared_ptr<LocalStore> m_store;
    WriterOptions m_options;
    std::int64_t m_generation = 0;
    std::uint64_t m_number = 0;
    std::vector<std::uint64_t> m_numbers;
    std::vector<EncodedOutput> m_staged;
    std::size_t m_stagedBytes = 0;
    std::vector<BatchAck> m_acks;
    bool m_inTransaction = false;
};

} // namespace weir::log
