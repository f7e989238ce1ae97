#include "app/studio/wiring/HistoryLink.h"

#include "app/studio/Document.h"
#include "widgets/panels/VisibleWhile.h"
#include "widgets/undo/HistoryModel.h"
#include "widgets/undo/HistoryPanel.h"

namespace weir::studio {

namespace {

constexpr int kBurstMs = 50;

} // namespace

HistoryLink::HistoryLink(Document &document, HistoryPanel &panel, QObject *parent)
    : QObject(parent)
    , m_document(document)
    , m_panel(panel)
{
    m_due.setSingleShot(true);
    m_due.setInterval(kBurstMs);
    connect(&m_due, &QTimer::timeout, this, &HistoryLink::show);
    m_seen = new VisibleWhile(&panel, [this](bool seen) {
        if (seen) {
            show();
        }
    });
    connect(&document, &Document::stateChanged, this, [this] {
        if (m_seen->isSeen() && !m_due.isActive()) {
            m_due.start();
        }
    });
    connect(&panel, &HistoryPanel::stepChosen, this, [this](int steps) {
        m_document.goTo(static_cast<std::size_t>(steps));
        show();
    });
}

void HistoryLink::show()
{
    const project::History &history = m_document.history();
    m_panel.model()->show(historySteps(history), history.doneSteps(), history.cleanSteps());
    m_panel.followCurrent();
}

} // namespace weir::studio
