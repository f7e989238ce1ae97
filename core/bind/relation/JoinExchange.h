#pragma once

#include "core/bind/relation/JoinCondition.h"
#include "core/plan/Operators.h"

#include <optional>
#include <string>

namespace weir::bind {

/// Where the rows of one side of a join lie: each in the partition of its key, in that format.
struct Placement {
    std::string alias; ///< of the source that says so
    catalog::FormatSpec keyFormat;
    std::optional<int> partitions; ///< nothing while the topic is not known
};

/// Returns where the rows that leave a node lie: as the nearest exchange on the way to its leftmost
/// source has put them, else as in that source's topic.
Placement placementOf(const QueryDraft &draft, plan::NodeIndex node);

/// Returns whether equal keys have equal bytes in both, so that one number of partitions brings
/// them together.
bool sameKeyBytes(const Placement &a, const Placement &b);

/// Returns whether the expression is the key by which the rows of the relation are placed.
bool isSoleKey(const QueryDraft &draft, const Relation &relation, const plan::Expr &expr);

/// Puts an exchange behind each side that must move, for rows find their partner by partition. Both
/// lie in one placement then: that of the side which keeps its key, the left one's when both do or
/// neither does. A side that keeps its key moves when its key has other bytes (SEMANTICS 6). A
/// foreign-key join moves nothing. Reports bind.join-windows.
void exchangeForJoin(QueryDraft &draft, Relation &left, Relation &right,
                     const JoinCondition &condition, plan::JoinKind kind);

} // namespace weir::bind
