#pragma once

#include "core/base/Diagnostic.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace weir::project {

/// A run of lines that differ: `removed` lines of the first text from line `before` (from 0) on, in
/// whose place stand `added` lines of the second from line `after` on.
struct LineChange {
    std::size_t before = 0;
    std::size_t removed = 0;
    std::size_t after = 0;
    std::size_t added = 0;

    bool operator==(const LineChange &) const = default;
};

/// Differences beyond which the shortest way is no longer looked for: the whole middle that differs
/// is then one change. Bounds time and memory, not what can be compared.
inline constexpr std::size_t kMostLineEdits = 1'000;

/// Compares two texts line by line (Myers, "An O(ND) Difference Algorithm and Its Variations",
/// 1986). A line holds its line end: one that gained or lost it, or its CR, differs. Pure; any
/// thread.
std::vector<LineChange> lineChanges(std::string_view before, std::string_view after);

/// Returns the edits of `before` that make `after`, in ascending order, none of them overlapping:
/// of lines that changed only the bytes in the middle, whole UTF-8 characters.
std::vector<TextEdit> editsBetween(std::string_view before, std::string_view after);

/// One row of a shown difference.
struct DiffLine {
    enum class Kind {
        Same,
        Removed,
        Added,
        Skipped, ///< `skipped` lines that are the same and not shown
    };
    Kind kind = Kind::Same;
    std::size_t before = 0; ///< line number in the first text, from 1; 0 = not in it
    std::size_t after = 0;
    std::string text = {}; ///< without LF
    bool unended = false;  ///< the last line of its text, without a line end
    std::size_t skipped = 0;

    bool operator==(const DiffLine &) const = default;
};

/// Lists the differences with `context` lines around each; removed lines come before those that
/// take their place. Equal texts give nothing.
std::vector<DiffLine> diffLines(std::string_view before, std::string_view after,
                                std::size_t context = 3);

} // namespace weir::project
