#pragma once

#include "core/bind/BindContext.h"
#include "core/bind/BoundStatement.h"
#include "core/sql/view/Statement.h"

#include <cstdint>
#include <optional>
#include <string>

namespace weir::bind {

/// One statement to bind: its syntax and its key.
struct StatementDraft {
    BindContext &context;
    sql::StatementView view;
    std::string key;
};

// One function a statement kind, each in a file of its own. They report into the context and act
// on its catalogue, settings and variables; the caller drops the action after an error.
StatementAction bindCreateSource(StatementDraft &draft);
StatementAction bindCreateAsSelect(StatementDraft &draft);
StatementAction bindInsertInto(StatementDraft &draft);
StatementAction bindInsertValues(StatementDraft &draft);
StatementAction bindQueryStatement(StatementDraft &draft);
StatementAction bindDropSource(StatementDraft &draft);
StatementAction bindControlQuery(StatementDraft &draft);
StatementAction bindShow(StatementDraft &draft);
StatementAction bindDescribe(StatementDraft &draft);
StatementAction bindExplain(StatementDraft &draft);
StatementAction bindPrint(StatementDraft &draft);
StatementAction bindSetProperty(StatementDraft &draft);
StatementAction bindDefine(StatementDraft &draft);
StatementAction bindType(StatementDraft &draft);

/// Binds a statement of any kind; also for EXPLAIN.
StatementAction bindStatement(StatementDraft &draft);

/// Checks that a name may be defined here (duplicate, OR REPLACE, IF NOT EXISTS).
enum class NameCheck { Free, Replaces, Skip, Refused };
NameCheck checkNewName(StatementDraft &draft, const std::string &name);

/// Registers a source whose name checkNewName has let through; an earlier one of that name ends.
void registerSource(BindContext &context, const std::shared_ptr<const catalog::Source> &source);

/// Adds what a query reads and writes to the catalogue.
void registerQuery(BindContext &context, const plan::Query &query);

/// Reports a part that the grammar has and this statement cannot have; the fix removes it.
void refusePart(BindContext &context, std::string code, SourceSpan part, std::string message,
                std::string fixLabel);
/// Refuses LIMIT in a query that runs on (CREATE … AS, INSERT INTO); true when there is one.
bool refuseLimit(BindContext &context, const sql::QueryView &query, const char *statement);

/// Returns a number from `least` on, as LIMIT has it, a variable substituted; nothing where none is
/// written, and after a report of bind.bad-limit.
std::optional<std::int64_t> readCount(BindContext &context, const sql::Expression &written,
                                      const char *clause, std::int64_t least);

/// Begins a query for this statement.
plan::Query beginQuery(const StatementDraft &draft, plan::QueryKind kind);

} // namespace weir::bind
