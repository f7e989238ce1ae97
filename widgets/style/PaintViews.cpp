#include "widgets/style/Icon.h"
#include "widgets/style/StylePaint.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOption>

namespace weir::studio::paint {

void headerSection(const Theme &theme, const QStyleOptionHeader &option, QPainter &painter)
{
    painter.fillRect(option.rect, theme.color(ColorRole::Raised));
    const QColor line = theme.color(ColorRole::Hairline);
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), line);
    if (option.state & QStyle::State_MouseOver && option.state & QStyle::State_Enabled) {
        painter.fillRect(
            QRect(option.rect.right(), option.rect.top() + 6, 1, option.rect.height() - 12),
            theme.color(ColorRole::Outline));
    }
}

void headerLabel(const Theme &theme, const QStyleOptionHeader &option, QPainter &painter)
{
    painter.save();
    QFont font = theme.smallFont();
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(theme.color(ColorRole::Dim));
    QRect rect = option.rect.adjusted(8, 0, -8, 0);
    if (option.sortIndicator != QStyleOptionHeader::None) {
        const QRect arrow(rect.right() - 11, rect.center().y() - 5, 12, 12);
        painter.save();
        if (option.sortIndicator == QStyleOptionHeader::SortDown) {
            painter.translate(0, 2.0 * arrow.center().y() + 1);
            painter.scale(1, -1);
        }
        painter.setPen(QPen(theme.color(ColorRole::Dim), 1.4));
        painter.drawPolyline(QPolygon({QPoint(arrow.left() + 2, arrow.top() + 4),
                                       QPoint(arrow.center().x(), arrow.top() + 8),
                                       QPoint(arrow.right() - 2, arrow.top() + 4)}));
        painter.restore();
        rect.setRight(arrow.left() - 4);
    }
    const QString text = QFontMetrics(font).elidedText(option.text, Qt::ElideRight, rect.width());
    const auto align = static_cast<int>(option.textAlignment & Qt::AlignHorizontal_Mask) |
                       Qt::AlignVCenter | Qt::TextSingleLine;
    painter.drawText(rect, align, text);
    painter.restore();
}

void rowGround(const Theme &theme, const QStyleOptionViewItem &option, QPainter &painter)
{
    if (option.state & QStyle::State_Selected) {
        painter.fillRect(option.rect, theme.color(ColorRole::SelectedRow));
    } else if (option.backgroundBrush.style() != Qt::NoBrush) {
        painter.fillRect(option.rect, option.backgroundBrush);
    } else if (option.state & QStyle::State_MouseOver && option.state & QStyle::State_Enabled) {
        painter.fillRect(option.rect, theme.color(ColorRole::Hover));
    }
}

void branch(const Theme &theme, const QStyleOption &option, QPainter &painter)
{
    if (!(option.state & QStyle::State_Children)) {
        return;
    }
    const QRectF rect(option.rect.center().x() - 5.5, option.rect.center().y() - 5.5, 12, 12);
    paintGlyph(painter, rect,
               option.state & QStyle::State_Open ? Glyph::ChevronDown : Glyph::ChevronRight,
               theme.color(ColorRole::Dim));
}

} // namespace weir::studio::paint
