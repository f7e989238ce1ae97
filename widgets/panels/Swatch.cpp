#include "widgets/panels/Swatch.h"

#include "widgets/style/Appearance.h"

#include <QPainter>

namespace weir::studio {

Swatch::Swatch(Glyph glyph, ColorRole role, QWidget *parent)
    : QWidget(parent)
    , m_glyph(glyph)
    , m_role(role)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Swatch::set(Glyph glyph, ColorRole role)
{
    m_glyph = glyph;
    m_role = role;
    update();
}

QSize Swatch::sizeHint() const
{
    return {metrics().icon, metrics().icon};
}

void Swatch::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintGlyph(painter, rect(), m_glyph, themeColor(m_role));
}

} // namespace weir::studio
