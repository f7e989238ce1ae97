#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace weir::studio {

/// The view of the scene: view = scene * scale + offset. Scale 1 is 100 %.
class Camera {
public:
    static constexpr double kMinScale = 0.08;
    static constexpr double kMaxScale = 4;

    double scale() const { return m_scale; }
    QPointF offset() const { return m_offset; }

    QPointF toScene(QPointF view) const { return (view - m_offset) / m_scale; }
    QPointF toView(QPointF scene) const { return scene * m_scale + m_offset; }
    QRectF toScene(const QRectF &view) const
    {
        return {toScene(view.topLeft()), view.size() / m_scale};
    }
    QRectF toView(const QRectF &scene) const
    {
        return {toView(scene.topLeft()), scene.size() * m_scale};
    }

    /// Moves the picture by `delta` view pixels.
    void pan(QPointF delta) { m_offset += delta; }
    /// Multiplies the scale by `factor`, within the limits, so that what lies under `view` stays
    /// there.
    void zoomAt(QPointF view, double factor);
    /// Sets the scale about the centre of a view of that size.
    void setScale(double scale, QSizeF viewSize);
    /// Shows `scene` whole and centred with a margin (view pixels); never larger than 100 %. An
    /// empty rectangle resets the camera.
    void fit(const QRectF &scene, QSizeF viewSize, double margin = 24);
    /// Pans by the least amount that brings `scene` into the view.
    void reveal(const QRectF &scene, QSizeF viewSize, double margin = 24);

    bool operator==(const Camera &) const = default;

private:
    double m_scale = 1;
    QPointF m_offset = {};
};

} // namespace weir::studio
