#include "widgets/panels/FigureDelegate.h"

#include "widgets/style/Appearance.h"

#include <QIcon>
#include <QPainter>

#include <algorithm>

namespace weir::studio {

FigureDelegate::FigureDelegate(int figureRole, int groupRole, bool monoFigure, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_figureRole(figureRole)
    , m_groupRole(groupRole)
    , m_monoFigure(monoFigure)
{
}

bool FigureDelegate::isGroup(const QModelIndex &index) const
{
    return m_groupRole >= 0 && index.data(m_groupRole).toBool();
}

void FigureDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Metrics &size = metrics();
    painter->save();
    if (isGroup(index)) {
        QFont font = theme().smallFont();
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(themeColor(ColorRole::Dim));
        painter->drawText(option.rect.adjusted(size.panelMargin + 4, 0, -size.panelMargin, -4),
                          Qt::AlignLeft | Qt::AlignBottom | Qt::TextSingleLine,
                          index.data(Qt::DisplayRole).toString());
        painter->restore();
        return;
    }
    const QRect ground = option.rect.adjusted(6, 0, -6, 0);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected || option.state & QStyle::State_MouseOver) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(themeColor(selected ? ColorRole::SelectedRow : ColorRole::Hover));
        painter->drawRoundedRect(ground, 5, 5);
    }
    QRect rect = option.rect.adjusted(size.panelMargin + 4, 0, -size.panelMargin, 0);
    const QIcon picture = index.data(Qt::DecorationRole).value<QIcon>();
    if (!picture.isNull()) {
        const QRect place(rect.left(), rect.center().y() - size.icon / 2 + 1, size.icon, size.icon);
        picture.paint(painter, place);
        rect.setLeft(place.right() + 9);
    }
    const QFontMetrics font(theme().uiFont());
    const QString figure = m_figureRole < 0 ? QString() : index.data(m_figureRole).toString();
    const QFont figureFont = m_monoFigure ? theme().smallMonoFont() : theme().uiFont();
    const QFontMetrics figureSize(figureFont);
    const QString name = index.data(Qt::DisplayRole).toString();
    if (!figure.isEmpty()) {
        // A name goes before a long clause, a short figure before a long name.
        const int wish = figureSize.horizontalAdvance(figure);
        const int room =
            m_monoFigure ? std::max(0, rect.width() - font.horizontalAdvance(name) - 12) : wish;
        const QString shown =
            m_monoFigure ? figureSize.elidedText(figure, Qt::ElideRight, room) : figure;
        if (room > 30 || !m_monoFigure) {
            painter->setFont(figureFont);
            painter->setPen(themeColor(ColorRole::Dim));
            painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, shown);
            rect.setRight(rect.right() - figureSize.horizontalAdvance(shown) - 8);
        }
    }
    painter->setFont(theme().uiFont());
    painter->setPen(themeColor(ColorRole::Text));
    painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      font.elidedText(name, Qt::ElideMiddle, rect.width()));
    painter->restore();
}

QSize FigureDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {80, isGroup(index) ? metrics().row + 6 : metrics().row};
}

} // namespace weir::studio
