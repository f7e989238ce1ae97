#pragma once

#include "core/functions/AggregateFunction.h"
#include "core/state/KeyValueStore.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace weir::exec {

/// What stands in front of a group's accumulators.
struct GroupHeader {
    std::int64_t maxTime;  ///< largest rowtime of the rows gathered
    std::uint32_t step;    ///< last step in which the group was touched
    std::uint32_t last;    ///< position of its last output row in that step
    std::uint64_t outside; ///< bytes that its accumulators hold elsewhere, as last counted
};

/// The value of a group in a store: a header, then the accumulators one behind the other.
class GroupLayout final : public state::ValueKind {
public:
    explicit GroupLayout(std::vector<std::unique_ptr<functions::Aggregator>> aggregators);

    std::size_t aggregates() const { return m_aggregators.size(); }
    const functions::Aggregator &aggregator(std::size_t i) const { return *m_aggregators[i]; }
    std::byte *state(char *group, std::size_t i) const
    {
        return reinterpret_cast<std::byte *>(group) + m_offsets[i];
    }
    const std::byte *state(const char *group, std::size_t i) const
    {
        return reinterpret_cast<const std::byte *>(group) + m_offsets[i];
    }
    static GroupHeader &header(char *group) { return *reinterpret_cast<GroupHeader *>(group); }
    static const GroupHeader &header(const char *group)
    {
        return *reinterpret_cast<const GroupHeader *>(group);
    }

    /// Makes an empty group of zero bytes.
    void init(char *group) const;
    /// Whether some accumulator holds memory elsewhere (COLLECT_LIST, HISTOGRAM, …).
    bool holdsOutside() const { return m_needsDestroy; }

    std::size_t size() const override { return m_size; }
    void save(const char *value, std::string &out) const override;
    bool load(std::string_view bytes, char *value) const override;
    void destroy(char *value) const override;
    void countOutside(char *value) const override;
    std::size_t outside(const char *value) const override { return header(value).outside; }

private:
    std::vector<std::unique_ptr<functions::Aggregator>> m_aggregators;
    std::vector<std::size_t> m_offsets;
    std::size_t m_size = sizeof(GroupHeader);
    bool m_needsDestroy = false;
};

} // namespace weir::exec
