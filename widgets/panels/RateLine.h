#pragma once

#include "widgets/style/Theme.h"

#include <QWidget>

#include <vector>

namespace weir::studio {

/// A curve of the last rates without axes; the newest at the right, zero at the bottom.
class RateLine : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    void setValues(std::vector<double> values);
    void setRole(ColorRole role);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<double> m_values;
    ColorRole m_role = ColorRole::Stream;
};

} // namespace weir::studio
