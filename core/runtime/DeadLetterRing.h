#pragma once

#include "core/exec/StepContext.h"
#include "core/runtime/Snapshot.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace weir::runtime {

/// Keeps the newest records that could not be processed, with their bytes: at most 1 000 records
/// and 16 MiB (ENGINE.md 12). The run's worker only.
class DeadLetterRing final : public exec::RejectReceiver {
public:
    void rejected(exec::RejectedRecord record) override;
    /// What came so far was committed with the checkpoint.
    void commit() { m_uncommitted = 0; }
    /// Takes out what came since the last commit: the records will be processed again.
    void rollBack();

    /// Returns how many came in all.
    std::uint64_t count() const { return m_count; }
    /// Returns up to `most` of the newest, newest first.
    std::vector<DeadLetter> newest(std::size_t most) const;

private:
    std::deque<DeadLetter> m_letters;
    std::size_t m_bytes = 0;
    std::uint64_t m_count = 0;
    std::uint64_t m_uncommitted = 0;
};

} // namespace weir::runtime
