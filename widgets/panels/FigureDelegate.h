#pragma once

#include <QStyledItemDelegate>

namespace weir::studio {

/// Rows of a side panel: icon, name (elided in the middle), a dim figure at the right; group
/// headings in small dim capitals.
class FigureDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    /// `figureRole` holds the text at the right, `groupRole` a bool; -1 for none. `monoFigure` for
    /// code.
    FigureDelegate(int figureRole, int groupRole, bool monoFigure, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    bool isGroup(const QModelIndex &index) const;

    int m_figureRole;
    int m_groupRole;
    bool m_monoFigure;
};

} // namespace weir::studio
