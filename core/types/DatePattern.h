#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir {

/// A pattern of Java's DateTimeFormatter made ready, in UTC: y/u M d H h m s S a E X x Z and quoted
/// text. `MMM`, `EEE` and longer are English names.
class DatePattern {
public:
    /// Errors: types.bad-date-pattern (a letter that is not known, a quote without end).
    static Result<DatePattern> make(std::string_view pattern);

    /// Writes an instant (ms since 1970).
    std::string format(std::int64_t ms) const;
    /// Reads an instant; what the pattern leaves out is 1970-01-01T00:00. Nothing when the text
    /// does not fit the pattern from end to end or names no day.
    std::optional<std::int64_t> parse(std::string_view text) const;

private:
    /// A run of one letter, or literal text (letter 0).
    struct Part {
        char letter = '\0';
        int count = 0;
        std::string text = {};
    };

    std::vector<Part> m_parts;
};

} // namespace weir
