#include "app/studio/OfflineEngine.h"

#include <QMetaObject>

namespace weir::studio {

namespace {

Error noEngine()
{
    return userError("studio.no-engine",
                     OfflineEngine::tr("No engine runs in this window").toStdString());
}

class EmptyFeed final : public session::FeedHandle {
public:
    runtime::FeedInfo info() const override
    {
        runtime::FeedInfo info;
        info.failure = noEngine();
        return info;
    }
    runtime::FeedDrain drain(std::size_t) override { return {}; }
};

} // namespace

OfflineEngine::OfflineEngine(QObject *parent)
    : EnginePort(parent)
    , m_snapshot(std::make_shared<runtime::EngineSnapshot>())
{
}

std::optional<runtime::RequestId> OfflineEngine::submit(runtime::Command)
{
    const runtime::RequestId id = ++m_next;
    QMetaObject::invokeMethod(
        this,
        [this, id] {
            Q_EMIT replied({id, fail(noEngine())});
        },
        Qt::QueuedConnection);
    return id;
}

std::unique_ptr<session::FeedHandle> OfflineEngine::subscribe(runtime::FeedSpec)
{
    return std::make_unique<EmptyFeed>();
}

} // namespace weir::studio
