#pragma once

#include "core/base/Result.h"
#include "core/plan/LogicalPlan.h"
#include "core/project/Change.h"
#include "core/sql/SqlText.h"
#include "core/sql/SyntaxTree.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace weir::project {

/// What an EditOp may look at. The tree must be of the text.
struct EditContext {
    const sql::SqlText &text;
    const sql::SyntaxTree &tree;
    const Arrangement &arrangement;
    /// Bound from the text, for those ops that ask what a name means; may be null.
    const plan::LogicalPlan *plan = nullptr;
};

/// What an EditOp makes: a change to be applied as one step, and what it means.
struct Edit {
    std::string label;
    Change change;
    /// Keys (in the text before, and for new statements after) of the statements it touches; every
    /// byte outside them and outside new statements stays.
    std::vector<std::string> touched;
    /// The bytes, in the text after, that a person will want to change next.
    std::optional<SourceSpan> selection;
};

/// Adds a statement behind all others ("drag topic to canvas"), and places it if told where.
struct InsertStatement {
    /// One statement, with or without its `;`.
    std::string statement;
    std::optional<Position> position = std::nullopt;
};

/// Adds `CREATE … NAME AS SELECT * FROM source WHERE TRUE;` behind all others, TRUE selected.
struct AddFilter {
    /// The name of the stream or table, in the case the catalogue has.
    std::string source;
    std::optional<Position> position = std::nullopt;
};

/// Gives a stream or table another name, where it is defined and wherever it is read, written or
/// qualifies a column. A topic that WITH does not name follows the name of its query.
struct RenameSource {
    std::string from;
    std::string to;
    /// How `to` is written; empty = bare where it can be.
    std::string written = {};
};

/// Gives a column another name: at the AS that makes it, wherever it is read, and in every stream
/// and table that it goes on to under its name. What an INSERT INTO writes keeps its names. Needs
/// the plan.
struct RenameColumn {
    std::string source;
    std::string from;
    std::string to;
    /// How `to` is written; empty = bare where it can be.
    std::string written = {};
};

using EditOp = std::variant<InsertStatement, AddFilter, RenameSource, RenameColumn>;

/// Works out an edit. Pure: the same text gives the same edit, and nothing is changed. Its inverse
/// is the inverse of its change. Errors: `project.wrong-statement` (not one statement without
/// errors), `project.open-text` (the text ends within a string or comment),
/// `project.unknown-source`, `project.unknown-column`, `project.name-taken`, `project.name-of-data`
/// (the column is a field of the records in a topic), `project.names-must-agree` (an INSERT INTO
/// with `*` would no longer fit), `project.not-bound` (no plan).
Result<Edit> planEdit(const EditContext &context, const EditOp &op);

} // namespace weir::project
