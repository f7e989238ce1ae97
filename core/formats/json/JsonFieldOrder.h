#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace weir::formats {

/// Where the value of a field goes. `exact`: by its own name, which beats a name that fits only in
/// upper case.
struct JsonTarget {
    int column = -1; ///< -1: not declared (or not used, with LAZY)
    bool exact = false;
};

/// Remembers the names seen at each position of an object, so that most fields are known by one
/// comparison. A name always has the same target, so what was learned never shows in a result.
class JsonFieldOrder {
public:
    struct Field {
        std::string quoted; ///< the name as it stands in the payload, with both quotes
        JsonTarget target;
        bool ascii = true;
    };

    /// Longest name kept; comparing one with the payload never reads past its padding.
    static constexpr std::size_t kMaxNameBytes = 48;

    /// Remembers the name at a position; a name that needs escapes is never remembered.
    void learn(std::size_t position, std::string_view name, JsonTarget target);
    /// Returns the field whose quoted name begins at `text`, first looking at `position`, then at
    /// all others; the place found is put into `position`. Null when the name is not known.
    const Field *find(const char *text, std::size_t &position) const
    {
        if (position < m_fields.size() && begins(text, m_fields[position].quoted)) {
            return &m_fields[position];
        }
        return findElsewhere(text, position);
    }

private:
    static bool begins(const char *text, const std::string &quoted);
    const Field *findElsewhere(const char *text, std::size_t &position) const;

    std::vector<Field> m_fields;
};

/// Most names fit into one block, which is compared without a call.
inline bool JsonFieldOrder::begins(const char *text, const std::string &quoted)
{
#if defined(__SSE2__)
    // A string's buffer holds at least 15 bytes and the end mark: a block of it may be read.
    if (quoted.size() <= sizeof(__m128i)) {
        const __m128i there = _mm_loadu_si128(reinterpret_cast<const __m128i *>(text));
        const __m128i name = _mm_loadu_si128(reinterpret_cast<const __m128i *>(quoted.data()));
        const auto equal = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(there, name)));
        const unsigned wanted = (1U << quoted.size()) - 1;
        return (equal & wanted) == wanted;
    }
#endif
    return std::char_traits<char>::compare(text, quoted.data(), quoted.size()) == 0;
}

} // namespace weir::formats
