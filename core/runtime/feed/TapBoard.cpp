#include "core/runtime/feed/TapBoard.h"

#include "core/runtime/feed/RowCells.h"

#include <algorithm>

namespace weir::runtime {

namespace {

/// Rows made for the screen between two drains; more cannot be looked at, and making text of all of
/// them would slow the run.
constexpr std::size_t kRowsBetweenDrains = 500;

} // namespace

struct TapBoard::Shared {
    struct Entry {
        NodeKey asked;
        NodeKey node;
        std::shared_ptr<FeedRing> ring;
    };

    std::atomic<std::size_t> count{0};
    std::mutex mutex;
    std::vector<Entry> entries;
    std::map<NodeKey, NodeKey> standsFor;

    NodeKey resolve(const NodeKey &node) const
    {
        const auto found = standsFor.find(node);
        return found == standsFor.end() ? node : found->second;
    }

    template <class Visitor> void forNode(const NodeKey &node, Visitor &&visit)
    {
        const std::lock_guard lock(mutex);
        for (const Entry &entry : entries) {
            if (entry.node == node) {
                visit(*entry.ring);
            }
        }
    }
};

/// A feed that takes itself off the board when nobody looks any more.
class TapBoard::TapFeed final : public Feed {
public:
    TapFeed(std::shared_ptr<Shared> shared, std::shared_ptr<FeedRing> ring)
        : m_shared(std::move(shared))
        , m_ring(std::move(ring))
    {
    }
    ~TapFeed() override
    {
        m_ring->setWakeUp({});
        const std::lock_guard lock(m_shared->mutex);
        auto &entries = m_shared->entries;
        entries.erase(
            std::remove_if(entries.begin(), entries.end(),
                           [&](const Shared::Entry &entry) { return entry.ring == m_ring; }),
            entries.end());
        m_shared->count.store(entries.size(), std::memory_order_relaxed);
    }

    FeedInfo info() const override { return m_ring->info(); }
    FeedDrain drain(std::size_t maxRows) override { return m_ring->drain(maxRows); }
    void setWakeUp(std::function<void()> wakeUp) override { m_ring->setWakeUp(std::move(wakeUp)); }

private:
    std::shared_ptr<Shared> m_shared;
    std::shared_ptr<FeedRing> m_ring;
};

TapBoard::TapBoard()
    : m_shared(std::make_shared<Shared>())
{
}

TapBoard::~TapBoard() = default;

std::unique_ptr<Feed> TapBoard::open(const NodeTapSpec &spec)
{
    auto ring = std::make_shared<FeedRing>();
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->entries.push_back({spec.node, m_shared->resolve(spec.node), ring});
        m_shared->count.store(m_shared->entries.size(), std::memory_order_relaxed);
    }
    return std::make_unique<TapFeed>(m_shared, ring);
}

void TapBoard::setMerged(std::map<NodeKey, NodeKey> standsFor)
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->standsFor = std::move(standsFor);
    for (Shared::Entry &entry : m_shared->entries) {
        entry.node = m_shared->resolve(entry.asked);
    }
}

void TapBoard::setCounts(const NodeKey &node, std::uint64_t in, std::uint64_t out)
{
    if (m_shared->count.load(std::memory_order_relaxed) > 0) {
        m_shared->forNode(node, [&](FeedRing &ring) { ring.setCounts(in, out); });
    }
}

bool TapBoard::wants(const NodeKey &node) const
{
    if (m_shared->count.load(std::memory_order_relaxed) == 0) {
        return false;
    }
    bool wanted = false;
    m_shared->forNode(node, [&](FeedRing &) { wanted = true; });
    return wanted;
}

void TapBoard::passed(const NodeKey &node, const Schema &schema, const Batch &batch)
{
    m_shared->forNode(node, [&](FeedRing &ring) {
        if (ring.info().columns.empty()) {
            FeedInfo info;
            for (std::size_t i = 0; i < schema.size(); ++i) {
                info.columns.push_back(schema.at(i));
            }
            ring.setInfo(std::move(info));
        }
        const std::size_t size = batch.selection.size();
        const std::size_t waiting = ring.waiting();
        const std::size_t room = waiting >= kRowsBetweenDrains ? 0 : kRowsBetweenDrains - waiting;
        // The newest rows of the batch are the ones to see.
        const std::size_t skipped = size > room ? size - room : 0;
        ring.skip(skipped);
        for (std::size_t i = skipped; i < size; ++i) {
            ring.push(feedRowOf(batch, batch.selection[i]));
        }
    });
}

void TapBoard::dropped(const NodeKey &node, const Batch &batch, std::uint32_t row,
                       std::string_view reason)
{
    m_shared->forNode(node, [&](FeedRing &ring) {
        if (ring.waiting() >= kRowsBetweenDrains) {
            ring.skip(1);
            return;
        }
        FeedRow made = feedRowOf(batch, row);
        made.dropped = true;
        made.reason = reason;
        ring.push(std::move(made));
    });
}

} // namespace weir::runtime
