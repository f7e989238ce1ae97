#pragma once

#include "core/base/Deadline.h"
#include "core/base/Result.h"
#include "core/log/Cluster.h"
#include "core/runtime/Feed.h"

#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace weir::runtime {

/// Reads all partitions of one topic from a start on, for somebody who looks. One thread.
class TopicCursor {
public:
    /// `goOnAt`: offsets, by partition, that take the place of `start`.
    static Result<std::unique_ptr<TopicCursor>>
    open(log::ClusterPtr cluster, const std::string &topic, const FeedStart &start,
         std::optional<int> partition, const std::stop_token &stop,
         const std::map<int, std::int64_t> &goOnAt = {});

    /// Waits up to half a second for records.
    Result<std::vector<SlabPtr>> read();
    /// Whether everything that stood in the topic when it was opened has been read.
    bool pastOpeningEnd() const { return m_openingEnds.empty(); }
    /// Returns the next offset of every partition that is read.
    const std::map<TopicPartition, std::int64_t> &positions() const { return m_positions; }

private:
    TopicCursor(log::ClusterPtr cluster, std::stop_token stop);

    log::ClusterPtr m_cluster;
    std::unique_ptr<log::Reader> m_reader;
    std::map<TopicPartition, std::int64_t> m_openingEnds;
    std::map<TopicPartition, std::int64_t> m_positions;
    std::stop_token m_stop;
};

} // namespace weir::runtime
