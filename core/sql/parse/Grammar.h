#pragma once

#include "core/sql/parse/ParserCore.h"

namespace weir::sql::grammar {

// The grammar functions, one file a group. Each makes at least one node and never fails; where the
// part is missing it reports what it expected.

/// Reads a whole script into the Script node.
void script(ParserCore &parser);
/// Reads one statement without its `;`.
void statement(ParserCore &parser);
/// Reads `CREATE …`, of any kind.
void createStatement(ParserCore &parser);
/// Reads `ASSERT …`, of any kind.
void assertStatement(ParserCore &parser);
/// Reads SHOW, LIST, DESCRIBE, EXPLAIN or PRINT.
void inspectStatement(ParserCore &parser);
/// Reads SET, UNSET, DEFINE, UNDEFINE, ALTER, RUN, TERMINATE, PAUSE, RESUME or DROP.
void controlStatement(ParserCore &parser);
/// Reads a JSON document that stands where a statement should, as an ErrorStatement with one error:
/// a connector's configuration, pasted as it is, is told from any other.
void jsonDocument(ParserCore &parser);

/// Reads `(a, b)` as NameList.
void nameList(ParserCore &parser);
/// Reads `(a, b)` of expressions as ValueRow.
void valueRow(ParserCore &parser);
/// Reads `(column …, …)` as ColumnList.
void columnList(ParserCore &parser);
/// Reads `NAME type` with its KEY or HEADER part.
void columnDefinition(ParserCore &parser, SyntaxKind kind);
/// Reads `WITH (…)` as Properties.
void properties(ParserCore &parser);

/// Reads a query with its UNIONs.
void query(ParserCore &parser);
/// Whether a query begins here: SELECT, WITH name, or parentheses around one.
bool atQuery(const ParserCore &parser);
/// Reads a relation with its joins.
void relation(ParserCore &parser);
/// Reads `WINDOW …`.
void windowClause(ParserCore &parser);
/// Reads `GRACE PERIOD d` as WindowGrace.
void gracePeriod(ParserCore &parser);
/// Reads `5 MINUTES`.
void duration(ParserCore &parser);
/// Reads `LIMIT n`.
void limitClause(ParserCore &parser);
/// Whether a clause's first word stands here that may also be a name: EMIT CHANGES, PARTITION BY.
bool atClauseOfNames(const ParserCore &parser);

/// Whether the word at the cursor, where an alias may stand, is a misspelt clause word: it
/// resembles one, and what follows it would make no sense after an alias.
bool misspeltClauseFollows(const ParserCore &parser);

/// Whether a name that may be left out (an alias without AS) stands at the cursor, and no word that
/// begins a clause or, on a new line, the next statement.
bool atBareName(const ParserCore &parser);

/// Reads an expression. Returns its node.
NodeMark expression(ParserCore &parser);
/// Reads what can stand alone, with subscripts and dereferences behind it.
NodeMark primary(ParserCore &parser);
/// Reads an argument of a call: an expression, a lambda or `*`.
void argument(ParserCore &parser);
/// Reads a literal, a signed number or a variable; `what` completes "Expected …".
void literal(ParserCore &parser, std::string_view what);
/// Reads a type.
void type(ParserCore &parser);

/// Reads `item` one or more times with commas between.
template <class Item> void commaList(ParserCore &parser, Item item)
{
    for (;;) {
        item(parser);
        const SourceSpan comma = parser.current().span();
        if (!parser.accept(TokenKind::Comma)) {
            return;
        }
        if (parser.at(TokenKind::RightParen) || parser.atEnd() || parser.at(TokenKind::Semicolon) ||
            parser.at(Keyword::From)) {
            Diagnostic diagnostic;
            diagnostic.code = "sql.unexpected-token";
            diagnostic.span = comma;
            diagnostic.message = "Nothing follows this ','";
            diagnostic.fixes = {{"Remove the ','", {{comma, ""}}}};
            parser.report(std::move(diagnostic));
            return;
        }
    }
}

/// Takes the `)` that closes a list; without it, reports that and looks for one before the next
/// clause.
void closeParen(ParserCore &parser);

} // namespace weir::sql::grammar
