#pragma once

#include "core/base/Diagnostic.h"
#include "core/bind/BoundStatement.h"
#include "core/catalog/Environment.h"
#include "core/plan/LogicalPlan.h"
#include "core/sql/Parser.h"

#include <cstdint>
#include <vector>

namespace weir::bind {

enum class BindMode {
    /// The text of a project: of a name defined twice the last one runs, plain DROP acts, other
    /// imperative statements do not touch the plan (ENGINE.md 11).
    Project,
    /// `weir test` and sessions: statement after statement against a growing catalogue; a duplicate
    /// name is an error.
    Imperative,
};

struct BindOptions {
    BindMode mode = BindMode::Project;
    /// Revision of the text, handed through to the plan.
    std::uint64_t revision = 0;
    /// Imperative only: nothing after the first statement with an error is bound.
    bool stopAtError = false;
};

/// A text as it was bound. Everything that could be bound is there, whatever is wrong elsewhere.
struct BoundScript {
    plan::LogicalPlan plan;
    /// All statements in the order of the text, those with errors too.
    std::vector<BoundStatement> statements;
    /// Of the parser and the binder, in the order of the text.
    std::vector<Diagnostic> diagnostics;
    /// The environment that the text leaves behind: bind the next statement of a session with it.
    catalog::Environment after;
    /// Keeps the tree alive that spans refer to.
    sql::SyntaxTreePtr tree;

    /// No diagnostic is an error.
    bool ok() const;
};

/// Gives names, types, keys and casts to a parsed text. Pure; any thread.
BoundScript bind(const sql::ParsedScript &script, const catalog::Environment &environment,
                 const BindOptions &options = {});

} // namespace weir::bind
