#pragma once

#include "core/base/Diagnostic.h"
#include "core/sql/SyntaxTree.h"

#include <string>
#include <vector>

namespace weir::sql {

/// A parsed text: a tree that holds every byte, whatever the text, and what is wrong with it in the
/// order of the text. Codes: `sql.unexpected-token`, `sql.missing-token`, `sql.unknown-statement`,
/// `sql.missing-semicolon`, `sql.unterminated-string`, `sql.unterminated-identifier`,
/// `sql.unterminated-comment`, `sql.invalid-utf8`, `sql.unknown-character`, `sql.too-deep`,
/// `sql.reserved-word`, `sql.clause-order`, `sql.order-by`.
struct ParsedScript {
    SyntaxTreePtr tree;
    std::vector<Diagnostic> diagnostics;

    /// Whether there is no error; warnings may be there.
    bool ok() const;
};

/// Nesting and chains of operators deeper than this are refused (`sql.too-deep`), so that no reader
/// of a tree needs more stack than for this many levels.
constexpr int kMaxDepth = 1000;

/// Parses a script of statements separated by `;` (the last may lack it). Never fails: parts that
/// cannot be understood become error nodes and a diagnostic, and parsing goes on at the statement's
/// end (ENGINE.md 11). Linear in the text. Pure; any thread.
ParsedScript parse(std::string text);

/// Parses the text as one expression: the tree's Script has that expression as its first child.
ParsedScript parseExpression(std::string text);

} // namespace weir::sql
