#pragma once

#include "widgets/style/ButtonKind.h"
#include "widgets/style/Theme.h"

class QPainter;
class QRectF;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionFrame;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionTab;
class QStyleOptionToolButton;
class QStyleOptionViewItem;
class QWidget;

/// What WeirStyle paints, one function a thing. Each paints its whole part and leaves the painter
/// as it found it.
namespace weir::studio::paint {

// PaintBasics.cpp
/// A rounded box; `border` may be invalid for none.
void box(QPainter &painter, const QRectF &rect, const QColor &ground, const QColor &border,
         qreal radius);
void focusRing(const Theme &theme, const QRectF &rect, QPainter &painter);
void fieldFrame(const Theme &theme, const QStyleOption &option, QPainter &painter, bool focused);
void panel(const Theme &theme, const QStyleOption &option, QPainter &painter);
void checkMark(const Theme &theme, const QStyleOption &option, QPainter &painter);
void radioMark(const Theme &theme, const QStyleOption &option, QPainter &painter);
void progressGroove(const Theme &theme, const QStyleOptionProgressBar &option, QPainter &painter);
void progressContents(const Theme &theme, const QStyleOptionProgressBar &option, QPainter &painter);
void scrollBar(const Theme &theme, const QStyleOptionSlider &option, QPainter &painter,
               const QRectF &slider);

// PaintButtons.cpp
void buttonBevel(const Theme &theme, const QStyleOption &option, ButtonKind kind,
                 QPainter &painter);
void buttonLabel(const Theme &theme, const QStyleOptionButton &option, ButtonKind kind,
                 QPainter &painter);
void toolButton(const Theme &theme, const QStyleOptionToolButton &option, ButtonKind kind,
                QPainter &painter);
void comboBox(const Theme &theme, const QStyleOptionComboBox &option, QPainter &painter,
              const QRectF &arrow);

// PaintBars.cpp
void tabShape(const Theme &theme, const QStyleOptionTab &option, QPainter &painter);
void tabLabel(const Theme &theme, const QStyleOptionTab &option, QPainter &painter,
              const QWidget *widget);
void menuBarItem(const Theme &theme, const QStyleOptionMenuItem &option, QPainter &painter);
void menuItem(const Theme &theme, const QStyleOptionMenuItem &option, QPainter &painter);

// PaintViews.cpp
void headerSection(const Theme &theme, const QStyleOptionHeader &option, QPainter &painter);
void headerLabel(const Theme &theme, const QStyleOptionHeader &option, QPainter &painter);
void rowGround(const Theme &theme, const QStyleOptionViewItem &option, QPainter &painter);
void branch(const Theme &theme, const QStyleOption &option, QPainter &painter);

} // namespace weir::studio::paint
