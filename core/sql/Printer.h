#pragma once

#include "core/sql/SyntaxNode.h"

#include <string>

namespace weir::sql {

/// How a canonical print looks.
struct PrintOptions {
    /// Clauses of a statement on lines of their own; off: all on one line.
    bool multiLine = true;
    /// Keep comments at their places (a line comment always ends its line).
    bool comments = true;
};

/// Prints a node in canonical layout: keywords and unquoted identifiers in upper case, needless
/// quotes taken off, one blank between words, clauses of a query on lines of their own, every
/// statement closed by `;`. The print of its print is the same, and parses to the same meaning.
/// A part with an error is printed as written.
std::string printCanonical(SyntaxNode node, PrintOptions options = {});

/// Prints an expression (or any node) on one line without comments: two expressions that differ
/// only in layout, case and quotes print the same.
std::string printExpression(SyntaxNode node);

} // namespace weir::sql
