#pragma once

#include "widgets/style/Icon.h"

#include <QWidget>

namespace weir::studio {

/// A glyph of the theme as a small widget: a title's sign, a state's dot.
class Swatch : public QWidget {
    Q_OBJECT

public:
    explicit Swatch(Glyph glyph = Glyph::None, ColorRole role = ColorRole::Text,
                    QWidget *parent = nullptr);

    void set(Glyph glyph, ColorRole role);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Glyph m_glyph;
    ColorRole m_role;
};

} // namespace weir::studio
