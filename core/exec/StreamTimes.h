#pragma once

#include "core/state/StateBytes.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace weir::exec {

/// Stream time by partition: the largest event time seen so far, never going back (SEMANTICS 1).
class StreamTimes {
public:
    static constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::min();

    /// Takes a row's time in and returns the partition's stream time.
    std::int64_t advance(std::int32_t partition, std::int64_t time)
    {
        const auto index = static_cast<std::size_t>(partition);
        if (index >= m_times.size()) {
            m_times.resize(index + 1, kNone);
        }
        m_times[index] = std::max(m_times[index], time);
        return m_times[index];
    }
    std::int64_t of(std::int32_t partition) const
    {
        const auto index = static_cast<std::size_t>(partition);
        return index < m_times.size() ? m_times[index] : kNone;
    }
    std::size_t partitions() const { return m_times.size(); }
    /// Returns the largest of all partitions.
    std::optional<std::int64_t> newest() const
    {
        const auto it = std::max_element(m_times.begin(), m_times.end());
        return it == m_times.end() || *it == kNone ? std::nullopt : std::optional(*it);
    }

    void write(state::StateWriter &writer) const
    {
        writer.putUnsigned(m_times.size());
        for (const std::int64_t time : m_times) {
            writer.putSigned(time);
        }
    }
    void read(state::StateReader &reader)
    {
        m_times.clear();
        const std::uint64_t count = reader.takeUnsigned();
        for (std::uint64_t i = 0; i < count && reader.ok(); ++i) {
            m_times.push_back(reader.takeSigned());
        }
    }

private:
    std::vector<std::int64_t> m_times;
};

} // namespace weir::exec
