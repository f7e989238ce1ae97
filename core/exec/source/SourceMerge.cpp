#include "core/exec/source/SourceMerge.h"

#include "core/exec/BatchRows.h"
#include "core/exec/PhysicalQuery.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace weir::exec {
/// Where the query stands in one partition.
struct SourceMerge::Cursor {
    struct FedSlab {
        SlabPtr slab;
        std::uint64_t arrival = 0;
    };

    SourcePartition partition;
    std::deque<FedSlab> slabs;
    std::size_t record = 0; ///< next record of the first slab
    DecodedRowsPtr rows;    ///< chunk that holds it, once it was looked at
    std::size_t nextReject = 0;
    bool atEnd = false;
    std::int64_t position = 0; ///< behind everything fed, while no slab is left

    std::uint32_t row() const { return static_cast<std::uint32_t>(record - rows->first); }
    std::int64_t time() const { return rows->batch.rowtime[row()]; }
};

/// Consecutive good rows of one chunk.
struct SourceMerge::Run {
    std::size_t scan;
    DecodedRowsPtr rows;
    std::uint32_t first;
    std::uint32_t count;
    std::uint64_t seq;
};

SourceMerge::SourceMerge(SourceOrder order, DecodeCache *cache)
    : m_order(order)
    , m_cache(cache)
{
    if (m_cache == nullptr) {
        m_ownCache = std::make_unique<DecodeCache>();
        m_cache = m_ownCache.get();
    }
}

SourceMerge::~SourceMerge() = default;

Result<std::unique_ptr<SourceMerge>> SourceMerge::make(const std::vector<ScanInput> &scans,
                                                       SourceOrder order, DecodeCache *cache)
{
    std::unique_ptr<SourceMerge> merge(new SourceMerge(order, cache));
    for (std::size_t scan = 0; scan < scans.size(); ++scan) {
        WEIR_ASSIGN(auto decoder, merge->m_cache->decoder(scans[scan].scan, scans[scan].schema));
        merge->m_decoders.push_back(std::move(decoder));
        merge->m_firstCursor.push_back(merge->m_cursors.size());
        for (std::int32_t partition = 0; partition < scans[scan].partitions; ++partition) {
            merge->m_cursors.push_back(std::make_unique<Cursor>());
            merge->m_cursors.back()->partition = {scan, partition};
        }
    }
    return merge;
}

SourceMerge::Cursor &SourceMerge::cursorOf(SourcePartition partition) const
{
    return *m_cursors[m_firstCursor[partition.scan] +
                      static_cast<std::size_t>(partition.partition)];
}

void SourceMerge::feed(SourcePartition partition, SlabPtr slab)
{
    Cursor &cursor = cursorOf(partition);
    cursor.atEnd = false;
    if (slab->size() > 0) {
        cursor.slabs.push_back({std::move(slab), m_arrivals++});
    } else if (cursor.slabs.empty()) {
        cursor.position = slab->nextOffset();
    }
}

void SourceMerge::setAtEnd(SourcePartition partition, bool atEnd)
{
    cursorOf(partition).atEnd = atEnd;
}

void SourceMerge::setPosition(SourcePartition partition, std::int64_t offset)
{
    cursorOf(partition).position = offset;
}

std::int64_t SourceMerge::position(SourcePartition partition) const
{
    const Cursor &cursor = cursorOf(partition);
    return cursor.slabs.empty() ? cursor.position
                                : cursor.slabs.front().slab->records()[cursor.record].offset;
}

std::vector<SourcePartition> SourceMerge::partitions() const
{
    std::vector<SourcePartition> partitions;
    for (const auto &cursor : m_cursors) {
        partitions.push_back(cursor->partition);
    }
    return partitions;
}

std::size_t SourceMerge::pendingBytes(SourcePartition partition) const
{
    std::size_t bytes = 0;
    for (const Cursor::FedSlab &fed : cursorOf(partition).slabs) {
        bytes += fed.slab->bytes();
    }
    return bytes;
}

