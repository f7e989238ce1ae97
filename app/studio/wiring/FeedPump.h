#pragma once

#include "core/session/EnginePort.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>
#include <string>

class QWidget;

namespace weir::studio {

class EngineView;
class VisibleWhile;

/// Holds a feed for a widget while the widget can be seen, and hands on what it brings: at most 2
/// 000 rows a turn (STUDIO.md 2). While the view is held rows wait in the feed's ring; but for the
/// first ones of a feed that was opened since: what a person asks for is shown. Owned by the
/// widget.
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
        /// What to read when the widget is seen again and its rows are kept; without it they are
        /// read anew. A result that is complete is kept in any case.
        std::function<std::optional<runtime::FeedSpec>()> goOn = {};
        /// A feed of the run: when it has failed or ended, it is opened again once a run goes on.
        bool ofTheRun = false;
    };

    FeedPump(const EngineView &view, QWidget *widget, Target target);

    /// Reads anew: another spec, or the same from its start.
    void restart();
    bool isOpen() const { return m_feed != nullptr; }

private:
    void seen();
    void open(const std::optional<runtime::FeedSpec> &spec);
    void drain();
    void retry();

    const EngineView &m_view;
    Target m_target;
    std::unique_ptr<session::FeedHandle> m_feed;
    VisibleWhile *m_visible = nullptr;
    bool m_owesRows = false; ///< the feed has not brought anything yet
    bool m_over = false;
    bool m_begun = false;    ///< what the widget shows was read of this spec,
    bool m_finished = false; ///< all of it,
    std::string m_cluster;   ///< and there
};

} // namespace weir::studio
