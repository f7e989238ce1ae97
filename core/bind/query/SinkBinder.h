#pragma once

#include "core/bind/SourceFormats.h"
#include "core/bind/query/SelectBinder.h"
#include "core/sql/view/Statement.h"

#include <memory>

namespace weir::bind {

/// Ends a CREATE … AS SELECT: makes the stream or table from the projection's schema and WITH, and
/// puts CoalesceOp (tables) and SinkOp. Null after an error.
std::shared_ptr<const catalog::Source>
bindNewSink(QueryDraft &draft, const sql::StatementView &statement, const std::string &name);

/// Ends an INSERT INTO … SELECT: checks the projection against the stream and puts SinkOp.
void bindInsertSink(QueryDraft &draft, const sql::StatementView &statement,
                    const std::shared_ptr<const catalog::Source> &target,
                    const BoundSelect &select);

} // namespace weir::bind
