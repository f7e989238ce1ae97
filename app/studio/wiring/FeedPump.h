#pragma once

#include "core/session/EnginePort.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>

class QWidget;

namespace weir::studio {

class VisibleWhile;

/// Holds a feed for a widget while the widget can be seen, and hands on what it brings: at most 2
/// 000 rows a turn (STUDIO.md 2). Owned by the widget.
class FeedPump : public QObject {
    Q_OBJECT

public:
    struct Target {
        /// What to read; nothing = no feed.
        std::function<std::optional<runtime::FeedSpec>()> spec;
        /// A feed begins: forget the old rows.
        std::function<void()> begun;
        /// The feed's columns or failure are known, or changed.
        std::function<void(const runtime::FeedInfo &)> info;
        std::function<void(runtime::FeedDrain)> rows;
        /// A feed of the run: when it has failed or ended, it is opened again once a run goes on.
        bool ofTheRun = false;
    };

    FeedPump(session::EnginePort &port, QWidget *widget, Target target);

    /// Reads anew: another spec, or the same from its start.
    void restart();
    /// Holds the screen; rows wait in the feed's ring.
    void setHeld(bool held);
    bool isOpen() const { return m_feed != nullptr; }

private:
    void drain();
    void retry();

    session::EnginePort &m_port;
    Target m_target;
    std::unique_ptr<session::FeedHandle> m_feed;
    VisibleWhile *m_visible = nullptr;
    bool m_held = false;
    bool m_over = false;
};

} // namespace weir::studio
