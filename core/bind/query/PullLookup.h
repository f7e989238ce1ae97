#pragma once

#include "core/bind/query/QueryDraft.h"
#include "core/sql/view/Query.h"

namespace weir::bind {

/// Holds a pull query on a table to what is switched on (SEMANTICS 10): with
/// `ksql.query.pull.table.scan.enabled` false every alternative of its WHERE must bind each key
/// column once by `=` or IN; a single STRING key may be bound by one range instead, unless
/// `ksql.query.pull.range.scan.enabled` is false. Reports bind.lookup-… and marks the draft failed.
void checkPullLookup(QueryDraft &draft, const sql::QueryView &view);

} // namespace weir::bind
