#pragma once

#include <algorithm>
#include <cstddef>

namespace weir {

/// A half-open range [begin, end) of UTF-8 byte offsets in one text.
struct SourceSpan {
    std::size_t begin = 0;
    std::size_t end = 0;

    std::size_t length() const { return end - begin; }
    bool contains(std::size_t offset) const { return offset >= begin && offset < end; }
    bool operator==(const SourceSpan &) const = default;
};

/// Returns the smallest span that covers both.
inline SourceSpan cover(SourceSpan a, SourceSpan b)
{
    return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

} // namespace weir
