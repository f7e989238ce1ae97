#include "widgets/charts/WindowPlot.h"

#include "widgets/charts/PlotLegend.h"
#include "widgets/charts/PlotTickers.h"
#include "widgets/charts/WindowPlotCanvas.h"
#include "widgets/charts/WindowSeriesStore.h"
#include "widgets/style/Appearance.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace weir::studio {

namespace {

constexpr int kDrawIntervalMs = 100;

} // namespace

WindowPlot::WindowPlot(QWidget *parent)
    : QWidget(parent)
    , m_store(std::make_unique<WindowSeriesStore>(theme().seriesCount()))
    , m_title(new QLabel(this))
    , m_version(new QLabel(tr("of the running version"), this))
    , m_live(new QToolButton(this))
    , m_hint(new QLabel(tr("No window has a row yet: they are plotted here as they come."), this))
    , m_plot(new WindowPlotCanvas(this))
    , m_legend(new PlotLegend(this))
{
    setObjectName(QStringLiteral("windowPlot"));
    setFocusPolicy(Qt::StrongFocus);
    m_title->setObjectName(QStringLiteral("plotTitle"));
    m_title->setTextFormat(Qt::PlainText);
    m_version->setObjectName(QStringLiteral("plotVersion"));
    m_version->setVisible(false);
    m_live->setObjectName(QStringLiteral("plotLive"));
    m_live->setText(tr("Live"));
    m_live->setToolTip(tr("Follow the newest window (Home)"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics().panelMargin, 6, metrics().panelMargin, 4);
    column->setSpacing(2);
    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    head->addWidget(m_title);
    head->addWidget(m_version);
    head->addStretch(1);
    head->addWidget(m_live);
    column->addLayout(head);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_plot, 1);
    row->addWidget(m_legend);
    m_hint->setObjectName(QStringLiteral("plotHint"));
    row->addWidget(m_hint, 1, Qt::AlignTop);
    column->addLayout(row, 1);
    m_timer.setSingleShot(true);
    m_timer.setInterval(kDrawIntervalMs);
    connect(&m_timer, &QTimer::timeout, this, &WindowPlot::draw);
    connect(m_live, &QToolButton::clicked, this, &WindowPlot::goLive);
    connect(m_plot, &WindowPlotCanvas::detached, this, &WindowPlot::onDetached);
    connect(m_plot, &WindowPlotCanvas::fitWanted, this, &WindowPlot::onFitWanted);
    connect(m_plot, &WindowPlotCanvas::hovered, this, &WindowPlot::onHover);
    connect(m_legend, &PlotLegend::hiddenChanged, this, &WindowPlot::onLegendChanged);
    connect(&Appearance::instance(), &Appearance::themeChanged, this, &WindowPlot::applyTheme);
    showHint(true);
    applyTheme();
}

WindowPlot::~WindowPlot() = default;

void WindowPlot::setTitle(const QString &title)
{
    m_title->setText(title);
    m_plot->setAccessibleName(title);
}

void WindowPlot::addPoints(const std::vector<WindowSeriesPoint> &points)
{
    if (!points.empty()) {
        markDirty(m_store->add(points) ? Dirty::All : Dirty::Open);
    }
}

void WindowPlot::setStreamTime(std::int64_t streamTimeMs)
{
    if (streamTimeMs > m_store->streamTime()) {
        markDirty(m_store->setStreamTime(streamTimeMs) ? Dirty::All : Dirty::Open);
    }
}

void WindowPlot::clear()
{
    m_store->clear();
    markDirty(Dirty::All);
}

void WindowPlot::setOfRunningVersion(bool on)
{
    if (on != m_version->isVisibleTo(this)) {
        m_version->setVisible(on);
        m_plot->setDimmed(on);
        markDirty(Dirty::All);
    }
}

void WindowPlot::setDrawInterval(int milliseconds)
{
    m_timer.setInterval(milliseconds);
}

// Hidden plots only remember that they are stale.
void WindowPlot::markDirty(Dirty what)
{
    m_dirty = std::max(m_dirty, what);
    if (isVisible() && !m_timer.isActive()) {
        m_timer.start();
    }
}

void WindowPlot::draw()
{
    if (!isVisible() || m_dirty == Dirty::Nothing) {
        return;
    }
    ++m_drawCount;
    const auto &series = m_store->drawn();
    showHint(std::all_of(series.begin(), series.end(),
                         [](const auto &one) { return one.points.empty(); }));
    if (m_dirty == Dirty::All) {
        m_plot->drawAll(*m_store, m_legend->hidden());
    } else {
        m_plot->drawOpen(*m_store, m_legend->hidden());
    }
    m_dirty = Dirty::Nothing;
    showLegend();
}

void WindowPlot::showHint(bool shown)
{
    m_hint->setVisible(shown);
    m_plot->setVisible(!shown);
    m_legend->setVisible(!shown);
    m_live->setVisible(!shown);
}

void WindowPlot::showLegend()
{
    std::vector<PlotLegend::Row> rows;
    for (const auto &series : m_store->drawn()) {
        QString value;
        const auto hovered = m_hover < 0 ? series.points.end() : series.points.find(m_hover);
        if (hovered != series.points.end()) {
            value = groupedNumber(hovered->second.value);
        } else if (m_hover < 0 && !series.points.empty()) {
            value = groupedNumber(series.points.rbegin()->second.value);
        }
        rows.push_back({series.key,
                        series.key.empty() ? tr("(no key)") : QString::fromStdString(series.key),
                        value, seriesColorOf(series), series.marker});
    }
    m_legend->setRows(std::move(rows));
}

bool WindowPlot::isLive() const
{
    return m_plot->isLive();
}

void WindowPlot::goLive()
{
    const bool was = m_plot->isLive();
    m_plot->setLive(true);
    markDirty(Dirty::All);
    applyTheme();
    if (!was) {
        Q_EMIT liveChanged(true);
    }
}

void WindowPlot::onDetached()
{
    if (m_plot->isLive()) {
        m_plot->setLive(false);
        applyTheme();
        Q_EMIT liveChanged(false);
    }
}

void WindowPlot::onFitWanted(bool timeAxis)
{
    if (timeAxis) {
        goLive();
    } else {
        markDirty(Dirty::All);
    }
}

void WindowPlot::onLegendChanged()
{
    markDirty(Dirty::All);
}

void WindowPlot::onHover(std::int64_t windowStart)
{
    if (windowStart != m_hover) {
        m_hover = windowStart;
        showLegend();
    }
}

void WindowPlot::applyTheme()
{
    m_title->setFont(theme().strongFont());
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, themeColor(ColorRole::Dim));
    m_version->setPalette(dim);
    m_hint->setPalette(dim);
    QPalette live = palette();
    live.setColor(QPalette::ButtonText, themeColor(isLive() ? ColorRole::Ok : ColorRole::Dim));
    m_live->setPalette(live);
    m_plot->applyTheme();
    markDirty(Dirty::All);
}

void WindowPlot::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_dirty != Dirty::Nothing) {
        m_timer.start();
    }
}

void WindowPlot::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Home) {
        goLive();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace weir::studio
