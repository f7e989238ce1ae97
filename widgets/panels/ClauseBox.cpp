#include "widgets/panels/ClauseBox.h"

#include "widgets/panels/ElidedLabel.h"
#include "widgets/style/Appearance.h"
#include "widgets/style/StylePaint.h"

#include <QHBoxLayout>
#include <QPainter>

namespace weir::studio {

ClauseBox::ClauseBox(QWidget *parent)
    : QWidget(parent)
    , m_label(new ElidedLabel({}, ColorRole::Text, ElidedLabel::Face::Mono, this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 6, 10, 6);
    layout->addWidget(m_label);
}

void ClauseBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paint::box(painter, rect(), themeColor(ColorRole::Field), themeColor(ColorRole::Outline),
               metrics().radius - 1);
}

} // namespace weir::studio
