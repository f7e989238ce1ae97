#pragma once

#include "core/log/Cluster.h"
#include "core/types/Slab.h"
#include "tests/e2e/RatingsOracle.h"

#include <string>
#include <vector>

namespace weir::test {

/// Returns the text of resources/samples/ratings.sql.
std::string ratingsSql();

/// Fills topics customers and ratings of a cluster from the generators, with `partitions`
/// partitions and one seed. Ratings have strictly rising times from a fixed start on.
void fillRatings(const log::ClusterPtr &cluster, std::int32_t partitions, std::uint64_t ratings,
                 std::uint64_t seed = 7);

/// Reads all of a topic.
std::vector<SlabPtr> readTopic(log::Cluster &cluster, const std::string &topic);

/// Feeds an oracle with what stands in topics ratings and customers.
void feedOracle(RatingsOracle &oracle, log::Cluster &cluster);

/// Reads the output topics in the oracle's form, sorted. Keys are INT (user id) or BIGINT (rating
/// id).
std::vector<ExpectedRecord> streamRecords(log::Cluster &cluster, const std::string &topic);

/// Returns the last row of each key of RATINGS_BY_CLUB_STATUS, sorted.
std::vector<ClubMinute> clubMinutes(log::Cluster &cluster);

/// Makes, runs and waits for the pipeline on a cluster until it has caught up; returns what went
/// wrong.
std::string runUntilCaughtUp(const log::ClusterPtr &cluster, const std::string &sql,
                             const std::string &runId, std::size_t batchRows = 2048);

/// Compares all four results with the oracle; returns the first difference, or nothing.
std::string compareWithOracle(log::Cluster &cluster, RatingsOracle &oracle);

} // namespace weir::test
