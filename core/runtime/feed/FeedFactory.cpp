#include "core/runtime/feed/FeedFactory.h"

#include "core/bind/Bind.h"
#include "core/runtime/feed/QueryFeed.h"
#include "core/runtime/feed/TopicTailFeed.h"
#include "core/runtime/feed/WindowSeriesFeed.h"
#include "core/sql/Parser.h"

#include <utility>

namespace weir::runtime {

namespace {

/// A feed that can only say why it gives nothing.
class FailedFeed final : public Feed {
public:
    explicit FailedFeed(Error error) { m_ring.fail(std::move(error)); }
    FeedInfo info() const override { return m_ring.info(); }
    FeedDrain drain(std::size_t maxRows) override { return m_ring.drain(maxRows); }
    void setWakeUp(std::function<void()> wakeUp) override { m_ring.setWakeUp(std::move(wakeUp)); }

private:
    FeedRing m_ring;
};

std::shared_ptr<const plan::LogicalPlan> planOf(const std::string &text)
{
    return std::make_shared<const plan::LogicalPlan>(bind::bind(sql::parse(text), {}).plan);
}

} // namespace

std::unique_ptr<Feed> openFeed(const log::ClusterPtr &cluster, FeedSpec spec,
                               std::shared_ptr<const plan::LogicalPlan> plan, bool optimize,
                               std::shared_ptr<TableReads> tables)
{
    if (!cluster) {
        return std::make_unique<FailedFeed>(
            externalError("runtime.no-cluster", "no cluster is open"));
    }
    if (auto *tail = std::get_if<TopicTailSpec>(&spec)) {
        return std::make_unique<TopicTailFeed>(cluster, std::move(*tail), std::move(plan));
    }
    if (auto *series = std::get_if<WindowSeriesSpec>(&spec)) {
        return std::make_unique<WindowSeriesFeed>(cluster, std::move(*series), std::move(plan));
    }
    if (auto *query = std::get_if<QueryResultSpec>(&spec)) {
        if (!query->projectText.empty()) {
            plan = planOf(query->projectText);
        }
        return std::make_unique<QueryFeed>(cluster, std::move(*query), std::move(plan), optimize,
                                           std::move(tables));
    }
    return std::make_unique<FailedFeed>(
        internalError("runtime.unknown-feed", "taps are opened at the run"));
}

} // namespace weir::runtime
