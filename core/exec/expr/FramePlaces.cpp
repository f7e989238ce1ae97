#include "core/exec/expr/FramePlaces.h"

#include "core/base/RandomBits.h"
#include "core/base/StableHash.h"
#include "core/types/Slab.h"

namespace weir::exec {

namespace {

/// The number of one record's place, of which the slab's part is worked out once.
class RecordPlaces {
public:
    explicit RecordPlaces(const Batch &batch)
        : m_batch(batch)
    {
        for (const std::shared_ptr<const Slab> &slab : batch.slabs) {
            const TopicPartition &source = slab->source();
            m_slabs.push_back(
                mixBits(stableHash(source.topic), static_cast<std::uint64_t>(source.partition)));
        }
    }

    /// Rows that no record led to (a test's, INSERT VALUES) have what they say of themselves.
    std::uint64_t of(std::size_t row) const
    {
        if (!m_batch.source.empty() && !m_slabs.empty()) {
            const RecordRef ref = m_batch.source[row];
            return at(m_slabs[ref.slab], m_batch.slabs[ref.slab]->records()[ref.record].offset);
        }
        if (m_batch.partition.empty() || m_batch.offset.empty()) {
            return row;
        }
        return at(static_cast<std::uint64_t>(m_batch.partition[row]), m_batch.offset[row]);
    }

private:
    static std::uint64_t at(std::uint64_t partition, std::int64_t offset)
    {
        return mixBits(partition, static_cast<std::uint64_t>(offset));
    }

    const Batch &m_batch;
    std::vector<std::uint64_t> m_slabs;
};

/// Rows that were filtered out count: what a condition lets through does not depend on where the
/// optimiser put it.
std::vector<std::uint64_t> placesOfBatch(const Batch &batch)
{
    const RecordPlaces records(batch);
    std::vector<std::uint64_t> places(batch.rows);
    std::uint64_t number = 0;
    for (std::size_t row = 0; row < batch.rows; ++row) {
        const bool again = row > 0 && !batch.seq.empty() && batch.seq[row] == batch.seq[row - 1];
        number = again ? number + 1 : 0;
        places[row] = mixBits(records.of(row), number);
    }
    return places;
}

std::vector<std::uint64_t> placesOf(const EvalFrame &frame)
{
    if (frame.outer == nullptr) {
        return placesOfBatch(frame.batch);
    }
    const std::vector<std::uint64_t> outer = placesOf(*frame.outer);
    std::vector<std::uint64_t> places(frame.rows);
    for (std::size_t i = 0; i < frame.rows; ++i) {
        places[i] = mixBits(outer[(*frame.outerRows)[i]], 1 + (*frame.elements)[i]);
    }
    return places;
}

} // namespace

std::vector<std::uint64_t> FramePlaces::numbers() const
{
    return placesOf(m_frame);
}

} // namespace weir::exec
