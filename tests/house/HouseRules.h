#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace weir::house {

/// One place that breaks a rule of the house.
struct Violation {
    std::string rule;
    std::string file;
    int line = 0;
    std::string text;
};

/// Returns what is wrong with a source file. `path` is relative to the root, with slashes: it says
/// which room the file is in and so which rules hold. Rules, by name: `direction`, `include-root`,
/// `qt-in-core`, `modal`, `lambda-connect`, `string-connect`, `style-sheet`, `forbidden-class`,
/// `colour`, `using-namespace`, `too-long`, `left-open`.
std::vector<Violation> checkFile(std::string_view path, std::string_view text);

/// Returns the rooms of core that a room may include and link, itself among them; empty for a room
/// that the table does not know.
std::vector<std::string_view> allowedRooms(std::string_view room);

/// Returns the source with comments blanked out, and with `blankStrings` the contents of string
/// literals too. Line breaks stay where they are.
std::string codeOf(std::string_view text, bool blankStrings);

/// Returns the arguments of the call whose opening bracket stands at `open`, split at commas of
/// depth 0.
std::vector<std::string> callArguments(std::string_view code, std::size_t open);

} // namespace weir::house
