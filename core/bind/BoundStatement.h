#pragma once

#include "core/base/SourceSpan.h"
#include "core/catalog/Source.h"
#include "core/plan/Expr.h"
#include "core/plan/LogicalPlan.h"
#include "core/sql/SyntaxKind.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace weir::bind {

/// CREATE STREAM | TABLE over a topic.
struct DeclareSource {
    plan::Declaration declaration;
    /// The name it takes over was defined before (CREATE OR REPLACE).
    bool replaces = false;
};

/// CREATE … AS SELECT, INSERT INTO … SELECT, SELECT: see `query->kind`.
struct StartQuery {
    std::shared_ptr<const plan::Query> query;
    /// CREATE OR REPLACE … AS over an existing one.
    bool replaces = false;
};

/// INSERT INTO … VALUES: one row. The expressions read no input and have the columns' types.
struct InsertValues {
    std::shared_ptr<const catalog::Source> target;
    /// One a column of `target->schema`, key columns first; a column that is not given is a null
    /// literal.
    std::vector<plan::ExprPtr> values;
    /// Whether no value column was given: the record's value is null (a tombstone).
    bool keyOnly = false;
    /// BIGINT ms; absent: the time of insertion.
    plan::ExprPtr rowTime;
};

/// DROP STREAM | TABLE. `source` is null when it does not exist and IF EXISTS is written.
struct DropSource {
    std::string name;
    std::shared_ptr<const catalog::Source> source;
    bool deleteTopic = false;
};

enum class QueryAction { Terminate, Pause, Resume };

/// TERMINATE | PAUSE | RESUME; an empty name means ALL.
struct ControlQuery {
    QueryAction action = QueryAction::Terminate;
    std::string query;
};

/// SHOW | LIST: `what` in upper case without EXTENDED ("TOPICS", "ALL TOPICS", "QUERIES").
struct Show {
    std::string what;
    bool extended = false;
};

/// DESCRIBE of a source, or of a function (`source` null), or of all (`name` empty: DESCRIBE
/// STREAMS | TABLES in `what`).
struct Describe {
    std::string name;
    std::string what;
    std::shared_ptr<const catalog::Source> source;
    bool extended = false;
};

/// EXPLAIN of a statement (bound, not started) or of a running query by name.
struct Explain {
    std::shared_ptr<const plan::Query> query;
    std::string name;
};

/// PRINT of a topic's records.
struct PrintTopic {
    std::string topic;
    bool fromBeginning = false;
    std::optional<std::int64_t> interval;
    std::optional<std::int64_t> limit;
};

/// SET | UNSET of a setting; acts from its line on. No value: UNSET.
struct SetProperty {
    std::string name;
    std::optional<std::string> value;
};

/// DEFINE | UNDEFINE of a variable. No value: UNDEFINE.
struct DefineVariable {
    std::string name;
    std::optional<std::string> value;
};

/// CREATE TYPE | DROP TYPE. No type: DROP.
struct DefineType {
    std::string name;
    std::optional<DataType> type;
};

/// Nothing to do: a draft, IF NOT EXISTS of something that exists, or a statement with errors.
struct Nothing {};

using StatementAction =
    std::variant<Nothing, DeclareSource, StartQuery, InsertValues, DropSource, ControlQuery, Show,
                 Describe, Explain, PrintTopic, SetProperty, DefineVariable, DefineType>;

/// One statement of a text, as it was bound.
struct BoundStatement {
    /// As in sql::statementKeys, made unique against the environment's queries.
    std::string key;
    sql::SyntaxKind kind = sql::SyntaxKind::EmptyStatement;
    /// Without the `;`.
    SourceSpan span;
    StatementAction action;
    /// No diagnostic of severity Error belongs to it.
    bool ok = true;
};

} // namespace weir::bind
