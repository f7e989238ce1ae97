#pragma once

#include "core/session/EnginePort.h"

#include <QElapsedTimer>
#include <QTimer>

#include <memory>

namespace weir::session {

/// A feed of the running engine. Wake-ups come from the worker as one posted call; `ready` follows
/// at once for the first change and then once per `intervalMs` at most. GUI thread.
class LiveFeed final : public FeedHandle {
    Q_OBJECT

public:
    LiveFeed(std::unique_ptr<runtime::Feed> feed, int intervalMs,
             std::shared_ptr<std::size_t> openFeeds);
    ~LiveFeed() override;

    runtime::FeedInfo info() const override;
    runtime::FeedDrain drain(std::size_t maxRows) override;

private:
    void wake();
    void announce();

    std::unique_ptr<runtime::Feed> m_feed;
    std::shared_ptr<std::size_t> m_openFeeds;
    QTimer m_timer;
    QElapsedTimer m_sinceReady;
    int m_intervalMs;
};

} // namespace weir::session
