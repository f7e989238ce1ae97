#include "widgets/panels/FeedTable.h"

#include "widgets/models/DisplayZone.h"
#include "widgets/models/FeedTableModel.h"
#include "widgets/models/Figures.h"
#include "widgets/panels/ElidedLabel.h"
#include "widgets/panels/FeedDelegate.h"
#include "widgets/style/Appearance.h"
#include "widgets/style/ButtonKind.h"
#include "widgets/style/Icon.h"

#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>
#include <utility>

namespace weir::studio {

namespace {

int columnWidth(const FeedTableModel &model, int column)
{
    const QString heading = model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    const int headingWidth = QFontMetrics(theme().strongFont()).horizontalAdvance(heading) + 28;
    const QFontMetrics mono(theme().monoFont());
    const bool number =
        model.headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt() & Qt::AlignRight;
    // A BIGINT is often a time in milliseconds: 13 digits.
    const bool big = model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString() ==
                     QLatin1String("BIGINT");
    int wish = big ? 14 : number ? 9 : 20;
    if (heading.endsWith(QStringLiteral("(%1)").arg(DisplayZone::instance().name()))) {
        wish = 25;
    }
    return std::max(headingWidth, mono.averageCharWidth() * wish + 16);
}

} // namespace

FeedTable::FeedTable(FeedTableModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_view(new QTableView(this))
    , m_pill(new QPushButton(this))
    , m_state(new ElidedLabel({}, ColorRole::Dim, ElidedLabel::Face::Small, this))
{
    m_view->setObjectName(QStringLiteral("feedTable"));
    m_view->setModel(model);
    m_view->setItemDelegate(new FeedDelegate(m_view));
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    m_view->setTabKeyNavigation(false);
    m_view->setAccessibleName(tr("Rows"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setMinimumSectionSize(metrics().text);
    m_view->verticalHeader()->setDefaultSectionSize(metrics().row - 4);
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_pill->setObjectName(QStringLiteral("newRowsPill"));
    m_pill->setFocusPolicy(Qt::NoFocus);
    setButtonKind(*m_pill, ButtonKind::Filled);
    m_pill->setIcon(icon(Glyph::ArrowDown, ColorRole::OnFilled));
    m_pill->hide();
    m_state->setContentsMargins(metrics().panelMargin, 2, metrics().panelMargin, 4);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_state);
    connect(m_pill, &QPushButton::clicked, this, [this] { setFollowing(true); });
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, &FeedTable::scrolled);
    connect(m_view, &QTableView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT rowActivated(index.row()); });
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        m_waiting = 0;
        m_lost = 0;
        layOutColumns();
        showState();
    });
    connect(model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { rowsCame(last - first + 1); });
    connect(model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { rowsWent(last - first + 1); });
    layOutColumns();
    showState();
}

void FeedTable::layOutColumns()
{
    for (int column = 0; column < m_model->columnCount(); ++column) {
        m_view->setColumnWidth(column, columnWidth(*m_model, column));
    }
}

void FeedTable::setFollowing(bool follow)
{
    if (follow) {
        m_moving = true;
        m_view->scrollToBottom();
        m_moving = false;
        m_waiting = 0;
        m_lost = 0;
    }
    if (std::exchange(m_following, follow) != follow) {
        Q_EMIT followingChanged(follow);
    }
    showState();
}

void FeedTable::scrolled(int value)
{
    if (!m_moving) {
        setFollowing(value >= m_view->verticalScrollBar()->maximum());
    }
}

void FeedTable::rowsCame(int count)
{
    if (m_following) {
        // The view lays out later; scrolling to the end makes it do so now, once a drain.
        m_moving = true;
        m_view->scrollToBottom();
        m_moving = false;
    } else {
        m_waiting += count;
    }
    showState();
}

void FeedTable::rowsWent(int count)
{
    if (m_following) {
        return;
    }
    QScrollBar *bar = m_view->verticalScrollBar();
    m_lost += std::max(0, count - bar->value());
    m_moving = true;
    bar->setValue(std::max(0, bar->value() - count));
    m_moving = false;
}

void FeedTable::showState()
{
    QStringList parts;
    parts.append(
        countOf(static_cast<std::uint64_t>(m_model->rowCount()), tr("%1 row"), tr("%1 rows")));
    if (m_model->rowCount() > static_cast<int>(m_model->capacity() / 2)) {
        parts.append(tr("at most %1 are kept").arg(countText(m_model->capacity())));
    }
    if (m_model->droppedUnseen() > 0) {
        parts.append(tr("%1 dropped unseen").arg(countText(m_model->droppedUnseen())));
    }
    if (m_lost > 0) {
        parts.append(
            tr("%1 rows no longer kept").arg(countText(static_cast<std::uint64_t>(m_lost))));
    }
    parts.append(m_following ? tr("following") : tr("not following"));
    m_state->setText(parts.join(QStringLiteral(" · ")));
    m_pill->setVisible(!m_following && m_waiting > 0);
    if (m_pill->isVisible()) {
        m_pill->setText(tr("%1 new").arg(countText(static_cast<std::uint64_t>(m_waiting))));
        placePill();
    }
}

void FeedTable::placePill()
{
    m_pill->resize(m_pill->sizeHint());
    m_pill->move((m_view->width() - m_pill->width()) / 2, m_view->height() - m_pill->height() - 16);
    m_pill->raise();
}

std::vector<int> FeedTable::selectedRows() const
{
    std::vector<int> rows;
    for (const QModelIndex &index : m_view->selectionModel()->selectedRows()) {
        rows.push_back(index.row());
    }
    std::sort(rows.begin(), rows.end());
    if (rows.empty()) {
        rows.resize(static_cast<std::size_t>(m_model->rowCount()));
        std::iota(rows.begin(), rows.end(), 0);
    }
    return rows;
}

void FeedTable::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placePill();
}

} // namespace weir::studio
