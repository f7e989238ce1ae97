#pragma once

#include <string>
#include <string_view>

namespace weir::functions {

/// A LIKE pattern made ready: % any text, _ one character, an escape character before either takes
/// it as itself.
class LikePattern {
public:
    LikePattern() = default;
    /// `escape` 0: none.
    LikePattern(std::string_view pattern, char escape);

    /// Says whether the whole text fits. Linear in text and pattern for one %, at worst their
    /// product.
    bool matches(std::string_view text) const;

private:
    /// One byte of pattern a sign: literal bytes as they are, the two wild cards as kinds.
    std::string m_bytes;
    bool m_contains = false; ///< is `%literal%`
    std::string m_kinds;
};

} // namespace weir::functions
