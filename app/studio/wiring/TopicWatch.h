#pragma once

#include "core/session/EnginePort.h"

#include <QObject>
#include <QStringList>

namespace weir::studio {

class TopicsPanel;

/// Tells the engine which topics somebody looks at, so that only those are counted. Hidden panels
/// ask for none. GUI thread.
class TopicWatch : public QObject {
    Q_OBJECT

public:
    TopicWatch(session::EnginePort &port, const TopicsPanel &panel, QObject *parent);

private:
    void tell();

    session::EnginePort &m_port;
    const TopicsPanel &m_panel;
    QStringList m_told;
};

} // namespace weir::studio
