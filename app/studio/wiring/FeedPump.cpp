#include "app/studio/wiring/FeedPump.h"

#include "app/studio/wiring/EngineView.h"
#include "widgets/panels/VisibleWhile.h"

#include <QWidget>

#include <utility>

namespace weir::studio {

FeedPump::FeedPump(const EngineView &view, QWidget *widget, Target target)
    : QObject(widget)
    , m_view(view)
    , m_target(std::move(target))
{
    m_visible = new VisibleWhile(widget, [this](bool isSeen) {
        if (isSeen) {
            seen();
        } else {
            m_feed.reset();
        }
    });
    if (m_target.ofTheRun) {
        connect(&view.port(), &session::EnginePort::snapshotChanged, this, &FeedPump::retry);
    }
    connect(&view, &EngineView::heldChanged, this, &FeedPump::drain);
}

void FeedPump::retry()
{
    if (m_over && m_feed && !m_view.isHeld() &&
        m_view.port().snapshot()->state == runtime::RunState::Running) {
        restart();
    }
}

// The rows that were read before the widget was hidden are still in it.
void FeedPump::seen()
{
    const bool kept =
        m_begun && !m_target.ofTheRun && m_cluster == m_view.port().snapshot()->cluster;
    if (kept && m_finished) {
        return;
    }
    if (kept && m_target.goOn) {
        open(m_target.goOn());
    } else {
        restart();
    }
}

void FeedPump::restart()
{
    m_feed.reset();
    m_begun = false;
    m_finished = false;
    // During construction the watcher calls before it is stored; it only calls when seen then.
    if (m_visible && !m_visible->isSeen()) {
        return;
    }
    const std::optional<runtime::FeedSpec> spec = m_target.spec();
    if (!spec) {
        return;
    }
    m_target.begun();
    m_begun = true;
    m_cluster = m_view.port().snapshot()->cluster;
    open(spec);
}

void FeedPump::open(const std::optional<runtime::FeedSpec> &spec)
{
    if (!spec) {
        return;
    }
    m_over = false;
    m_owesRows = true;
    m_feed = m_view.port().subscribe(*spec);
    connect(m_feed.get(), &session::FeedHandle::ready, this, &FeedPump::drain);
    drain();
}

void FeedPump::drain()
{
    if (!m_feed || (m_view.isHeld() && !m_owesRows)) {
        return;
    }
    runtime::FeedDrain taken = m_feed->drain(2000);
    // After the rows, so that it tells all that belongs to them.
    const runtime::FeedInfo info = m_feed->info();
    m_over = m_over || info.failure.has_value();
    m_target.info(info);
    m_over = m_over || taken.finished;
    m_finished = m_finished || taken.finished;
    m_owesRows = m_owesRows && taken.rows.empty() && taken.points.empty() && !m_over;
    const bool more = taken.more;
    m_target.rows(std::move(taken));
    if (more) {
        QMetaObject::invokeMethod(this, &FeedPump::drain, Qt::QueuedConnection);
    }
}

} // namespace weir::studio
