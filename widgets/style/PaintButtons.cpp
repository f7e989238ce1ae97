#include "widgets/style/Icon.h"
#include "widgets/style/StylePaint.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOption>

namespace weir::studio::paint {

namespace {

struct ButtonColors {
    QColor ground;
    QColor border;
    QColor text;
};

ButtonColors filledColors(const Theme &theme, ColorRole role, bool enabled, bool hover, bool down)
{
    if (!enabled) {
        return {theme.color(ColorRole::Pressed), {}, theme.color(ColorRole::Dim)};
    }
    QColor ground = theme.color(role);
    if (down) {
        ground = theme.mix(role, ColorRole::Window, theme.isDark() ? 0.8 : 0.9);
    } else if (hover) {
        ground = ground.darker(108);
    }
    return {ground, {}, theme.color(ColorRole::OnFilled)};
}

ButtonColors buttonColors(const Theme &theme, const QStyleOption &option, ButtonKind kind)
{
    const QStyle::State state = option.state;
    const bool enabled = state & QStyle::State_Enabled;
    const bool hover = enabled && state & QStyle::State_MouseOver;
    const bool down = enabled && state & (QStyle::State_Sunken | QStyle::State_On);
    // A widget may say its words in another role by its palette (dim hints, a live switch).
    const QColor text = enabled ? option.palette.color(QPalette::Active, QPalette::ButtonText)
                                : theme.color(ColorRole::Faint);
    switch (kind) {
    case ButtonKind::Filled:
        return filledColors(theme, ColorRole::Filled, enabled, hover, down);
    case ButtonKind::Run:
        return filledColors(theme, ColorRole::Run, enabled, hover, down);
    case ButtonKind::Link:
        return {{}, {}, theme.color(enabled ? ColorRole::Selection : ColorRole::Faint)};
    case ButtonKind::Flat:
        return {down    ? theme.color(ColorRole::Pressed)
                : hover ? theme.color(ColorRole::Hover)
                        : QColor(),
                {},
                text};
    case ButtonKind::Plain:
        break;
    }
    return {theme.color(down    ? ColorRole::Pressed
                        : hover ? ColorRole::Hover
                                : ColorRole::Raised),
            theme.color(enabled ? ColorRole::Outline : ColorRole::Hairline), text};
}

void drawContents(QPainter &painter, const QRect &rect, const QIcon &icon, const QSize &iconSize,
                  const QString &text, const QColor &color, QStyle::State state, int flags)
{
    const int gap = icon.isNull() || text.isEmpty() ? 0 : 6;
    const QSize picture = icon.isNull() ? QSize(0, 0) : iconSize;
    const QFontMetrics font(painter.font());
    const QString shown = font.elidedText(
        text, Qt::ElideRight, rect.width() - picture.width() - gap, Qt::TextShowMnemonic);
    const int width = picture.width() + gap + font.size(Qt::TextShowMnemonic, shown).width();
    const int left = flags & Qt::AlignLeft ? rect.left() : rect.left() + (rect.width() - width) / 2;
    if (!icon.isNull()) {
        const QRect place(left, rect.top() + (rect.height() - picture.height()) / 2,
                          picture.width(), picture.height());
        icon.paint(&painter, place, Qt::AlignCenter,
                   state & QStyle::State_Enabled ? QIcon::Normal : QIcon::Disabled,
                   state & QStyle::State_On ? QIcon::On : QIcon::Off);
    }
    painter.setPen(color);
    painter.drawText(QRect(left + picture.width() + gap, rect.top(),
                           rect.right() - left - picture.width() - gap + 1, rect.height()),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextHideMnemonic | Qt::TextSingleLine,
                     shown);
}

} // namespace

void buttonBevel(const Theme &theme, const QStyleOption &option, ButtonKind kind, QPainter &painter)
{
    const ButtonColors colors = buttonColors(theme, option, kind);
    const QRectF rect = option.rect;
    if (colors.ground.isValid() || colors.border.isValid()) {
        box(painter, rect, colors.ground, colors.border, theme.metrics().radius - 1);
    }
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange) {
        focusRing(theme, rect.adjusted(-0.5, -0.5, 0.5, 0.5), painter);
        if (kind == ButtonKind::Filled || kind == ButtonKind::Run) {
            // The accent ring does not stand out on a filled ground; a second one inside does.
            box(painter, rect.adjusted(2, 2, -2, -2), {}, colors.text, theme.metrics().radius - 3);
        }
    }
}

void buttonLabel(const Theme &theme, const QStyleOptionButton &option, ButtonKind kind,
                 QPainter &painter)
{
    painter.save();
    if (kind == ButtonKind::Filled || kind == ButtonKind::Run) {
        QFont font = painter.font();
        font.setWeight(QFont::DemiBold);
        painter.setFont(font);
    }
    QRect rect = option.rect;
    if (option.features & QStyleOptionButton::HasMenu) {
        const QRect arrow(rect.right() - 22, rect.center().y() - 5, 12, 12);
        paintGlyph(painter, arrow, Glyph::ChevronDown, theme.color(ColorRole::Dim));
        rect.setRight(arrow.left());
    }
    drawContents(painter, rect, option.icon, option.iconSize, option.text,
                 buttonColors(theme, option, kind).text, option.state, Qt::AlignCenter);
    painter.restore();
}

void toolButton(const Theme &theme, const QStyleOptionToolButton &option, ButtonKind kind,
                QPainter &painter)
{
    buttonBevel(theme, option, kind, painter);
    painter.save();
    painter.setFont(option.font);
    if (kind == ButtonKind::Filled || kind == ButtonKind::Run) {
        QFont font = option.font;
        font.setWeight(QFont::DemiBold);
        painter.setFont(font);
    }
    const bool menu = option.features & QStyleOptionToolButton::HasMenu &&
                      option.toolButtonStyle != Qt::ToolButtonIconOnly;
    QRect rect = option.rect.adjusted(4, 0, -4, 0);
    if (menu) {
        const QRect arrow(rect.right() - 12, rect.center().y() - 5, 12, 12);
        paintGlyph(painter, arrow, Glyph::ChevronDown, theme.color(ColorRole::Dim));
        rect.setRight(arrow.left() - 2);
    }
    const bool showIcon = option.toolButtonStyle != Qt::ToolButtonTextOnly;
    const bool showText = option.toolButtonStyle != Qt::ToolButtonIconOnly || option.icon.isNull();
    drawContents(painter, rect, showIcon ? option.icon : QIcon(), option.iconSize,
                 showText ? option.text : QString(), buttonColors(theme, option, kind).text,
                 option.state, Qt::AlignCenter);
    painter.restore();
}

void comboBox(const Theme &theme, const QStyleOptionComboBox &option, QPainter &painter,
              const QRectF &arrow)
{
    QStyleOption base = option;
    if (option.editable) {
        fieldFrame(theme, base, painter, option.state & QStyle::State_HasFocus);
    } else {
        buttonBevel(theme, base, ButtonKind::Plain, painter);
    }
    const QRectF glyph(arrow.center().x() - 6, arrow.center().y() - 6, 12, 12);
    paintGlyph(painter, glyph, Glyph::ChevronDown, theme.color(ColorRole::Dim));
}

} // namespace weir::studio::paint
