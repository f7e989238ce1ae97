#include "widgets/panels/TopicsPanel.h"

#include "widgets/models/Figures.h"
#include "widgets/models/TopicFilter.h"
#include "widgets/models/TopicModel.h"
#include "widgets/panels/EmptyHint.h"
#include "widgets/panels/FigureDelegate.h"
#include "widgets/panels/TopicCard.h"
#include "widgets/style/Appearance.h"

#include <QLineEdit>
#include <QTreeView>
#include <QVBoxLayout>

namespace weir::studio {

TopicsPanel::TopicsPanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new TopicModel(this))
    , m_filter(new TopicFilter(this))
    , m_field(new QLineEdit(this))
    , m_view(new QTreeView(this))
    , m_card(new TopicCard(this))
    , m_empty(new EmptyHint(
          tr("Topics of the cluster appear here. Run the pipeline, or connect to a Kafka."), {},
          this))
{
    m_filter->setSourceModel(m_model);
    m_field->setObjectName(QStringLiteral("topicFilter"));
    m_field->setPlaceholderText(tr("Filter topics"));
    m_field->setAccessibleName(tr("Filter topics"));
    m_field->setClearButtonEnabled(true);
    m_view->setObjectName(QStringLiteral("topicView"));
    m_view->setAccessibleName(tr("Topics"));
    m_view->setModel(m_filter);
    m_view->setHeaderHidden(true);
    m_view->setRootIsDecorated(false);
    m_view->setItemsExpandable(false);
    m_view->setIndentation(0);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setMouseTracking(true);
    m_view->setDragEnabled(true);
    m_view->setDragDropMode(QAbstractItemView::DragOnly);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->viewport()->setAutoFillBackground(false);
    m_view->setItemDelegate(
        new FigureDelegate(TopicModel::FigureRole, TopicModel::GroupRole, false, m_view));
    m_card->hide();

    auto *top = new QVBoxLayout;
    top->setContentsMargins(8, 8, 8, 0);
    top->addWidget(m_field);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_card);
    m_view->hide();

    connect(m_field, &QLineEdit::textChanged, m_filter, &TopicFilter::setText);
    connect(m_field, &QLineEdit::textChanged, m_view, &QTreeView::expandAll);
    connect(m_filter, &QAbstractItemModel::rowsInserted, m_view, &QTreeView::expandAll);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        showCard();
        Q_EMIT currentTopicChanged(currentTopic());
    });
    connect(m_view, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (const TopicRow *topic = m_model->row(m_filter->mapToSource(index))) {
            Q_EMIT topicActivated(topic->name);
        }
    });
}

void TopicsPanel::setRows(const std::vector<TopicRow> &rows, EpochMs now)
{
    m_rates.note(rows, now);
    m_model->setRows(rows);
    const int count = m_model->topicCount();
    m_field->setPlaceholderText(count == 0
                                    ? tr("Filter topics")
                                    : countOf(static_cast<std::uint64_t>(count),
                                              tr("Filter %1 topic"), tr("Filter %1 topics")));
    m_view->setVisible(count > 0);
    m_empty->setVisible(count == 0);
    if (m_view->isVisible() && !m_view->isExpanded(m_filter->index(0, 0))) {
        m_view->expandAll();
    }
    showCard();
}

QString TopicsPanel::currentTopic() const
{
    const TopicRow *topic = m_model->row(m_filter->mapToSource(m_view->currentIndex()));
    return topic ? topic->name : QString();
}

QStringList TopicsPanel::topicsInView() const
{
    QStringList topics;
    if (!isVisible()) {
        return topics;
    }
    const int bottom = m_view->viewport()->height();
    for (QModelIndex index = m_view->indexAt({0, 0});
         index.isValid() && m_view->visualRect(index).top() < bottom;
         index = m_view->indexBelow(index)) {
        if (const TopicRow *topic = m_model->row(m_filter->mapToSource(index))) {
            topics.append(topic->name);
        }
    }
    const QString selected = currentTopic();
    if (!selected.isEmpty() && !topics.contains(selected)) {
        topics.append(selected);
    }
    return topics;
}

void TopicsPanel::selectTopic(const QString &topic)
{
    m_view->setCurrentIndex(m_filter->mapFromSource(m_model->find(topic)));
}

void TopicsPanel::focusFilter()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void TopicsPanel::showCard()
{
    const TopicRow *topic = m_model->row(m_filter->mapToSource(m_view->currentIndex()));
    m_card->setVisible(topic != nullptr);
    if (topic) {
        m_card->show(*topic, m_rates.of(topic->name));
    }
}

} // namespace weir::studio
