#pragma once

#include "app/studio/Panels.h"
#include "core/base/NodeKey.h"
#include "core/session/EnginePort.h"

#include <QObject>

#include <set>

namespace weir::studio {

class Document;
class EngineView;
class FeedPump;

/// One selection for canvas, outline and Inspector, and the rows at the selected node. On the
/// canvas several may be selected: one of them is the current one. Nobody's focus or caret moves by
/// it (R23). GUI thread.
class Selection : public QObject {
    Q_OBJECT

public:
    Selection(session::EnginePort &port, const Panels &panels, const Document &document,
              EngineView &view, QObject *parent);

    /// Selects a node or statement everywhere, and nothing else; empty = nothing.
    void select(const NodeKey &key);
    const NodeKey &current() const { return m_current; }

Q_SIGNALS:
    void changed(const weir::NodeKey &key);
    /// The person asks to see the thing (Enter, double click): scroll the SQL to it.
    void revealed(const weir::NodeKey &key);

private:
    void follow();
    void fromCanvas(const std::set<NodeKey> &keys);
    void take(const NodeKey &key);
    NodeKey tapNode() const;
    void showRows();
    void showClause();

    session::EnginePort &m_port;
    Panels m_panels;
    const Document &m_document;
    EngineView &m_view;
    FeedPump *m_rows = nullptr;
    NodeKey m_current;
    std::shared_ptr<const plan::LogicalPlan> m_plan; ///< that m_current is a key of
    bool m_busy = false;
};

} // namespace weir::studio
