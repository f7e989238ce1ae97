#include "app/studio/wiring/RecordTabs.h"

#include "app/studio/MainWindow.h"
#include "app/studio/Panels.h"
#include "app/studio/actions/ActionRegistry.h"
#include "app/studio/wiring/FeedPump.h"
#include "app/studio/wiring/Requests.h"
#include "widgets/models/FeedTableModel.h"
#include "widgets/panels/FeedTable.h"
#include "widgets/panels/PanelStack.h"
#include "widgets/panels/RecordTab.h"
#include "widgets/panels/TopicsPanel.h"

#include <QPointer>

#include <utility>

namespace weir::studio {

RecordTabs::RecordTabs(ActionRegistry &actions, MainWindow &window, const Panels &panels,
                       Requests &requests, const EngineView &view, QObject *parent)
    : QObject(parent)
    , m_actions(actions)
    , m_window(window)
    , m_requests(requests)
    , m_view(view)
{
    TopicsPanel *topics = panels.topics;
    connect(topics, &TopicsPanel::topicActivated, this, &RecordTabs::open);
    actions.on(ActionId::OpenRecords, this, [this, topics] { open(topics->currentTopic()); });
    actions.setDisabledReason(ActionId::OpenRecords, tr("No topic is selected"));
    connect(topics, &TopicsPanel::currentTopicChanged, this, [&actions](const QString &topic) {
        actions.setDisabledReason(ActionId::OpenRecords,
                                  topic.isEmpty() ? tr("No topic is selected") : QString());
    });
}

void RecordTabs::open(const QString &topic)
{
    if (topic.isEmpty()) {
        return;
    }
    const QString id = QStringLiteral("records:") + topic;
    PanelStack *centre = m_window.stack(MainWindow::Side::Centre);
    if (!centre->page(id)) {
        auto *tab = new RecordTab(topic);
        tab->setObjectName(id);
        m_actions.addTo(tab->table(), ActionContext::Table);
        centre->addPage(id, tr("%1 · records").arg(topic), tab, true);
        session::EnginePort &port = m_requests.port();
        auto *pump = new FeedPump(
            m_view, tab,
            {[tab, &port]() -> std::optional<runtime::FeedSpec> {
                 return tab->spec(port.snapshot()->time);
             },
             [tab] { tab->model()->clear(); },
             [tab](const runtime::FeedInfo &info) {
                 tab->setFailure(info.failure ? QString::fromStdString(info.failure->message)
                                              : QString());
                 tab->model()->setColumns(info.columns);
             },
             [tab](runtime::FeedDrain drain) { tab->model()->append(std::move(drain)); },
             [tab, &port]() -> std::optional<runtime::FeedSpec> {
                 return tab->specGoingOn(port.snapshot()->time);
             }});
        connect(tab, &RecordTab::specChanged, pump, &FeedPump::restart);
        connect(
            tab, &RecordTab::recordRequested, this, [this, tab](const runtime::RecordName &record) {
                m_requests.send(
                    runtime::FetchRecord{record},
                    [tab = QPointer<RecordTab>(tab)](const Result<runtime::Answer> &answer) {
                        if (!tab) {
                            return;
                        }
                        if (!answer) {
                            tab->setFailure(QString::fromStdString(answer.error().message));
                        } else if (const auto *full = std::get_if<runtime::FullRecord>(&*answer)) {
                            tab->showRecord(*full);
                        }
                    });
            });
    }
    m_window.showPage(id);
}

} // namespace weir::studio