std::size_t SourceMerge::pendingRecords() const
{
    std::size_t records = 0;
    for (const auto &cursor : m_cursors) {
        for (const Cursor::FedSlab &fed : cursor->slabs) {
            records += fed.slab->size();
        }
        records -= cursor->slabs.empty() ? 0 : cursor->record;
    }
    return records;
}

bool SourceMerge::exhausted() const
{
    return std::all_of(m_cursors.begin(), m_cursors.end(),
                       [](const auto &cursor) { return cursor->slabs.empty() && cursor->atEnd; });
}

void SourceMerge::drop(Cursor &cursor)
{
    const Slab &slab = *cursor.slabs.front().slab;
    if (cursor.record < slab.size()) {
        if (cursor.row() >= cursor.rows->batch.rows) {
            cursor.rows = nullptr;
            cursor.nextReject = 0;
        }
        return;
    }
    cursor.position = slab.nextOffset();
    cursor.slabs.pop_front();
    cursor.record = 0;
    cursor.rows = nullptr;
    cursor.nextReject = 0;
}

/// Moves the cursor to its next good row; false when none lies ready.
bool SourceMerge::prepare(Cursor &cursor, SourceStep &step)
{
    while (!cursor.slabs.empty()) {
        if (cursor.rows == nullptr) {
            const std::size_t first = cursor.record / DecodeCache::kChunk * DecodeCache::kChunk;
            cursor.rows =
                m_cache->rows(m_decoders[cursor.partition.scan], cursor.slabs.front().slab, first);
            const std::uint32_t row = cursor.row();
            while (cursor.nextReject < cursor.rows->rejects.size() &&
                   cursor.rows->rejects[cursor.nextReject].row < row) {
                ++cursor.nextReject;
            }
        }
        skipRejects(cursor, step);
        const bool ready = cursor.row() < cursor.rows->batch.rows;
        if (!ready) {
            drop(cursor);
        }
        if (ready || step.rows == step.most) {
            return step.rows < step.most;
        }
    }
    return false;
}

void SourceMerge::skipRejects(Cursor &cursor, SourceStep &step)
{
    const std::vector<formats::Reject> &rejects = cursor.rows->rejects;
    while (step.rows < step.most && cursor.nextReject < rejects.size() &&
           rejects[cursor.nextReject].row == cursor.row()) {
        const formats::Reject &reject = rejects[cursor.nextReject];
        step.rejects.push_back(
            {cursor.partition.scan, cursor.rows, reject.row, &reject.reason, step.nextSeq()});
        ++step.rows;
        ++cursor.record;
        ++cursor.nextReject;
    }
}

bool SourceMerge::before(const Cursor &a, const Cursor &b) const
{
    if (m_order == SourceOrder::EventTime && a.time() != b.time()) {
        return a.time() < b.time();
    }
    if (m_order == SourceOrder::Arrival && a.slabs.front().arrival != b.slabs.front().arrival) {
        return a.slabs.front().arrival < b.slabs.front().arrival;
    }
    return a.partition < b.partition;
}

SourceMerge::Cursor *SourceMerge::choose(SourceStep &step, const Cursor *&second)
{
    Cursor *best = nullptr;
    second = nullptr;
    for (const auto &cursor : m_cursors) {
        if (!prepare(*cursor, step)) {
            if (step.rows == step.most) {
                return nullptr;
            }
            if (!cursor->atEnd && m_order == SourceOrder::EventTime) {
                step.waitingFor = cursor->partition;
                return nullptr;
            }
            continue;
        }
        if (best == nullptr || before(*cursor, *best)) {
            second = best;
            best = cursor.get();
        } else if (second == nullptr || before(*cursor, *second)) {
            second = cursor.get();
        }
    }
    return best;
}

std::size_t SourceMerge::runLength(const Cursor &cursor, const Cursor *second,
                                   std::size_t most) const
{
    const DecodedRows &rows = *cursor.rows;
    const std::size_t first = cursor.row();
    std::size_t end = std::min(rows.batch.rows, first + most);
    if (cursor.nextReject < rows.rejects.size()) {
        end = std::min<std::size_t>(end, rows.rejects[cursor.nextReject].row);
    }
    if (second == nullptr || m_order == SourceOrder::Any) {
        return end - first;
    }
    if (m_order == SourceOrder::Arrival) {
        return end - first; // a slab arrives as a whole
    }
    const std::int64_t limit = second->time();
    const bool tiesFirst = cursor.partition < second->partition;
    const std::int64_t *times = rows.batch.rowtime.data();
    std::size_t at = first + 1;
    while (at < end && (times[at] < limit || (times[at] == limit && tiesFirst))) {
        ++at;
    }
    return at - first;
}

