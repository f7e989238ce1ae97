#include "widgets/panels/TablePanel.h"

#include "widgets/panels/EmptyHint.h"
#include "widgets/style/Appearance.h"

#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace weir::studio {

TablePanel::TablePanel(const QStringList &headings, const std::vector<int> &widths,
                       const QString &emptyText, QWidget *parent)
    : QWidget(parent)
    , m_model(new PlainTableModel(headings, this))
    , m_view(new QTableView(this))
    , m_empty(new EmptyHint(emptyText, {}, this))
{
    m_view->setObjectName(QStringLiteral("plainTable"));
    m_view->setAccessibleName(headings.join(QStringLiteral(", ")));
    m_view->setModel(m_model);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setTabKeyNavigation(false);
    m_view->setMouseTracking(true);
    m_view->viewport()->setAutoFillBackground(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setMinimumSectionSize(metrics().text);
    m_view->verticalHeader()->setDefaultSectionSize(metrics().row);
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setStretchLastSection(true);
    const int character = QFontMetrics(theme().uiFont()).averageCharWidth();
    for (std::size_t i = 0; i < widths.size(); ++i) {
        m_view->setColumnWidth(static_cast<int>(i), widths[i] * character + 16);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_empty, 1);
    m_view->hide();
    const auto showEither = [this] {
        m_view->setVisible(m_model->rowCount() > 0);
        m_empty->setVisible(m_model->rowCount() == 0);
    };
    connect(m_model, &QAbstractItemModel::rowsInserted, this, showEither);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, showEither);
    connect(m_view, &QTableView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT rowActivated(index.row()); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &index) { Q_EMIT currentRowChanged(index.row()); });
}

int TablePanel::currentRow() const
{
    return m_view->currentIndex().row();
}

} // namespace weir::studio
