#include "widgets/charts/WindowPlotCanvas.h"

#include "widgets/charts/PlotTickers.h"
#include "widgets/models/DisplayZone.h"
#include "widgets/style/Appearance.h"

#include <algorithm>
#include <cmath>

namespace weir::studio {

namespace {

constexpr double kDefaultWindows = 24; ///< shown when live, if there are so many
constexpr int kDottedPoints = 120;
constexpr int kDottedPointsOfAll = 600;
constexpr double kRingSize = 8;

QCPScatterStyle scatter(int marker, const QColor &color, bool filled, double size)
{
    static constexpr QCPScatterStyle::ScatterShape kShapes[] = {
        QCPScatterStyle::ssCircle, QCPScatterStyle::ssSquare, QCPScatterStyle::ssDiamond,
        QCPScatterStyle::ssTriangle};
    return {kShapes[marker % 4], QPen(color, 1.5),
            filled ? QBrush(color) : QBrush(themeColor(ColorRole::Panel)), size};
}

} // namespace

QColor seriesColorOf(const WindowSeriesStore::Series &series)
{
    return series.others ? themeColor(ColorRole::Topic) : theme().series(series.color);
}

WindowPlotCanvas::WindowPlotCanvas(QWidget *parent)
    : QCustomPlot(parent)
{
    setObjectName(QStringLiteral("plotCanvas"));
    setPlottingHint(QCP::phFastPolylines, true);
    setNoAntialiasingOnDrag(true);
    addLayer(QStringLiteral("openWindows"), layer(QStringLiteral("main")), limAbove);
    m_openLayer = layer(QStringLiteral("openWindows"));
    m_openLayer->setMode(QCPLayer::lmBuffered);
    m_band = new QCPItemRect(this);
    m_band->setLayer(m_openLayer);
    m_bandText = new QCPItemText(this);
    m_bandText->setLayer(m_openLayer);
    m_bandText->setPositionAlignment(Qt::AlignHCenter | Qt::AlignTop);
    QSharedPointer<QCPAxisTickerDateTime> time(new WindowTimeTicker);
    time->setDateTimeSpec(Qt::TimeZone);
    time->setTimeZone(DisplayZone::instance().zone());
    connect(&DisplayZone::instance(), &DisplayZone::changed, this, [this, time] {
        time->setTimeZone(DisplayZone::instance().zone());
        replot();
    });
    time->setDateTimeFormat(QStringLiteral("HH:mm"));
    time->setTickCount(8);
    xAxis->setTicker(time);
    yAxis->setTicker(QSharedPointer<QCPAxisTicker>(new ShortNumberTicker));
    yAxis->ticker()->setTickCount(4);
    setInteractions(QCP::iRangeDrag | QCP::iRangeZoom | QCP::iSelectAxes);
    axisRect()->setRangeZoom(Qt::Horizontal);
    axisRect()->setMinimumMargins(QMargins(44, 8, 8, 26));
    connect(this, &QCustomPlot::mousePress, this, &WindowPlotCanvas::onPress);
    connect(this, &QCustomPlot::mouseMove, this, &WindowPlotCanvas::onMove);
    connect(this, &QCustomPlot::mouseWheel, this, &WindowPlotCanvas::onWheel);
    connect(this, &QCustomPlot::axisDoubleClick, this, &WindowPlotCanvas::onAxisDoubleClick);
    applyTheme();
}

void WindowPlotCanvas::applyTheme()
{
    const Theme &colors = theme();
    setBackground(colors.color(ColorRole::Panel));
    const QPen hairline(colors.color(ColorRole::Hairline), 1);
    for (QCPAxis *axis : {xAxis, yAxis}) {
        axis->setBasePen(Qt::NoPen);
        axis->setTickPen(Qt::NoPen);
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelFont(colors.smallFont());
        axis->setTickLabelColor(colors.color(ColorRole::Dim));
        axis->setSelectedTickLabelColor(colors.color(ColorRole::Text));
        axis->setSelectedBasePen(Qt::NoPen);
        axis->setSelectedTickPen(Qt::NoPen);
        axis->grid()->setPen(hairline);
        axis->grid()->setZeroLinePen(hairline);
    }
    xAxis->grid()->setVisible(false);
    m_band->setPen(Qt::NoPen);
    m_band->setBrush(QBrush(colors.color(ColorRole::Outline), Qt::BDiagPattern));
    m_bandText->setFont(colors.smallFont());
    m_bandText->setColor(colors.color(ColorRole::Dim));
    m_bandText->setBrush(colors.color(ColorRole::Panel));
    m_bandText->setPadding(QMargins(3, 1, 3, 1));
}

QColor WindowPlotCanvas::seriesColor(const WindowSeriesStore::Series &series) const
{
    QColor color = seriesColorOf(series);
    if (m_dimmed) {
        color.setAlphaF(0.7F);
    }
    return color;
}

QCPGraph *WindowPlotCanvas::addSeriesGraph(QCPLayer *onLayer)
{
    QCPGraph *graph = addGraph();
    graph->setLayer(onLayer);
    graph->setSelectable(QCP::stNone);
    graph->setAdaptiveSampling(true);
    return graph;
}

void WindowPlotCanvas::fillEnded(const WindowSeriesStore &store,
                                 const std::set<std::string> &hidden)
{
    const auto &series = store.drawn();
    while (m_ended.size() < series.size()) {
        m_ended.push_back(addSeriesGraph(layer(QStringLiteral("main"))));
        m_revised.push_back(addSeriesGraph(layer(QStringLiteral("main"))));
        m_open.push_back(addSeriesGraph(m_openLayer));
    }
    const double lower = xAxis->range().lower;
    const double upper = xAxis->range().upper;
    int most = 0;
    int all = 0;
    for (const auto &each : series) {
        const auto from = each.points.lower_bound(static_cast<std::int64_t>(lower * 1000));
        const auto to = each.points.upper_bound(static_cast<std::int64_t>(upper * 1000));
        const int visible = static_cast<int>(std::distance(from, to));
        most = std::max(most, visible);
        all += visible;
    }
    const bool dotted = most <= kDottedPoints && all <= kDottedPointsOfAll;
    const bool cosmetic = !dotted && devicePixelRatioF() >= 1.5 && all > 2000;
    for (std::size_t i = 0; i < m_ended.size(); ++i) {
        QVector<QCPGraphData> ended;
        QVector<QCPGraphData> revised;
        const bool shown = i < series.size() && !hidden.contains(series[i].key);
        if (shown) {
            for (const auto &[start, point] : series[i].points) {
                const double x = static_cast<double>(start) / 1000;
                if (!store.isOpen(point)) {
                    ended.append({x, point.value});
                }
                if (point.state == WindowState::Revised) {
                    revised.append({x, point.value});
                }
            }
            const QColor color = seriesColor(series[i]);
            m_ended[i]->setPen(QPen(color, dotted ? 1.6 : cosmetic ? 0 : 1));
            m_ended[i]->setAntialiased(true);
            m_ended[i]->setScatterStyle(dotted ? scatter(series[i].marker, color, true, 4.5)
                                               : QCPScatterStyle());
            m_revised[i]->setLineStyle(QCPGraph::lsNone);
            m_revised[i]->setScatterStyle(QCPScatterStyle(
                QCPScatterStyle::ssCircle, QPen(color, 1.2), Qt::NoBrush, kRingSize + 2));
        }
        m_ended[i]->data()->set(ended, true);
        m_revised[i]->data()->set(revised, true);
    }
}

void WindowPlotCanvas::fillOpen(const WindowSeriesStore &store, const std::set<std::string> &hidden)
{
    const auto &series = store.drawn();
    for (std::size_t i = 0; i < m_open.size(); ++i) {
        QVector<QCPGraphData> open;
        if (i < series.size() && !hidden.contains(series[i].key)) {
            for (auto point = series[i].points.rbegin(); point != series[i].points.rend();
                 ++point) {
                if (store.isOpen(point->second)) {
                    open.prepend({static_cast<double>(point->first) / 1000, point->second.value});
                }
            }
            m_open[i]->setLineStyle(QCPGraph::lsNone);
            m_open[i]->setScatterStyle(scatter(series[i].marker, seriesColor(series[i]), false, 6));
        }
        m_open[i]->data()->set(open, true);
    }
    placeBand(store);
}

// The band that open windows stand in, hatched, with how much of the window has passed.
void WindowPlotCanvas::placeBand(const WindowSeriesStore &store)
{
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::int64_t end = 0;
    bool any = false;
    for (const auto &series : store.drawn()) {
        for (auto point = series.points.rbegin(); point != series.points.rend(); ++point) {
            if (!store.isOpen(point->second)) {
                break;
            }
            first = any ? std::min(first, point->first) : point->first;
            if (!any || point->first >= last) {
                last = point->first;
                end = point->second.windowEnd;
            }
            any = true;
        }
    }
    m_band->setVisible(any);
    m_bandText->setVisible(any);
    if (!any) {
        return;
    }
    const double half = m_stepSeconds / 2;
    const double left = static_cast<double>(first) / 1000 - half;
    const double right = static_cast<double>(last) / 1000 + half;
    m_band->topLeft->setTypeX(QCPItemPosition::ptPlotCoords);
    m_band->topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_band->bottomRight->setTypeX(QCPItemPosition::ptPlotCoords);
    m_band->bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_band->topLeft->setCoords(left, 0);
    m_band->bottomRight->setCoords(right, 1);
    m_bandText->position->setTypeX(QCPItemPosition::ptPlotCoords);
    m_bandText->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_bandText->position->setCoords((left + right) / 2, 0);
    const std::int64_t size = (end - last) / 1000;
    const std::int64_t passed =
        std::clamp<std::int64_t>((store.streamTime() - last) / 1000, 0, size);
    m_bandText->setText(tr("%1 of %2 s").arg(passed).arg(size));
}

bool WindowPlotCanvas::fitTime(const WindowSeriesStore &store)
{
    const auto newest = store.newestStart();
    if (!newest || !m_live) {
        return false;
    }
    m_stepSeconds = static_cast<double>(store.step()) / 1000;
    const double right = static_cast<double>(*newest) / 1000 + 0.6 * m_stepSeconds;
    const double all = static_cast<double>(*store.oldestStart()) / 1000 - 0.5 * m_stepSeconds;
    const double left = std::max(all, right - kDefaultWindows * m_stepSeconds);
    const double pixel = xAxis->range().size() / std::max(1, axisRect()->width());
    const QCPRange wanted(left, right);
    const bool moved = std::abs(wanted.lower - xAxis->range().lower) >= pixel ||
                       std::abs(wanted.upper - xAxis->range().upper) >= pixel;
    if (moved) {
        xAxis->setRange(wanted);
    }
    return moved;
}

bool WindowPlotCanvas::fitValues(const WindowSeriesStore &store,
                                 const std::set<std::string> &hidden)
{
    if (!m_fitValues) {
        return false;
    }
    double low = 0;
    double high = 0;
    for (const auto &series : store.drawn()) {
        if (hidden.contains(series.key)) {
            continue;
        }
        const auto from =
            series.points.lower_bound(static_cast<std::int64_t>(xAxis->range().lower * 1000));
        for (auto point = from; point != series.points.end(); ++point) {
            low = std::min(low, point->second.value);
            high = std::max(high, point->second.value);
        }
    }
    if (high <= low) {
        high = low + 1;
    }
    const double room = 0.1 * (high - low);
    const QCPRange wanted(low < 0 ? low - room : 0, high + room);
    // A growing value moves the axis only when it no longer fits, or fits far too loosely.
    const QCPRange now = yAxis->range();
    const bool fits = wanted.upper <= now.upper + room && wanted.lower >= now.lower &&
                      now.upper < 1.3 * wanted.upper && now.lower <= 0 &&
                      now.lower > wanted.lower - 3 * room;
    if (fits && now.upper >= high) {
        return false;
    }
    yAxis->setRange(wanted);
    return true;
}

void WindowPlotCanvas::drawAll(const WindowSeriesStore &store, const std::set<std::string> &hidden)
{
    fitTime(store);
    fitValues(store, hidden);
    const double seconds = xAxis->range().size();
    const auto ticker = qSharedPointerDynamicCast<QCPAxisTickerDateTime>(xAxis->ticker());
    ticker->setDateTimeFormat(seconds < 300         ? QStringLiteral("HH:mm:ss")
                              : seconds < 2 * 86400 ? QStringLiteral("HH:mm")
                                                    : QStringLiteral("d MMM HH:mm"));
    fillEnded(store, hidden);
    fillOpen(store, hidden);
    replot(QCustomPlot::rpQueuedRefresh);
}

void WindowPlotCanvas::drawOpen(const WindowSeriesStore &store, const std::set<std::string> &hidden)
{
    if (fitTime(store) || fitValues(store, hidden) || m_open.size() < store.drawn().size()) {
        drawAll(store, hidden);
        return;
    }
    fillOpen(store, hidden);
    m_openLayer->replot();
}

void WindowPlotCanvas::setLive(bool live)
{
    m_live = live;
    m_fitValues = m_fitValues || live;
}

void WindowPlotCanvas::onPress(QMouseEvent *event)
{
    const bool box = event->modifiers() & Qt::ControlModifier;
    setSelectionRectMode(box ? QCP::srmZoom : QCP::srmNone);
    if (box) {
        m_fitValues = false;
        Q_EMIT detached();
    }
}

void WindowPlotCanvas::onMove(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton) {
        m_fitValues = false;
        Q_EMIT detached();
        return;
    }
    const double seconds = xAxis->pixelToCoord(event->position().x());
    const double step = std::max(0.001, m_stepSeconds);
    const bool inside = axisRect()->rect().contains(event->position().toPoint());
    Q_EMIT hovered(inside ? static_cast<std::int64_t>(std::round(seconds / step) * step * 1000)
                          : -1);
}

void WindowPlotCanvas::onWheel(QWheelEvent *event)
{
    const bool values = event->modifiers() & Qt::ShiftModifier;
    axisRect()->setRangeZoom(values ? Qt::Vertical : Qt::Horizontal);
    m_fitValues = m_fitValues && !values;
    Q_EMIT detached();
}

void WindowPlotCanvas::onAxisDoubleClick(QCPAxis *axis)
{
    m_fitValues = m_fitValues || axis == yAxis;
    Q_EMIT fitWanted(axis == xAxis);
}

void WindowPlotCanvas::leaveEvent(QEvent *event)
{
    QCustomPlot::leaveEvent(event);
    Q_EMIT hovered(-1);
}

} // namespace weir::studio
