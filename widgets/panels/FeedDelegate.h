#pragma once

#include <QStyledItemDelegate>

namespace weir::studio {

/// Cells of a live table: monospaced, NULL faint and slanted, rows that were dropped struck through
/// with the reason in the last column.
class FeedDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace weir::studio
