#include "widgets/style/Icon.h"
#include "widgets/style/StylePaint.h"

#include <QPainter>
#include <QStyleOption>

#include <algorithm>

namespace weir::studio::paint {

void box(QPainter &painter, const QRectF &rect, const QColor &ground, const QColor &border,
         qreal radius)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(ground.isValid() ? QBrush(ground) : QBrush(Qt::NoBrush));
    if (border.isValid()) {
        painter.setPen(QPen(border, 1));
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    } else {
        painter.setPen(Qt::NoPen);
        painter.drawRoundedRect(rect, radius, radius);
    }
    painter.restore();
}

void focusRing(const Theme &theme, const QRectF &rect, QPainter &painter)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(ColorRole::Selection), 1.5));
    const qreal radius = theme.metrics().radius - 1;
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius);
    painter.restore();
}

void fieldFrame(const Theme &theme, const QStyleOption &option, QPainter &painter, bool focused)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const QColor ground = theme.color(enabled ? ColorRole::Field : ColorRole::Panel);
    box(painter, option.rect, ground,
        theme.color(enabled ? ColorRole::Outline : ColorRole::Hairline),
        theme.metrics().radius - 1);
    if (focused) {
        focusRing(theme, QRectF(option.rect).adjusted(-0.5, -0.5, 0.5, 0.5), painter);
    }
}

void panel(const Theme &theme, const QStyleOption &option, QPainter &painter)
{
    painter.fillRect(option.rect, theme.color(ColorRole::Raised));
    painter.save();
    painter.setPen(theme.color(ColorRole::Outline));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    painter.restore();
}

void checkMark(const Theme &theme, const QStyleOption &option, QPainter &painter)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool on = option.state & (QStyle::State_On | QStyle::State_NoChange);
    const QRectF rect = option.rect;
    const QColor ground = theme.color(on && enabled ? ColorRole::Filled : ColorRole::Field);
    const QColor border =
        theme.color(on && enabled                            ? ColorRole::Filled
                    : option.state & QStyle::State_MouseOver ? ColorRole::Dim
                                                             : ColorRole::Outline);
    box(painter, rect, ground, border, 3);
    const QColor ink = theme.color(enabled ? ColorRole::OnFilled : ColorRole::Faint);
    if (option.state & QStyle::State_On) {
        paintGlyph(painter, rect.adjusted(1.5, 1.5, -1.5, -1.5), Glyph::Ok, ink);
    } else if (option.state & QStyle::State_NoChange) {
        paintGlyph(painter, rect.adjusted(1.5, 1.5, -1.5, -1.5), Glyph::Minus, ink);
    }
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange) {
        focusRing(theme, rect.adjusted(-2, -2, 2, 2), painter);
    }
}

void radioMark(const Theme &theme, const QStyleOption &option, QPainter &painter)
{
    const bool on = option.state & QStyle::State_On;
    const QRectF rect = option.rect;
    box(painter, rect, theme.color(on ? ColorRole::Filled : ColorRole::Field),
        theme.color(on ? ColorRole::Filled : ColorRole::Outline), rect.height() / 2);
    if (on) {
        box(painter, rect.adjusted(5, 5, -5, -5), theme.color(ColorRole::OnFilled), {}, 3);
    }
}

void progressGroove(const Theme &theme, const QStyleOptionProgressBar &option, QPainter &painter)
{
    const QRectF rect(option.rect.left(), option.rect.center().y() - 2, option.rect.width(), 5);
    box(painter, rect, theme.color(ColorRole::Hairline), {}, 2.5);
}

void progressContents(const Theme &theme, const QStyleOptionProgressBar &option, QPainter &painter)
{
    const qreal range = std::max(1, option.maximum - option.minimum);
    // A busy bar (no range) stands still: motion says nothing that the text beside it does not.
    const qreal share =
        option.maximum == option.minimum ? 0.3 : (option.progress - option.minimum) / range;
    const QRectF rect(option.rect.left(), option.rect.center().y() - 2, option.rect.width() * share,
                      5);
    box(painter, rect, theme.color(ColorRole::Stream), {}, 2.5);
}

void scrollBar(const Theme &theme, const QStyleOptionSlider &option, QPainter &painter,
               const QRectF &slider)
{
    if (option.maximum <= option.minimum) {
        return;
    }
    const bool active = option.state & QStyle::State_MouseOver ||
                        (option.state & QStyle::State_Sunken &&
                         option.activeSubControls & QStyle::SC_ScrollBarSlider);
    const QRectF thumb = slider.adjusted(2, 2, -2, -2);
    box(painter, thumb, theme.color(active ? ColorRole::Faint : ColorRole::Outline), {},
        std::min(thumb.width(), thumb.height()) / 2);
}

} // namespace weir::studio::paint
