#pragma once

#include "core/base/Result.h"
#include "core/types/TimeZone.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir {

/// A pattern of Java's DateTimeFormatter made ready: G y u Q q M L D d E a h H k K m s S A n N V z
/// O X x Z, quoted text and optional parts in [ ]. Names are English. Weeks (Y, w, W) are not
/// known.
class DatePattern {
public:
    /// A run of one letter, or literal text (letter 0). The letters [ and ] begin and end an
    /// optional part.
    struct Part {
        char letter = '\0';
        int count = 0;
        std::string text = {};
    };

    /// Errors: types.bad-date-pattern (a letter that is not known, a quote without end).
    static Result<DatePattern> make(std::string_view pattern);

    /// Says whether one of some letters stands in the pattern.
    bool hasAny(std::string_view letters) const;
    /// Writes an instant (ms since 1970) as it is in a zone.
    std::string format(std::int64_t ms, const TimeZone &zone = TimeZone()) const;
    /// Reads an instant; what the pattern leaves out is 1970-01-01T00:00. A time without a zone of
    /// its own is one of `zone`. A day that a month has not is its last, if it is at most 31.
    /// Nothing when the text does not fit the pattern from end to end or names no day.
    std::optional<std::int64_t> parse(std::string_view text,
                                      const TimeZone &zone = TimeZone()) const;

private:
    std::vector<Part> m_parts;
};

} // namespace weir
