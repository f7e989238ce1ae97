#pragma once

#include "widgets/charts/WindowSeriesStore.h"

#include <qcustomplot.h>

#include <set>
#include <string>
#include <vector>

namespace weir::studio {

/// The drawing area of a WindowPlot: QCustomPlot with ended windows and axes on one buffered layer
/// and open windows on another. Zooming and panning detach it from the newest window.
class WindowPlotCanvas : public QCustomPlot {
    Q_OBJECT

public:
    explicit WindowPlotCanvas(QWidget *parent);

    /// Draws everything: ended windows, axes, open windows.
    void drawAll(const WindowSeriesStore &store, const std::set<std::string> &hidden);
    /// Draws open windows only; falls back to everything when the axis moves by a pixel or more.
    void drawOpen(const WindowSeriesStore &store, const std::set<std::string> &hidden);
    void setLive(bool live);
    bool isLive() const { return m_live; }
    void setDimmed(bool dimmed) { m_dimmed = dimmed; }
    void applyTheme();

Q_SIGNALS:
    /// The person zoomed or panned.
    void detached();
    /// An axis was double-clicked: fit it to the data.
    void fitWanted(bool timeAxis);
    /// The window start (ms) nearest to the pointer, or -1 outside.
    void hovered(std::int64_t windowStart);

protected:
    void leaveEvent(QEvent *event) override;

private:
    void onPress(QMouseEvent *event);
    void onMove(QMouseEvent *event);
    void onWheel(QWheelEvent *event);
    void onAxisDoubleClick(QCPAxis *axis);
    void fillEnded(const WindowSeriesStore &store, const std::set<std::string> &hidden);
    void fillOpen(const WindowSeriesStore &store, const std::set<std::string> &hidden);
    void placeBand(const WindowSeriesStore &store);
    bool fitTime(const WindowSeriesStore &store);
    bool fitValues(const WindowSeriesStore &store, const std::set<std::string> &hidden);
    QColor seriesColor(const WindowSeriesStore::Series &series) const;
    QCPGraph *addSeriesGraph(QCPLayer *layer);

    QCPLayer *m_openLayer = nullptr;
    QCPItemRect *m_band = nullptr;
    QCPItemText *m_bandText = nullptr;
    std::vector<QCPGraph *> m_ended;
    std::vector<QCPGraph *> m_revised;
    std::vector<QCPGraph *> m_open;
    bool m_live = true;
    bool m_fitValues = true;
    bool m_dimmed = false;
    double m_stepSeconds = 60;
};

/// Returns the colour of a series in the theme in use; "others" is slate.
QColor seriesColorOf(const WindowSeriesStore::Series &series);

} // namespace weir::studio
