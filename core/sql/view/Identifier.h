#pragma once

#include "core/base/AsciiCase.h"
#include "core/sql/SyntaxNode.h"

#include <string>
#include <string_view>

namespace weir::sql {

/// A name as written in a Name node.
struct Identifier {
    /// Quotes resolved; upper case unless quoted; for a variable the bare name in `${name}`.
    std::string name;
    SourceSpan span;
    bool quoted = false;
    /// `${name}`: to be substituted before it means anything.
    bool variable = false;

    bool empty() const { return name.empty(); }
};

/// Reads a Name node; an empty identifier at the node's place when the name is missing or no node.
Identifier identifierOf(SyntaxNode name);

/// Writes `name` so that it reads back as this very name: bare when it is upper-case letters,
/// digits and `_` and no reserved word, else in backquotes.
std::string quoteIdentifier(std::string_view name);

/// Writes `text` as a string literal with its quotes doubled.
std::string quoteString(std::string_view text);

/// Reads the content of a quoted token ('…', "…", `…`, closed or not): the quotes taken off,
/// doubled ones halved.
std::string unquote(std::string_view token);

} // namespace weir::sql
