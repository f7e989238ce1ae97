#pragma once

#include <QColor>
#include <QString>
#include <QWidget>

#include <set>
#include <string>
#include <vector>

class QPainter;

namespace weir::studio {

/// The names of the series with their latest values, at the right of a plot. A click hides a
/// series, Alt+click shows it alone; Up, Down and Space do the same.
class PlotLegend : public QWidget {
    Q_OBJECT

public:
    struct Row {
        std::string key;
        QString name;
        QString value;
        QColor color;
        int marker = 0;
        bool operator==(const Row &) const = default;
    };

    explicit PlotLegend(QWidget *parent = nullptr);

    /// Shows rows; repaints only when they changed.
    void setRows(std::vector<Row> rows);
    const std::set<std::string> &hidden() const { return m_hidden; }
    bool isHidden(const std::string &key) const { return m_hidden.contains(key); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, 60}; }

Q_SIGNALS:
    void hiddenChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    int rowAt(int y) const;
    void toggle(int row, bool solo);

    std::vector<Row> m_rows;
    std::set<std::string> m_hidden;
    int m_current = 0;
};

/// Draws a series' marker (disc, square, diamond, triangle, and round again), filled or hollow.
void drawMarker(QPainter &painter, QPointF centre, double radius, int marker, const QColor &color,
                bool filled);

} // namespace weir::studio
