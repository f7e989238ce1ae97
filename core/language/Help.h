#pragma once

#include "core/sql/SyntaxTree.h"

#include <string>
#include <vector>

namespace weir::language {

/// One function as a person looks it up.
struct FunctionHelp {
    std::string name;
    std::string family; ///< "string", "math", …
    /// Each overload with what it does.
    struct Overload {
        std::string signature;
        std::string description;
    };
    std::vector<Overload> overloads;
};

/// Returns all functions, by name. The registry's words: nothing is said twice.
std::vector<FunctionHelp> functionHelp();

/// Returns what to look up for a byte offset: the function called there, else the clause or the
/// statement around it ("WINDOW", "CREATE STREAM"), else "".
std::string helpTopicAt(const sql::SyntaxTree &tree, std::size_t offset);

/// Returns every title that helpTopicAt can give beside functions.
std::vector<std::string> syntaxTopics();

} // namespace weir::language
