#pragma once

#include <QStyledItemDelegate>

namespace weir::studio {

class DiffModel;

/// Paints a row of a DiffModel: both line numbers, the sign, the line in the monospaced face on a
/// ground that says the same as the sign.
class DiffDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    /// `model` must outlive the delegate.
    DiffDelegate(const DiffModel &model, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    /// As wide as the longest row, so that the view scrolls over the same width at every row.
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int numberWidth() const;

    const DiffModel &m_model;
};

} // namespace weir::studio
