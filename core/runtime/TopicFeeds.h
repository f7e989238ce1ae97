#pragma once

#include "core/base/Deadline.h"
#include "core/base/Result.h"
#include "core/exec/source/SourceMerge.h"
#include "core/log/Cluster.h"
#include "core/types/TopicPartition.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace weir::runtime {

/// Who reads a partition: one source of one query.
struct FeedReader {
    exec::SourceMerge *merge = nullptr;
    exec::SourcePartition at;
    /// The next offset it has not been fed.
    std::int64_t next = 0;
    /// It is fed nothing from this offset on: what the topic held when the run began.
    std::int64_t until = std::numeric_limits<std::int64_t>::max();
};

/// Reads each topic-partition once for all queries of a run that stand at the same place; a query
/// that starts earlier has a reader of its own until it meets the others (ENGINE.md 6). The run's
/// worker only, but for wake().
class TopicFeeds {
public:
    /// Records fed and not processed, in bytes, over which no more is read of a partition.
    static constexpr std::size_t kBudget = 64U << 20U;

    static Result<std::unique_ptr<TopicFeeds>> open(log::ClusterPtr cluster);

    /// Feeds a source from `reader.next` on.
    Status subscribe(const TopicPartition &partition, FeedReader reader, const Deadline &deadline);
    /// Takes all sources of a merge out.
    void unsubscribe(const exec::SourceMerge *merge);

    /// Reads what is there, or waits for it until the deadline; returns whether anything was fed.
    /// Errors are those that the run cannot go on after; outages come back in `outage`.
    Result<bool> poll(const Deadline &deadline);
    /// Makes a waiting poll return. Any thread.
    void wake();

    /// Whether a source has been fed all that there is for it now.
    bool atEnd(const TopicPartition &partition, const FeedReader &reader) const;
    /// Returns where reading of a partition stands; nothing if it is not read.
    std::optional<std::int64_t> position(const TopicPartition &partition) const;
    /// Calls `visit(partition, reader)` for all sources of a merge.
    void
    forEachOf(const exec::SourceMerge *merge,
              const std::function<void(const TopicPartition &, const FeedReader &)> &visit) const;
    /// Why nothing comes at present; nothing while the cluster answers.
    const std::optional<Error> &outage() const { return m_outage; }

private:
    struct Shared {
        std::vector<FeedReader> readers;
        std::int64_t position = 0;
        bool atEnd = false;
        bool held = false;
    };
    struct CatchUp {
        std::unique_ptr<log::Reader> reader;
        TopicPartition partition;
        FeedReader target;
    };

    TopicFeeds(log::ClusterPtr cluster, std::unique_ptr<log::Reader> reader);
    Status take(log::Polled &polled, bool &fed);
    Status catchUp(bool &fed);
    Status feedAlone(CatchUp &catchUp, bool &fed);
    Status takeEvent(const log::ReaderEvent &event);
    void applyBackPressure();

    log::ClusterPtr m_cluster;
    std::unique_ptr<log::Reader> m_reader;
    std::map<TopicPartition, Shared> m_partitions;
    std::vector<CatchUp> m_catchUps;
    std::optional<Error> m_outage;
};

} // namespace weir::runtime
