#include "app/studio/wiring/TopicCommands.h"

#include "app/studio/Ask.h"
#include "app/studio/actions/ActionRegistry.h"
#include "app/studio/wiring/Requests.h"
#include "widgets/panels/TopicsPanel.h"

namespace weir::studio {

TopicCommands::TopicCommands(const Needs &needs, QObject *parent)
    : QObject(parent)
    , m_needs(needs)
{
    m_needs.actions.setDisabledReason(
        ActionId::RefreshTopics, tr("Columns are inferred when a topic is dragged to the canvas"));
    m_needs.actions.on(ActionId::CreateTopic, this, [this] { create(); });
    m_needs.actions.on(ActionId::DeleteTopic, this, [this] { remove(); });
    connect(&m_needs.topics, &TopicsPanel::currentTopicChanged, this,
            &TopicCommands::enableActions);
    connect(&m_needs.requests.port(), &session::EnginePort::snapshotChanged, this,
            &TopicCommands::enableActions);
    enableActions();
}

void TopicCommands::enableActions()
{
    const bool reachable = m_needs.requests.port().snapshot()->clusterReachable;
    const QString none = reachable ? QString() : tr("No cluster answers");
    const bool selected = !m_needs.topics.currentTopic().isEmpty();
    m_needs.actions.setDisabledReason(ActionId::CreateTopic, none);
    m_needs.actions.setDisabledReason(ActionId::DeleteTopic,
                                      selected ? none : tr("No topic is selected"));
}

void TopicCommands::create()
{
    m_needs.ask.text(tr("Name of the topic, and behind a colon its partitions (orders:4)"),
                     QString(), tr("Create Topic"), [this](const QString &typed) {
                         const QString name = typed.section(u':', 0, 0).trimmed();
                         bool isNumber = false;
                         const int partitions = typed.section(u':', 1).trimmed().toInt(&isNumber);
                         if (name.isEmpty() || (typed.contains(u':') && !isNumber)) {
                             return m_needs.ask.tell(tr("The topic was not created"),
                                                     tr("Write NAME or NAME:PARTITIONS."));
                         }
                         m_needs.requests.send(runtime::CreateTopic{
                             name.toStdString(), isNumber ? partitions : 1, {}});
                     });
}

void TopicCommands::remove()
{
    const QString topic = m_needs.topics.currentTopic();
    if (topic.isEmpty()) {
        return;
    }
    // Typing the name is harder to do by mistake than a second click.
    m_needs.ask.text(
        tr("All records of %1 on %2 are lost. Type its name to delete it:")
            .arg(topic, QString::fromStdString(m_needs.requests.port().snapshot()->cluster)),
        QString(), tr("Delete 1 Topic"), [this, topic](const QString &typed) {
            if (typed.trimmed() == topic) {
                m_needs.requests.send(runtime::DeleteTopic{topic.toStdString()});
            } else {
                m_needs.ask.tell(tr("Nothing was deleted"),
                                 tr("What was typed is not the name %1.").arg(topic));
            }
        });
}

} // namespace weir::studio
