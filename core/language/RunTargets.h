#pragma once

#include "core/base/SourceSpan.h"

#include <string>
#include <vector>

namespace weir::language {

/// One statement that a person wants to run.
struct RunTarget {
    enum class How {
        Apply, ///< a statement of the plan: applied by its key
        Query, ///< a SELECT: its rows are shown
        Run,   ///< anything else: run once
    };
    How how = How::Run;
    std::string key; ///< as in sql::statementKeys
    std::string sql; ///< its bytes, without the `;`
};

/// Returns what "run" means for a caret (an empty selection) or selected bytes, in the order of the
/// text. A caret: the statement around it, else the one it stands behind, else, in or below a
/// comment between two, the one that the comment is about. Selected bytes within one statement that
/// are a statement by themselves, like a SELECT within a CREATE … AS, are run alone; otherwise all
/// statements are meant that the selection touches. Empty when the text has no statement. Pure.
std::vector<RunTarget> runTargets(const std::string &text, SourceSpan selection);

} // namespace weir::language
