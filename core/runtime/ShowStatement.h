#pragma once

#include "core/runtime/StatementRunner.h"

#include <string>

namespace weir::runtime {

/// Answers SHOW | LIST STREAMS, TABLES, TOPICS, ALL TOPICS, QUERIES, FUNCTIONS, PROPERTIES, TYPES,
/// VARIABLES. `runtime.not-yet` for the others.
Result<TableAnswer> showStatement(const bind::Show &show, const StatementContext &context,
                                  const Deadline &deadline);

/// Answers DESCRIBE of a source (columns; with EXTENDED topic, formats and offsets), of a function,
/// or of all streams or tables.
Result<TableAnswer> describeStatement(const bind::Describe &describe,
                                      const StatementContext &context, const Deadline &deadline);

/// Answers EXPLAIN of a running query: its state, figures and nodes. `runtime.unknown-query`.
Result<TableAnswer> explainRunning(const std::string &query, const StatementContext &context);

} // namespace weir::runtime
