#pragma once

#include "core/bind/relation/JoinCondition.h"
#include "core/plan/Operators.h"

namespace weir::bind {

/// Fills in type, kind and WITHIN of a join, and reports what SEMANTICS 6 forbids:
/// bind.join-order, bind.join-type, bind.join-not-on-key, bind.within-missing,
/// bind.within-not-allowed, bind.join-windows, bind.partition-mismatch, bind.self-join.
void checkJoin(QueryDraft &draft, const sql::RelationView &relation, const Relation &left,
               const Relation &right, const JoinCondition &condition, plan::JoinOp &join);

} // namespace weir::bind
