#pragma once

#include "core/base/Result.h"
#include "core/exec/source/DecodeCache.h"
#include "core/exec/source/SourceDecoder.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace weir::exec {

struct ScanInput;

/// Which row comes next of those that lie ready.
enum class SourceOrder {
    EventTime, ///< the smallest event time, ties by (scan, partition) (ENGINE.md 4)
    Any,       ///< whatever lies ready: for queries whose result does not depend on it
    Arrival,   ///< as the slabs were fed: the "listed order" of `weir test`
};

/// One partition of one scan of a query.
struct SourcePartition {
    std::size_t scan = 0;
    std::int32_t partition = 0;

    auto operator<=>(const SourcePartition &) const = default;
};

/// A record that the source's decoder rejected, found when the query came by it.
struct SourceReject {
    std::size_t scan = 0;
    DecodedRowsPtr rows;
    std::uint32_t row = 0;
    const std::string *reason = nullptr;
    std::uint64_t seq = 0; ///< its place among the rows
};

/// What one step takes.
struct SourceStep {
    std::vector<Batch> scanned; ///< by scan; an empty batch where nothing was taken
    std::size_t rows = 0;       ///< rejected ones included: each has its number
    std::size_t most = 0;       ///< rows wanted
    std::uint64_t firstSeq = 0;
    std::vector<SourceReject> rejects;

    std::uint64_t nextSeq() const { return firstSeq + rows; }
    std::optional<SourcePartition> waitingFor;
    std::vector<DecodedRowsPtr> held; ///< what the columns are views into
};

/// Puts the rows of a query's partitions into processing order and numbers them. Merges runs of
/// decoded rows, not record by record. A partition that has no rows ready and is not known to be at
/// its end is waited for. One thread.
class SourceMerge {
public:
    static Result<std::unique_ptr<SourceMerge>> make(const std::vector<ScanInput> &scans,
                                                     SourceOrder order, DecodeCache *cache);

    ~SourceMerge();
    SourceMerge(const SourceMerge &) = delete;
    SourceMerge &operator=(const SourceMerge &) = delete;

    /// Adds records behind those that were fed before. The partition is no longer at its end.
    void feed(SourcePartition partition, SlabPtr slab);
    /// Says whether everything that the partition's topic holds now was fed.
    void setAtEnd(SourcePartition partition, bool atEnd);
    /// Says where a partition stands before anything was fed.
    void setPosition(SourcePartition partition, std::int64_t offset);

    /// Takes up to `rows` rows, rejected ones included, numbered from `firstSeq`: a row has the
    /// same number however rows are cut into steps.
    SourceStep take(std::size_t rows, std::uint64_t firstSeq);

    /// Returns the offset of the next record that take() will look at.
    std::int64_t position(SourcePartition partition) const;
    std::vector<SourcePartition> partitions() const;
    /// Returns the bytes of records that were fed and not taken yet.
    std::size_t pendingBytes(SourcePartition partition) const;
    std::size_t pendingRecords() const;
    /// Nothing lies ready and every partition is at its end.
    bool exhausted() const;

private:
    struct Cursor;
    struct Run;

    SourceMerge(SourceOrder order, DecodeCache *cache);

    bool prepare(Cursor &cursor, SourceStep &step);
    void skipRejects(Cursor &cursor, SourceStep &step);
    void drop(Cursor &cursor);
    Cursor *choose(SourceStep &step, const Cursor *&second);
    bool before(const Cursor &a, const Cursor &b) const;
    std::size_t runLength(const Cursor &cursor, const Cursor *second, std::size_t most) const;
    static void passWhole(const DecodedRows &rows, std::uint64_t firstSeq, Batch &out);
    void collect(std::vector<Run> &runs, SourceStep &step) const;
    Cursor &cursorOf(SourcePartition partition) const;

    SourceOrder m_order;
    DecodeCache *m_cache;
    std::unique_ptr<DecodeCache> m_ownCache;
    std::vector<std::shared_ptr<SourceDecoder>> m_decoders; ///< by scan
    std::vector<std::unique_ptr<Cursor>> m_cursors;         ///< by (scan, partition)
    std::vector<std::size_t> m_firstCursor;                 ///< by scan
    std::uint64_t m_arrivals = 0;
};

} // namespace weir::exec
