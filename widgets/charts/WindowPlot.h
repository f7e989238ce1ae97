#pragma once

#include "widgets/charts/WindowSeries.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QToolButton;

namespace weir::studio {

class PlotLegend;
class WindowPlotCanvas;
class WindowSeriesStore;

/// The plot of a windowed table: x = window start, one series a key (STUDIO.md 5, UI.md Run,
/// R28–R30). Feed it changes; it keeps 20 000 points a series, draws at most 10 times a second,
/// only what changed, and nothing while hidden. GUI thread.
class WindowPlot : public QWidget {
    Q_OBJECT

public:
    explicit WindowPlot(QWidget *parent = nullptr);
    ~WindowPlot() override;

    /// Sets the headline: "RATINGS_COUNT per minute by CLUB_STATUS".
    void setTitle(const QString &title);
    /// Adds, replaces or removes points by (key, window start), in the order of the changes.
    void addPoints(const std::vector<WindowSeriesPoint> &points);
    /// Moves stream time (ms): decides which windows are open and how much of one has passed.
    void setStreamTime(std::int64_t streamTimeMs);
    void clear();
    /// Dims everything and says "of the running version".
    void setOfRunningVersion(bool on);
    /// Sets the least time between two draws (ms): 100, in tests 0.
    void setDrawInterval(int milliseconds);

    bool isLive() const;
    /// Returns how often the plot has drawn, for tests that hidden plots cost nothing.
    int drawCount() const { return m_drawCount; }
    const WindowSeriesStore &store() const { return *m_store; }

    QSize sizeHint() const override { return {720, 260}; }

public Q_SLOTS:
    /// Follows the newest window again (Home, the Live button).
    void goLive();

Q_SIGNALS:
    void liveChanged(bool live);

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Dirty { Nothing, Open, All };
    void markDirty(Dirty what);
    void draw();
    void showLegend();
    /// Without a window there are no axes to read, but what will be seen here.
    void showHint(bool shown);
    void onDetached();
    void onFitWanted(bool timeAxis);
    void onLegendChanged();
    void onHover(std::int64_t windowStart);
    void applyTheme();

    std::unique_ptr<WindowSeriesStore> m_store;
    QLabel *m_title = nullptr;
    QLabel *m_version = nullptr;
    QToolButton *m_live = nullptr;
    QLabel *m_hint = nullptr;
    WindowPlotCanvas *m_plot = nullptr;
    PlotLegend *m_legend = nullptr;
    QTimer m_timer;
    Dirty m_dirty = Dirty::Nothing;
    std::int64_t m_hover = -1; ///< window start under the pointer, or -1
    int m_drawCount = 0;
};

} // namespace weir::studio
