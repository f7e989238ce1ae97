#include "widgets/panels/RateLine.h"

#include "widgets/style/Appearance.h"

#include <QPainter>

#include <algorithm>
#include <utility>

namespace weir::studio {

void RateLine::setValues(std::vector<double> values)
{
    if (values != m_values) {
        m_values = std::move(values);
        update();
    }
}

void RateLine::setRole(ColorRole role)
{
    m_role = role;
    update();
}

void RateLine::paintEvent(QPaintEvent *)
{
    if (m_values.size() < 2) {
        return;
    }
    const double top = std::max(1e-9, *std::max_element(m_values.begin(), m_values.end()));
    const qreal step = (width() - 2.0) / static_cast<qreal>(m_values.size() - 1);
    QPolygonF line;
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        line.append(
            {1 + step * static_cast<qreal>(i), height() - 2 - m_values[i] / top * (height() - 5)});
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(themeColor(m_role), 1.2));
    painter.drawPolyline(line);
}

} // namespace weir::studio
