#include "app/studio/wiring/PlotView.h"

#include "app/studio/Document.h"
#include "app/studio/wiring/EngineView.h"
#include "app/studio/wiring/FeedPump.h"
#include "core/plan/DescribeNode.h"
#include "widgets/charts/WindowPlot.h"

#include <utility>

namespace weir::studio {

namespace {

struct Choice {
    std::string table;
    std::string column;
    QString title;
};

std::string numericColumn(const catalog::Source &source)
{
    for (const ColumnDefinition &column : source.schema.value) {
        if (column.type.isNumeric()) {
            return column.name;
        }
    }
    return {};
}

QString titleOf(const catalog::Source &source, const std::string &column)
{
    QString title = QString::fromStdString(column);
    if (source.keyWindow && source.keyWindow->sizeMs) {
        QString size = QString::fromStdString(plan::durationText(*source.keyWindow->sizeMs));
        if (size.startsWith(QStringLiteral("1 "))) {
            size = size.mid(2);
        }
        title = PlotView::tr("%1 per %2").arg(title, size);
    }
    if (!source.schema.key.empty()) {
        title = PlotView::tr("%1 by %2")
                    .arg(title, QString::fromStdString(source.schema.key.front().name));
    }
    return title;
}

Choice chooseSource(const plan::LogicalPlan &plan, const std::vector<project::Plot> &plots)
{
    for (const project::Plot &plot : plots) {
        const auto named = plan.sources.find(plot.source);
        if (named != plan.sources.end() && named->second->keyWindow) {
            return {plot.source, plot.value, titleOf(*named->second, plot.value)};
        }
    }
    for (const auto &entry : plan.sources) {
        const catalog::Source &source = *entry.second;
        const std::string column = numericColumn(source);
        if (source.isTable() && source.keyWindow && !source.writtenBy.empty() && !column.empty()) {
            return {source.name, column, titleOf(source, column)};
        }
    }
    return {};
}

WindowSeriesPoint pointOf(const runtime::WindowPoint &from)
{
    WindowSeriesPoint point;
    point.key = from.key;
    point.windowStart = from.windowStart;
    point.windowEnd = from.windowEnd;
    point.value = from.value;
    point.removed = from.removed;
    point.state = from.revised                                       ? WindowState::Revised
                  : from.state == runtime::WindowPoint::State::Open  ? WindowState::Open
                  : from.state == runtime::WindowPoint::State::Ended ? WindowState::Ended
                                                                     : WindowState::Final;
    return point;
}

} // namespace

PlotView::PlotView(session::EnginePort &port, WindowPlot &plot, QWidget &page,
                   const Document &document, EngineView &view, QObject *parent)
    : QObject(parent)
    , m_port(port)
    , m_plot(plot)
    , m_document(document)
    , m_view(view)
{
    m_pump = new FeedPump(view, &page,
                          {[this]() -> std::optional<runtime::FeedSpec> {
                               return m_table.empty()
                                          ? std::nullopt
                                          : std::optional<runtime::FeedSpec>(
                                                runtime::WindowSeriesSpec{m_table, m_column});
                           },
                           [this] { m_plot.clear(); },
                           [](const runtime::FeedInfo &) {},
                           [this](const runtime::FeedDrain &drain) {
                               std::vector<WindowSeriesPoint> points;
                               points.reserve(drain.points.size());
                               for (const runtime::WindowPoint &point : drain.points) {
                                   points.push_back(pointOf(point));
                               }
                               m_plot.addPoints(points);
                               if (drain.streamTime) {
                                   m_plot.setStreamTime(*drain.streamTime);
                               }
                           },
                           {},
                           true});
    connect(&port, &session::EnginePort::languageChanged, this, &PlotView::choose);
    connect(&view, &EngineView::summaryChanged, this, &PlotView::markVersion);
    choose();
}

void PlotView::choose()
{
    const auto language = m_port.language();
    if (!language || !language->plan) {
        Q_EMIT available(false);
        return;
    }
    Choice choice = chooseSource(*language->plan, m_document.arrangement().plots);
    if (choice.table.empty() && !m_table.empty() && m_view.summary().edited.count(m_table) != 0) {
        return; // its statement has an error now; what runs is still plotted
    }
    Q_EMIT available(!choice.table.empty());
    if (choice.table != m_table || choice.column != m_column) {
        m_table = std::move(choice.table);
        m_column = std::move(choice.column);
        m_plot.setTitle(choice.title);
        m_pump->restart();
    }
}

void PlotView::markVersion()
{
    m_plot.setOfRunningVersion(m_view.summary().edited.count(m_table) != 0);
}

} // namespace weir::studio
