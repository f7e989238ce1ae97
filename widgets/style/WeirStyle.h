#pragma once

#include <QProxyStyle>

namespace weir::studio {

/// The look of every plain Qt widget: Fusion's behaviour, our own paint from the theme in use.
/// Keeps no colours, so a theme switch is a repaint. No style sheets beside it.
class WeirStyle final : public QProxyStyle {
    Q_OBJECT

public:
    WeirStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                            QPainter *painter, const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option,
                    const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                         SubControl subControl, const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option,
                         const QWidget *widget) const override;
    void polish(QWidget *widget) override;
    using QProxyStyle::polish;
    using QProxyStyle::unpolish;
};

} // namespace weir::studio
