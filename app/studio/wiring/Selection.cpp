#include "app/studio/wiring/Selection.h"

#include "app/studio/DesignerPage.h"
#include "app/studio/Document.h"
#include "app/studio/wiring/EngineView.h"
#include "app/studio/wiring/FeedPump.h"
#include "core/plan/PlanDiff.h"
#include "widgets/canvas/CanvasView.h"
#include "widgets/models/FeedTableModel.h"
#include "widgets/models/NodeText.h"
#include "widgets/panels/NodeRows.h"
#include "widgets/panels/ProjectPanel.h"

#include <utility>

namespace weir::studio {

Selection::Selection(session::EnginePort &port, const Panels &panels, const Document &document,
                     EngineView &view, QObject *parent)
    : QObject(parent)
    , m_port(port)
    , m_panels(panels)
    , m_document(document)
    , m_view(view)
{
    CanvasView *canvas = m_panels.designer->canvas();
    connect(canvas, &CanvasView::selectionChanged, this, &Selection::fromCanvas);
    connect(canvas, &CanvasView::inspectRequested, this, &Selection::revealed);
    connect(m_panels.project, &ProjectPanel::keySelected, this, &Selection::select);
    connect(m_panels.project, &ProjectPanel::keyActivated, this, &Selection::revealed);
    connect(&m_port, &session::EnginePort::languageChanged, this, &Selection::follow);
    // The text may become another one than runs, and the run another one than it was.
    connect(&m_view, &EngineView::summaryChanged, this, &Selection::showClause);
    connect(&m_document, &Document::replaced, this, [this] { m_plan.reset(); });
    NodeRows *rows = m_panels.designer->nodeRows();
    m_rows =
        new FeedPump(m_view, rows,
                     {[this]() -> std::optional<runtime::FeedSpec> {
                          const NodeKey node = tapNode();
                          return node.empty()
                                     ? std::nullopt
                                     : std::optional<runtime::FeedSpec>(runtime::NodeTapSpec{node});
                      },
                      [rows] { rows->model()->clear(); },
                      [rows](const runtime::FeedInfo &info) {
                          rows->model()->setColumns(info.columns);
                          if (info.failure) {
                              rows->setFailure(QString::fromStdString(info.failure->message));
                          }
                      },
                      [rows](runtime::FeedDrain drain) {
                          if (drain.inCount > 0) {
                              rows->setCounts(drain.inCount, drain.outCount);
                          }
                          rows->model()->append(std::move(drain));
                      },
                      {},
                      true});
}

void Selection::fromCanvas(const std::set<NodeKey> &keys)
{
    if (!m_busy) {
        take(keys.count(m_current) != 0 ? m_current : keys.empty() ? NodeKey{} : *keys.begin());
    }
}

// What is selected stays selected when its statement gets another name (ENGINE.md 11).
void Selection::follow()
{
    const auto language = m_port.language();
    if (!language || !language->plan || language->revision != m_document.text().revision()) {
        return;
    }
    const auto before = std::exchange(m_plan, language->plan);
    const auto isIn = [this](const plan::LogicalPlan &plan) {
        const std::string statement = m_current.statement();
        return plan.findNode(m_current) || plan.findQuery(statement) ||
               plan.sources.count(statement) != 0;
    };
    if (m_current.empty() || !before || isIn(*language->plan)) {
        return;
    }
    const auto match = plan::matchNodes(*before, *language->plan, {});
    if (const auto found = match.find(m_current); found != match.end()) {
        select(found->second);
    }
}

void Selection::select(const NodeKey &key)
{
    if (m_busy) {
        return;
    }
    m_busy = true;
    m_panels.designer->canvas()->setSelection(key.empty() ? std::set<NodeKey>()
                                                          : std::set<NodeKey>{key});
    m_busy = false;
    take(key);
}

/// Makes it the current one; what else the canvas has selected stays.
void Selection::take(const NodeKey &key)
{
    if (key == m_current) {
        return;
    }
    m_busy = true;
    m_current = key;
    m_panels.project->select(key);
    m_view.setInspected(key);
    showRows();
    m_busy = false;
    Q_EMIT changed(key);
}

NodeKey Selection::tapNode() const
{
    const auto language = m_port.language();
    if (m_current.empty() || !language || !language->plan) {
        return {};
    }
    if (language->plan->findNode(m_current)) {
        return m_current;
    }
    // A whole statement shows what leaves it.
    const plan::Query *query = language->plan->findQuery(m_current.value);
    return query && !query->nodes.empty() ? query->root().key : NodeKey{};
}

void Selection::showRows()
{
    QString name;
    const NodeKey tapped = tapNode();
    if (!tapped.empty()) {
        name = QString::fromStdString(tapped.statement());
        const plan::LogicalPlan &plan = *m_port.language()->plan;
        const plan::Query *query = plan.findQuery(tapped.statement());
        const plan::Node *node = plan.findNode(tapped);
        if (query && node && isShownNode(*query, *node)) {
            name += QStringLiteral(" / ") + nodeText(*query, *node).title;
        }
    }
    m_panels.designer->nodeRows()->setNode(name);
    showClause();
    m_rows->restart();
}

void Selection::showClause()
{
    const NodeKey tapped = tapNode();
    QString clause;
    if (!tapped.empty()) {
        const plan::LogicalPlan &plan = *m_port.language()->plan;
        const plan::Query *query = plan.findQuery(tapped.statement());
        const plan::Node *node = plan.findNode(tapped);
        if (query && node && std::holds_alternative<plan::FilterOp>(node->op)) {
            clause = nodeText(*query, *node).detail;
        }
    }
    m_panels.designer->nodeRows()->setClause(
        clause, m_view.summary().edited.count(tapped.statement()) != 0);
}

} // namespace weir::studio
