#pragma once

#include "core/exec/StepContext.h"
#include "core/runtime/Feed.h"
#include "core/runtime/feed/FeedRing.h"

#include <atomic>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace weir::runtime {

/// Hands rows at tapped nodes to the feeds that asked for them. Costs one relaxed load a node and
/// step while nobody looks. A node that the optimiser merged into another, and whose rows
/// cannot be made again (exec::UnfusedNode), is tapped there.
class TapBoard final : public exec::RowTap {
public:
    TapBoard();
    ~TapBoard() override;

    /// Opens a feed at a node. Any thread.
    std::unique_ptr<Feed> open(const NodeTapSpec &spec);
    /// Says which executed node stands for a merged one, which columns its rows have. Any thread.
    void setMerged(std::map<NodeKey, NodeKey> standsFor);
    /// Counters for the feeds' "n in, n out". The worker.
    void setCounts(const NodeKey &node, std::uint64_t in, std::uint64_t out);

    bool wants(const NodeKey &node) const override;
    void passed(const NodeKey &node, const Schema &schema, const Batch &batch) override;
    void dropped(const NodeKey &node, const Batch &batch, std::uint32_t row,
                 std::string_view reason) override;

private:
    class TapFeed;
    struct Shared;

    std::shared_ptr<Shared> m_shared;
};

} // namespace weir::runtime
