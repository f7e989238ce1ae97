#include "widgets/panels/FeedDelegate.h"

#include "widgets/models/FeedTableModel.h"
#include "widgets/style/Appearance.h"

#include <QPainter>

namespace weir::studio {

void FeedDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    painter->save();
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(option.rect, themeColor(ColorRole::SelectedRow));
    }
    const bool null = index.data(FeedTableModel::NullRole).toBool();
    const bool dropped = index.data(FeedTableModel::DroppedRole).toBool();
    QRect rect = option.rect.adjusted(8, 0, -8, 0);
    if (dropped && index.column() + 1 == index.model()->columnCount()) {
        const QString reason = index.data(FeedTableModel::ReasonRole).toString();
        const QFontMetrics small(theme().smallFont());
        painter->setFont(theme().smallFont());
        painter->setPen(themeColor(ColorRole::Dim));
        const QString shown = small.elidedText(reason, Qt::ElideRight, rect.width() / 2);
        painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, shown);
        rect.setRight(rect.right() - small.horizontalAdvance(shown) - 12);
    }
    QFont font = theme().monoFont();
    font.setStrikeOut(dropped);
    font.setItalic(null);
    painter->setFont(font);
    painter->setPen(themeColor(dropped || null ? ColorRole::Dim : ColorRole::Text));
    const QString text = index.data(Qt::DisplayRole).toString();
    const auto align = index.data(Qt::TextAlignmentRole).toInt();
    painter->drawText(rect, align | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
    painter->restore();
}

QSize FeedDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {60, metrics().row - 4};
}

} // namespace weir::studio
