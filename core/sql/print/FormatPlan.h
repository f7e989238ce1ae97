#pragma once

#include "core/sql/SyntaxNode.h"

#include <cstdint>
#include <vector>

namespace weir::sql {

inline constexpr int kNoGroup = -1;

/// Parts that stand on one line together, or each on a line of its own.
struct FormatGroup {
    int parent = kNoGroup;
    std::uint32_t first = 0; ///< words, inclusive
    std::uint32_t last = 0;
    bool broken = false;
};

/// What may stand in front of a word (a token with meaning).
struct FormatGap {
    enum class Break : std::uint8_t {
        Never,     ///< the word stays on the line
        Keep,      ///< a line break that is there stays
        Group,     ///< a line break when the group is broken
        Statement, ///< always a line break, but at the start of the text
        Verbatim,  ///< as it is: part of a statement with an error
    };
    Break mode = Break::Never;
    bool blank = false;
    /// Group: whose place this is. Else the innermost group around it.
    int group = kNoGroup;
    /// Group: no line break when this other group is broken.
    int unless = kNoGroup;
    int indent = 0;
};

/// The words of a script with what may stand between them, by the tree alone but for the side of a
/// separator, which follows the text.
struct FormatPlan {
    struct Word {
        std::uint32_t token = 0;
        SyntaxNode owner;
        int statement = -1; ///< child of the script it belongs to, by number
        FormatGap gap;
    };
    std::vector<Word> words;
    std::vector<FormatGroup> groups; ///< an outer group stands before its inner ones
};

/// Plans the layout of a whole script.
FormatPlan planFormat(const SyntaxTree &tree);

/// Returns whether a line ends between two tokens of the tree (both exclusive), comments included.
bool lineEndsBetween(const SyntaxTree &tree, std::uint32_t before, std::uint32_t token);

} // namespace weir::sql
