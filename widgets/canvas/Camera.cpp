#include "widgets/canvas/Camera.h"

#include <algorithm>
#include <cmath>

namespace weir::studio {

void Camera::zoomAt(QPointF view, double factor)
{
    const QPointF anchor = toScene(view);
    m_scale = std::clamp(m_scale * factor, kMinScale, kMaxScale);
    m_offset = view - anchor * m_scale;
}

void Camera::setScale(double scale, QSizeF viewSize)
{
    zoomAt({viewSize.width() / 2, viewSize.height() / 2}, scale / m_scale);
}

void Camera::fit(const QRectF &scene, QSizeF viewSize, double margin)
{
    if (scene.isEmpty() || viewSize.isEmpty()) {
        *this = Camera();
        return;
    }
    const double width = std::max(1.0, viewSize.width() - 2 * margin);
    const double height = std::max(1.0, viewSize.height() - 2 * margin);
    const double scale = std::min({1.0, width / scene.width(), height / scene.height()});
    m_scale = std::clamp(scale, kMinScale, kMaxScale);
    const QPointF middle(viewSize.width() / 2, viewSize.height() / 2);
    const QPointF offset = middle - scene.center() * m_scale;
    // Whole view pixels keep hairlines and text sharp.
    m_offset = {std::round(offset.x()), std::round(offset.y())};
}

void Camera::reveal(const QRectF &scene, QSizeF viewSize, double margin)
{
    const QRectF shown = toView(scene);
    const auto shift = [margin](double low, double high, double size) {
        if (low < margin || high - low > size - 2 * margin) {
            return margin - low;
        }
        return std::min(0.0, size - margin - high);
    };
    m_offset += QPointF(shift(shown.left(), shown.right(), viewSize.width()),
                        shift(shown.top(), shown.bottom(), viewSize.height()));
}

} // namespace weir::studio
