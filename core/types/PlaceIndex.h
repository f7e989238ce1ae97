#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace weir {

/// Finds a place in a sequence that grows at its end: by comparing while it is short, by hash from
/// then on, so that telling n things apart takes about n steps. What a place holds may not change
/// once it was looked at; when it does, clear() first.
class PlaceIndex {
public:
    /// Returns the first place from `begin` to before `end` for which `equals(place)`; -1 if there
    /// is none. `hash()` of what is looked for is `hashOf(place)` wherever `equals` holds. `begin`
    /// is the same in each call, `end` never less than before.
    template <class Equals, class HashOf, class Hash>
    std::int64_t find(std::size_t begin, std::size_t end, Equals equals, HashOf hashOf, Hash hash)
    {
        if (end - begin <= kFew) {
            for (std::size_t place = begin; place < end; ++place) {
                if (equals(place)) {
                    return static_cast<std::int64_t>(place);
                }
            }
            return -1;
        }
        takeIn(begin, end, hashOf);
        const std::uint64_t wanted = spread(hash());
        for (std::size_t at = wanted & mask(); m_slots[at].used != 0; at = (at + 1) & mask()) {
            const Slot &slot = m_slots[at];
            if (slot.hash == static_cast<std::uint32_t>(wanted >> 32) &&
                equals(begin + slot.used - 1)) {
                return static_cast<std::int64_t>(begin + slot.used - 1);
            }
        }
        return -1;
    }
    /// Forgets all places.
    void clear()
    {
        m_slots.clear();
        m_known = 0;
    }

private:
    static constexpr std::size_t kFew = 16;

    struct Slot {
        std::uint32_t hash = 0; ///< its upper half
        std::uint32_t used = 0; ///< place behind `begin`, counted from 1; 0: free
    };

    /// Hashes of numbers may be the numbers.
    static std::uint64_t spread(std::uint64_t hash)
    {
        hash *= 0x9e3779b97f4a7c15ULL;
        return hash ^ (hash >> 32);
    }
    std::size_t mask() const { return m_slots.size() - 1; }
    template <class HashOf> void takeIn(std::size_t begin, std::size_t end, HashOf hashOf)
    {
        const std::size_t count = end - begin;
        if (count * 2 > m_slots.size()) {
            std::size_t size = 64;
            while (size < count * 4) {
                size *= 2;
            }
            m_slots.assign(size, {});
            m_known = 0;
        }
        for (; m_known < count; ++m_known) {
            const std::uint64_t hash = spread(hashOf(begin + m_known));
            std::size_t at = hash & mask();
            while (m_slots[at].used != 0) {
                at = (at + 1) & mask();
            }
            m_slots[at] = {static_cast<std::uint32_t>(hash >> 32),
                           static_cast<std::uint32_t>(m_known + 1)};
        }
    }

    std::vector<Slot> m_slots; ///< a power of two of them; none while there are few places
    std::size_t m_known = 0;
};

} // namespace weir
