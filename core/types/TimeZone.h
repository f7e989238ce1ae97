#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace weir {

/// A time zone: a fixed offset from UTC, or a region of the tz database with its changes. A cheap
/// value; any thread.
class TimeZone {
public:
    /// Makes UTC.
    TimeZone();

    /// No id is longer.
    static constexpr std::size_t kLongestId = 40;

    /// Finds a zone by its id: `UTC`, `Z`, `+02:00`, `GMT+2`, `Europe/London`, `Japan`, or a common
    /// abbreviation (`PST` stands for America/Los_Angeles, summer or not). Nothing for others.
    static std::optional<TimeZone> find(std::string_view id);

    /// Returns the id, a region's for an abbreviation.
    const std::string &id() const { return m_id; }
    /// Returns how far local time is ahead of UTC at an instant, in ms.
    std::int64_t offsetAt(std::int64_t instantMs) const;
    /// Returns the instant of a local time (ms as if it were UTC). What is skipped in spring is
    /// moved on by the gap, what comes twice in autumn is the first.
    std::int64_t instantOf(std::int64_t localMs) const;
    /// Returns the short name at an instant: `UTC`, `BST`, `+02:00`.
    std::string nameAt(std::int64_t instantMs) const;

private:
    struct Region;

    std::string m_id;
    std::int64_t m_offsetMs = 0;
    std::shared_ptr<const Region> m_region; ///< null for a fixed offset
};

} // namespace weir