SourceStep SourceMerge::take(std::size_t rows, std::uint64_t firstSeq)
{
    SourceStep step;
    step.most = rows;
    step.firstSeq = firstSeq;
    std::vector<Run> runs;
    while (step.rows < rows) {
        const Cursor *second = nullptr;
        Cursor *cursor = choose(step, second);
        if (cursor == nullptr) {
            break;
        }
        const std::size_t count = runLength(*cursor, second, rows - step.rows);
        runs.push_back({cursor->partition.scan, cursor->rows, cursor->row(),
                        static_cast<std::uint32_t>(count), step.nextSeq()});
        step.rows += count;
        cursor->record += count;
        const bool chunkDone = cursor->row() >= cursor->rows->batch.rows;
        drop(*cursor);
        // A whole chunk passes without a copy; a few rows of the next one would cost one.
        if (chunkDone && step.rows * 2 >= rows) {
            break;
        }
    }
    collect(runs, step);
    return step;
}

/// The usual case in bulk: all of one chunk.
void SourceMerge::passWhole(const DecodedRows &rows, std::uint64_t firstSeq, Batch &out)
{
    out = rows.batch;
    std::vector<std::uint64_t> seqs(out.rows);
    std::iota(seqs.begin(), seqs.end(), firstSeq);
    out.selection = Selection::all(out.rows);
    out.seq = RowVector<std::uint64_t>(std::move(seqs));
}

void SourceMerge::collect(std::vector<Run> &runs, SourceStep &step) const
{
    step.scanned.resize(m_decoders.size());
    for (std::size_t scan = 0; scan < m_decoders.size(); ++scan) {
        if (runs.size() == 1 && runs[0].scan == scan && runs[0].count == runs[0].rows->batch.rows) {
            passWhole(*runs[0].rows, runs[0].seq, step.scanned[scan]);
            continue;
        }
        std::vector<const Batch *> chunks;
        std::vector<RowPick> picks;
        std::vector<std::uint64_t> seqs;
        for (const Run &run : runs) {
            if (run.scan != scan) {
                continue;
            }
            if (chunks.empty() || chunks.back() != &run.rows->batch) {
                const auto known = std::find(chunks.begin(), chunks.end(), &run.rows->batch);
                if (known == chunks.end()) {
                    chunks.push_back(&run.rows->batch);
                }
            }
            const auto chunk = static_cast<std::uint32_t>(
                std::find(chunks.begin(), chunks.end(), &run.rows->batch) - chunks.begin());
            for (std::uint32_t i = 0; i < run.count; ++i) {
                picks.push_back({chunk, run.first + i});
                seqs.push_back(run.seq + i);
            }
        }
        Batch &out = step.scanned[scan];
        if (chunks.size() == 1 && picks.size() * 4 >= chunks[0]->rows) {
            out = *chunks[0];
            std::vector<std::uint64_t> all(out.rows, 0);
            Selection::Rows selected;
            for (std::size_t i = 0; i < picks.size(); ++i) {
                all[picks[i].row] = seqs[i];
                selected.push_back(picks[i].row);
            }
            out.selection = selected.size() == out.rows ? Selection::all(out.rows)
                                                        : Selection::of(std::move(selected));
            out.seq = RowVector<std::uint64_t>(std::move(all));
        } else if (!chunks.empty()) {
            out = pickRows(chunks, picks);
            out.seq = RowVector<std::uint64_t>(std::move(seqs));
        } else {
            out.keyColumns = m_decoders[scan]->source().schema.key.size();
        }
    }
    // Keeps the chunks until the step is over: its columns are views into them.
    for (Run &run : runs) {
        step.held.push_back(std::move(run.rows));
    }
}

} // namespace weir::exec
