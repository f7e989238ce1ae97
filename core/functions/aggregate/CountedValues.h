#pragma once

#include "core/types/PlaceIndex.h"
#include "core/types/Value.h"
#include "core/types/ValueCompare.h"

#include <cstddef>
#include <cstdint>
#include <utility>

namespace weir::functions {

/// How often each value came, in order of first arrival.
class CountedValues {
public:
    CountedValues() = default;
    explicit CountedValues(ValueMap entries)
        : m_entries(std::move(entries))
    {
    }

    /// Values and their counts (BIGINT), none below 1.
    const ValueMap &entries() const { return m_entries; }
    /// Counts a value `times` more, which may be less than nothing. A new one is left out when
    /// there are `most` already.
    void count(const Value &value, std::int64_t times, std::size_t most)
    {
        const std::int64_t known = m_index.find(
            0, m_entries.size(), [&](std::size_t i) { return m_entries[i].first == value; },
            [&](std::size_t i) { return hashValue(m_entries[i].first); },
            [&] { return hashValue(value); });
        if (known < 0) {
            if (times > 0 && m_entries.size() < most) {
                m_entries.emplace_back(value, Value(times));
            }
            return;
        }
        Value &counted = m_entries[static_cast<std::size_t>(known)].second;
        const std::int64_t total = counted.as<std::int64_t>() + times;
        if (total < 1) {
            m_entries.erase(m_entries.begin() + known);
            m_index.clear();
        } else {
            counted = Value(total);
        }
    }

private:
    ValueMap m_entries;
    PlaceIndex m_index;
};

} // namespace weir::functions
