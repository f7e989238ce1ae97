#pragma once

#include "widgets/models/TopicRow.h"

#include <QWidget>

#include <vector>

namespace weir::studio {

class ElidedLabel;
class RateLine;

/// The selected topic in four lines: name, partitions, key and format, size, rate of the last
/// minutes.
class TopicCard : public QWidget {
    Q_OBJECT

public:
    explicit TopicCard(QWidget *parent = nullptr);

    using QWidget::show;
    void show(const TopicRow &topic, const std::vector<double> &rates);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ElidedLabel *m_name = nullptr;
    ElidedLabel *m_partitions = nullptr;
    ElidedLabel *m_columns = nullptr;
    RateLine *m_line = nullptr;
    ElidedLabel *m_span = nullptr;
    ElidedLabel *m_peak = nullptr;
};

} // namespace weir::studio
