#pragma once

#include "core/exec/StepContext.h"
#include "core/runtime/Snapshot.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <vector>

namespace weir::runtime {

/// Keeps the newest records that could not be processed, with their bytes: at most 1 000 records
/// and 16 MiB a query (ENGINE.md 12), so that one that rejects much pushes out nobody else's. The
/// run's worker only.
class DeadLetterRing {
public:
    /// Returns who takes the records that a query rejects, for as long as the ring lives.
    exec::RejectReceiver *of(const std::string &query);
    /// What came so far was committed with the checkpoint.
    void commit();
    /// Takes out what came since the last commit: the records will be processed again.
    void rollBack();

    /// Returns how many came in all.
    std::uint64_t count() const { return m_count; }
    /// Returns up to `most` of the newest, newest first.
    std::vector<DeadLetter> newest(std::size_t most) const;

private:
    struct Kept {
        std::uint64_t number = 0; ///< rises over all queries
        DeadLetter letter;
    };
    class Shelf final : public exec::RejectReceiver {
    public:
        explicit Shelf(DeadLetterRing &ring)
            : m_ring(ring)
        {
        }
        void rejected(exec::RejectedRecord record) override;
        std::uint64_t rollBack();
        void commit() { m_uncommitted = 0; }
        const std::deque<Kept> &letters() const { return m_letters; }

    private:
        DeadLetterRing &m_ring;
        std::deque<Kept> m_letters;
        std::size_t m_bytes = 0;
        std::uint64_t m_uncommitted = 0;
    };

    std::map<std::string, Shelf> m_shelves; ///< by query
    std::uint64_t m_count = 0;
    std::uint64_t m_number = 0;
};

} // namespace weir::runtime
