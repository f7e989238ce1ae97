#include "widgets/style/Icon.h"
#include "widgets/style/StylePaint.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOption>
#include <QWidget>

namespace weir::studio::paint {

void tabShape(const Theme &theme, const QStyleOptionTab &option, QPainter &painter)
{
    const bool selected = option.state & QStyle::State_Selected;
    const bool focused =
        option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange;
    if (selected) {
        const QRect rect = option.rect;
        painter.fillRect(QRectF(rect.left() + 4, rect.bottom() - 1, rect.width() - 8, 2),
                         theme.color(ColorRole::Selection));
    }
    if (focused) {
        focusRing(theme, QRectF(option.rect).adjusted(1, 3, -1, -3), painter);
    }
}

void tabLabel(const Theme &theme, const QStyleOptionTab &option, QPainter &painter, const QWidget *)
{
    const bool selected = option.state & QStyle::State_Selected;
    const bool hover = option.state & QStyle::State_MouseOver;
    const bool enabled = option.state & QStyle::State_Enabled;
    painter.save();
    QFont font = painter.font();
    font.setWeight(selected ? QFont::DemiBold : QFont::Normal);
    painter.setFont(font);
    QRect rect =
        option.rect.adjusted(theme.metrics().panelMargin, 0, -theme.metrics().panelMargin, 0);
    if (!option.rightButtonSize.isEmpty()) {
        rect.setRight(option.rect.right() - option.rightButtonSize.width() - 10);
    }
    if (!option.icon.isNull()) {
        const int size = theme.metrics().icon;
        option.icon.paint(&painter,
                          QRect(rect.left(), rect.center().y() - size / 2 + 1, size, size));
        rect.setLeft(rect.left() + size + 6);
    }
    painter.setPen(theme.color(!enabled            ? ColorRole::Faint
                               : selected || hover ? ColorRole::Text
                                                   : ColorRole::Dim));
    const QString text = QFontMetrics(font).elidedText(option.text, Qt::ElideRight,
                                                       rect.width() + 1, Qt::TextShowMnemonic);
    painter.drawText(rect.adjusted(0, 0, 2, 0),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextHideMnemonic | Qt::TextSingleLine,
                     text);
    painter.restore();
}

void menuBarItem(const Theme &theme, const QStyleOptionMenuItem &option, QPainter &painter)
{
    painter.save();
    const bool active = option.state & (QStyle::State_Selected | QStyle::State_Sunken);
    painter.fillRect(option.rect, theme.color(ColorRole::Panel));
    if (active) {
        box(painter, QRectF(option.rect).adjusted(0, 2, 0, -2), theme.color(ColorRole::Hover), {},
            theme.metrics().radius - 2);
    }
    painter.setPen(
        theme.color(option.state & QStyle::State_Enabled ? ColorRole::Text : ColorRole::Faint));
    // Mnemonics are underlined once Alt was pressed, as elsewhere.
    painter.drawText(option.rect,
                     Qt::AlignCenter | Qt::TextSingleLine |
                         (active ? Qt::TextShowMnemonic : Qt::TextHideMnemonic),
                     option.text);
    painter.restore();
}

void menuItem(const Theme &theme, const QStyleOptionMenuItem &option, QPainter &painter)
{
    painter.save();
    const QRect rect = option.rect;
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        const int y = rect.center().y();
        painter.fillRect(QRect(rect.left() + 8, y, rect.width() - 16, 1),
                         theme.color(ColorRole::Hairline));
        painter.restore();
        return;
    }
    const bool enabled = option.state & QStyle::State_Enabled;
    if (option.state & QStyle::State_Selected) {
        box(painter, QRectF(rect).adjusted(4, 0, -4, 0),
            theme.color(enabled ? ColorRole::SelectedRow : ColorRole::Hover), {}, 4);
    }
    const int size = theme.metrics().icon;
    const QRect mark(rect.left() + 12, rect.center().y() - size / 2 + 1, size, size);
    if (option.checkType != QStyleOptionMenuItem::NotCheckable && option.checked) {
        const Glyph glyph =
            option.checkType == QStyleOptionMenuItem::Exclusive ? Glyph::Dot : Glyph::Ok;
        paintGlyph(painter, mark, glyph,
                   theme.color(enabled ? ColorRole::Selection : ColorRole::Faint));
    } else if (!option.icon.isNull()) {
        option.icon.paint(&painter, mark, Qt::AlignCenter,
                          enabled ? QIcon::Normal : QIcon::Disabled);
    }
    painter.setFont(option.font);
    painter.setPen(theme.color(enabled ? ColorRole::Text : ColorRole::Faint));
    const QRect text = rect.adjusted(12 + size + 10, 0, -14, 0);
    const qsizetype tab = option.text.indexOf(u'\t');
    painter.drawText(text,
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic | Qt::TextSingleLine,
                     option.text.left(tab));
    if (tab >= 0) {
        painter.setPen(theme.color(enabled ? ColorRole::Dim : ColorRole::Faint));
        painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
                         option.text.mid(tab + 1));
    }
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        paintGlyph(painter, QRect(rect.right() - 24, rect.center().y() - 5, 12, 12),
                   Glyph::ChevronRight, theme.color(ColorRole::Dim));
    }
    painter.restore();
}

} // namespace weir::studio::paint
