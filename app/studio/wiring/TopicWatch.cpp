#include "app/studio/wiring/TopicWatch.h"

#include "widgets/panels/TopicsPanel.h"

namespace weir::studio {

TopicWatch::TopicWatch(session::EnginePort &port, const TopicsPanel &panel, QObject *parent)
    : QObject(parent)
    , m_port(port)
    , m_panel(panel)
{
    connect(&port, &session::EnginePort::snapshotChanged, this, &TopicWatch::tell);
}

void TopicWatch::tell()
{
    QStringList topics = m_panel.window()->isMinimized() ? QStringList() : m_panel.topicsInView();
    if (topics == m_told) {
        return;
    }
    runtime::WatchTopics watch;
    for (const QString &topic : topics) {
        watch.topics.push_back(topic.toStdString());
    }
    // A full queue is no loss: the next snapshot asks again.
    if (m_port.submit(std::move(watch))) {
        m_told = std::move(topics);
    }
}

} // namespace weir::studio
