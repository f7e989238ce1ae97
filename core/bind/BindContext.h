#pragma once

#include "core/base/Diagnostic.h"
#include "core/bind/Bind.h"
#include "core/catalog/Catalog.h"
#include "core/catalog/Environment.h"
#include "core/sql/view/Expression.h"
#include "core/sql/view/Identifier.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace weir::bind {

/// What the statements of one text share while they are bound: the catalogue as it stands, settings
/// and variables as they stand, and the diagnostics so far.
struct BindContext {
    BindContext(const catalog::Environment &facts, const BindOptions &bindOptions);

    /// Facts of the world; topics grow by those that the text creates.
    catalog::Environment environment;
    BindOptions options;
    catalog::Catalog catalog;
    std::vector<Diagnostic> diagnostics;
    /// Trees of substituted variables; bound expressions do not refer to them, views do.
    std::vector<sql::SyntaxTreePtr> substitutions;
    /// Where substituted text stands; spans of substituted expressions are reported here.
    std::optional<SourceSpan> substitutionSpan;
    /// Variables whose text is being bound, outermost first.
    std::vector<std::string> substituting;

    /// Unknown aliases of the present statement that are reported already.
    std::set<std::string> reportedAliases;

    /// Adds an error; the caller may go on to add fixes to it.
    Diagnostic &error(std::string code, SourceSpan span, std::string message,
                      std::string hint = {});
    /// Adds an Error value as a diagnostic at `span`.
    Diagnostic &error(const Error &error, SourceSpan span);

    /// Returns a setting in force, or `otherwise`.
    std::string setting(const std::string &name, const std::string &otherwise) const;
    /// Returns what a variable stands for; names have no case. Null if there is none.
    const std::string *findVariable(const std::string &name) const;
    /// Returns the name with a variable substituted; reports one that is not defined.
    std::string nameOf(const sql::Identifier &identifier);
    /// Returns the expression a `${name}` stands for; none and a report when it is not defined, or
    /// stands within its own text.
    sql::Expression substituted(const sql::Expression &variable);
    /// Returns the value of a property or literal as text, variables substituted.
    std::string textOf(const sql::Expression &literal);
    /// Returns text with each `${name}` in it substituted.
    std::string substituteText(std::string text, SourceSpan span);
};

} // namespace weir::bind
