#include "core/runtime/feed/WindowSeriesFeed.h"

#include "core/runtime/feed/RowCells.h"
#include "core/runtime/feed/TopicCursor.h"
#include "core/types/NumberText.h"

#include <fmt/format.h>

#include <utility>

namespace weir::runtime {

namespace {

std::optional<double> numberAt(const Column &column, std::size_t row)
{
    if (column.isNull(row)) {
        return std::nullopt;
    }
    switch (column.type().kind()) {
    case TypeKind::Integer:
        return column.get<std::int32_t>(row);
    case TypeKind::Bigint:
        return static_cast<double>(column.get<std::int64_t>(row));
    case TypeKind::Double:
        return column.get<double>(row);
    case TypeKind::Decimal:
        return decimalToDouble(column.decimalAt(row));
    default:
        return std::nullopt;
    }
}

std::string keyText(const Batch &batch, std::uint32_t row)
{
    std::string text;
    for (std::size_t i = 0; i < batch.keyColumns; ++i) {
        text += (i == 0 ? "" : ", ") + cellOf(batch.column(i), row).text;
    }
    return text;
}

} // namespace

WindowSeriesFeed::WindowSeriesFeed(log::ClusterPtr cluster, WindowSeriesSpec spec,
                                   std::shared_ptr<const plan::LogicalPlan> plan)
    : m_cluster(std::move(cluster))
    , m_spec(std::move(spec))
    , m_plan(std::move(plan))
{
    start();
}

Status WindowSeriesFeed::resolve()
{
    const auto found =
        m_plan ? m_plan->sources.find(m_spec.table) : decltype(m_plan->sources.end()){};
    if (!m_plan || found == m_plan->sources.end() || !found->second->keyWindow) {
        return fail(userError("runtime.not-windowed",
                              fmt::format("{} is no windowed table", m_spec.table)));
    }
    m_source = found->second;
    const auto column = m_source->schema.find(m_spec.valueColumn);
    if (!column || !m_source->schema.at(*column).type.isNumeric()) {
        return fail(userError("runtime.no-number", fmt::format("{} has no numeric column {}",
                                                               m_spec.table, m_spec.valueColumn)));
    }
    m_column = *column;
    if (const plan::Query *query = m_plan->findQuery(m_source->writtenBy)) {
        for (const plan::Node &node : query->nodes) {
            if (const auto *window = std::get_if<plan::WindowOp>(&node.op)) {
                m_graceMs = window->effectiveGraceMs();
            }
        }
    }
    WEIR_ASSIGN(m_decoder, exec::SourceDecoder::make({m_source, m_source->name}, m_source->schema));
    ring().setInfo({.columns = {m_source->schema.at(m_column)}, .revision = m_plan->revision});
    return {};
}

Status WindowSeriesFeed::run(const std::stop_token &stop)
{
    WEIR_TRY(resolve());
    WEIR_ASSIGN(const auto cursor, TopicCursor::open(m_cluster, m_source->topic,
                                                     {FeedStart::Kind::Beginning, 0}, {}, stop));
    while (!stop.stop_requested()) {
        WEIR_ASSIGN(const auto slabs, cursor->read());
        for (const SlabPtr &slab : slabs) {
            take(slab);
        }
    }
    return {};
}

void WindowSeriesFeed::take(const SlabPtr &slab)
{
    constexpr std::size_t kChunk = 2048;
    for (std::size_t first = 0; first < slab->size(); first += kChunk) {
        const auto rows = m_decoder->decode(slab, first, std::min(kChunk, slab->size() - first));
        rows->batch.selection.forEach([&](std::uint32_t row) { takeRow(rows->batch, row); });
    }
    for (const RecordView &record : slab->records()) {
        m_streamTime = std::max(m_streamTime, record.timestamp);
    }
    advance(m_streamTime);
}

void WindowSeriesFeed::takeRow(const Batch &batch, std::uint32_t row)
{
    if (!batch.windowed() || batch.windowStart[row] < m_spec.from) {
        return;
    }
    WindowPoint point{.key = keyText(batch, row),
                      .windowStart = batch.windowStart[row],
                      .windowEnd = batch.windowEnd[row]};
    const auto value =
        batch.isValueNull(row) ? std::nullopt : numberAt(batch.column(m_column), row);
    point.removed = !value;
    point.value = value.value_or(0);
    point.state = stateOf(point.windowEnd);
    const auto [entry, added] =
        m_unfinished.try_emplace({point.windowEnd, point.windowStart, point.key}, WindowPoint());
    if (!added) {
        point.revised = entry->second.revised || entry->second.state != WindowPoint::State::Open;
    }
    entry->second = point;
    ring().push(std::move(point));
}

/// Windows change from open to ended to final by time alone: such a change is told like a new
/// value.
void WindowSeriesFeed::advance(EpochMs time)
{
    for (auto entry = m_unfinished.begin();
         entry != m_unfinished.end() && entry->second.windowEnd <= time;) {
        const WindowPoint::State state = stateOf(entry->second.windowEnd);
        if (state != entry->second.state) {
            entry->second.state = state;
            ring().push(entry->second);
        }
        entry = state == WindowPoint::State::Final ? m_unfinished.erase(entry) : std::next(entry);
    }
    ring().setStreamTime(time);
}

WindowPoint::State WindowSeriesFeed::stateOf(EpochMs windowEnd) const
{
    if (m_streamTime < windowEnd) {
        return WindowPoint::State::Open;
    }
    return m_streamTime < windowEnd + m_graceMs ? WindowPoint::State::Ended
                                                : WindowPoint::State::Final;
}

} // namespace weir::runtime
