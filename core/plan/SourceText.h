#pragma once

#include "core/plan/LogicalPlan.h"

#include <string>

namespace weir::plan {

/// Sizes of a topic that WITH may give.
struct TopicSizes {
    std::optional<int> partitions;
    std::optional<int> replicas;
    std::optional<std::int64_t> retentionMs;
};

/// Writes `WITH (KAFKA_TOPIC='…', …)` with everything that makes the source what it is.
std::string withText(const catalog::Source &source, const TopicSizes &sizes);

/// Writes a declaration as a CREATE statement with `;`.
std::string declarationText(const Declaration &declaration);

} // namespace weir::plan
