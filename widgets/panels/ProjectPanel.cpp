#include "widgets/panels/ProjectPanel.h"

#include "widgets/panels/EmptyHint.h"
#include "widgets/panels/FigureDelegate.h"
#include "widgets/style/Appearance.h"

#include <QTreeView>
#include <QVBoxLayout>

#include <utility>

namespace weir::studio {

ProjectPanel::ProjectPanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new OutlineModel(this))
    , m_view(new QTreeView(this))
    , m_empty(new EmptyHint(tr("Statements of the pipeline and their nodes appear here. Type a "
                               "CREATE STREAM in the SQL."),
                            {}, this))
{
    m_view->setObjectName(QStringLiteral("outlineView"));
    m_view->setAccessibleName(tr("Outline"));
    m_view->setModel(m_model);
    m_view->setHeaderHidden(true);
    m_view->setIndentation(14);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setMouseTracking(true);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->viewport()->setAutoFillBackground(false);
    m_view->setUniformRowHeights(true);
    m_view->setItemDelegate(new FigureDelegate(OutlineModel::FigureRole, -1, true, m_view));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_empty, 1);
    m_view->hide();
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) {
                if (const OutlineItem *item = m_model->item(index); item && !m_selecting) {
                    Q_EMIT keySelected(item->key);
                }
            });
    connect(m_view, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (const OutlineItem *item = m_model->item(index)) {
            Q_EMIT keyActivated(item->key);
        }
    });
}

void ProjectPanel::setItems(std::vector<OutlineItem> items)
{
    const OutlineItem *current = m_model->item(m_view->currentIndex());
    const NodeKey key = current ? current->key : NodeKey{};
    if (items == m_model->items()) {
        return;
    }
    m_model->setItems(std::move(items));
    const bool any = m_model->rowCount() > 0;
    m_view->setVisible(any);
    m_empty->setVisible(!any);
    m_view->expandAll();
    select(key);
}

void ProjectPanel::select(const NodeKey &key)
{
    m_selecting = true;
    m_view->setCurrentIndex(key.empty() ? QModelIndex() : m_model->find(key));
    m_selecting = false;
}

} // namespace weir::studio
