#include "widgets/undo/HistoryPanel.h"

#include "widgets/style/Appearance.h"
#include "widgets/style/Icon.h"
#include "widgets/undo/HistoryModel.h"

#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace weir::studio {

namespace {

/// A row: where it stands as a glyph, the label, what it wrote, "saved" at the right. What was
/// taken back is dim and struck through.
class StepDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        painter->save();
        const Metrics &size = metrics();
        const bool current = index.data(HistoryModel::CurrentRole).toBool();
        const bool done = index.data(HistoryModel::DoneRole).toBool();
        if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(themeColor(
                option.state & QStyle::State_Selected ? ColorRole::SelectedRow : ColorRole::Hover));
            painter->drawRoundedRect(option.rect.adjusted(6, 0, -6, 0), 5, 5);
        }
        QRect rect = option.rect.adjusted(size.panelMargin + 4, 0, -size.panelMargin, 0);
        if (current) {
            paintGlyph(
                *painter,
                QRectF(rect.left(), rect.center().y() - size.icon / 2 + 1, size.icon, size.icon),
                Glyph::ChevronRight, themeColor(ColorRole::Selection));
        }
        rect.setLeft(rect.left() + size.icon + 6);
        if (index.data(HistoryModel::SavedRole).toBool()) {
            drawRight(*painter, rect, HistoryPanel::tr("saved"));
        }
        QFont font = current ? theme().strongFont() : theme().uiFont();
        font.setStrikeOut(!done);
        painter->setFont(font);
        painter->setPen(themeColor(done ? ColorRole::Text : ColorRole::Dim));
        const QFontMetrics words(font);
        const QString label =
            words.elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, rect.width());
        painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, label);
        rect.setLeft(rect.left() + words.horizontalAdvance(label) + 8);
        drawDetail(*painter, rect, index.data(HistoryModel::DetailRole).toString());
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {80, metrics().row};
    }

private:
    static void drawRight(QPainter &painter, QRect &rect, const QString &text)
    {
        const QFontMetrics words(theme().smallFont());
        painter.setFont(theme().smallFont());
        painter.setPen(themeColor(ColorRole::Dim));
        painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, text);
        rect.setRight(rect.right() - words.horizontalAdvance(text) - 8);
    }

    static void drawDetail(QPainter &painter, const QRect &rect, const QString &text)
    {
        if (rect.width() < 24) {
            return;
        }
        const QFontMetrics words(theme().smallMonoFont());
        painter.setFont(theme().smallMonoFont());
        painter.setPen(themeColor(ColorRole::Dim));
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         words.elidedText(text, Qt::ElideRight, rect.width()));
    }
};

} // namespace

HistoryPanel::HistoryPanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new HistoryModel(this))
    , m_view(new QListView(this))
{
    setObjectName(QStringLiteral("historyPanel"));
    m_view->setObjectName(QStringLiteral("historyView"));
    m_view->setAccessibleName(tr("History"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new StepDelegate(m_view));
    m_view->setUniformItemSizes(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setMouseTracking(true);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->viewport()->setAutoFillBackground(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addWidget(m_view);
    // A click is enough; the arrow keys only move the mark until Enter says so.
    const auto choose = [this](const QModelIndex &index) { Q_EMIT stepChosen(index.row()); };
    connect(m_view, &QListView::clicked, this, choose);
    connect(m_view, &QListView::activated, this, choose);
}

void HistoryPanel::followCurrent()
{
    const QModelIndex current = m_model->index(m_model->currentRow());
    m_view->setCurrentIndex(current);
    m_view->scrollTo(current);
}

} // namespace weir::studio
