#pragma once

#include <map>
#include <string>
#include <vector>

namespace weir::test {

/// One `-- expect:` line: nothing wrong, or an error code at a place.
struct SqlExpectation {
    bool ok = false;
    std::string code;
    /// The bytes the error's span covers; empty: anywhere.
    std::string at;
};

/// What holds after a fix was applied (of the text as it stands when `fix` is empty).
struct SqlRound {
    std::string fix; ///< label of the fix that leads here
    std::vector<SqlExpectation> expects;
};

/// A golden case: a SQL file whose leading `-- key: value` lines say what it must do
/// (tests/sql/README.md).
struct SqlCase {
    std::string path;
    std::string name; ///< file name without folder and ending
    std::string sql;  ///< everything behind the header lines
    /// Text of the file that `-- catalog:` names; bound before.
    std::string catalog;
    std::vector<SqlRound> rounds;
    /// Header lines of other keys, in order, for runners that know more.
    std::vector<std::pair<std::string, std::string>> headers;
};

/// Reads one case; `error` says what is wrong with its header, if anything is.
SqlCase readSqlCase(const std::string &path, std::string &error);

/// Returns the paths of all `*.sql` below a folder, sorted.
std::vector<std::string> findSqlCases(const std::string &folder);

} // namespace weir::test
