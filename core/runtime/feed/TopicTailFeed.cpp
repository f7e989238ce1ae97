#include "core/runtime/feed/TopicTailFeed.h"

#include "core/bind/Bind.h"
#include "core/formats/DisplayText.h"
#include "core/runtime/feed/TopicCursor.h"
#include "core/sql/Parser.h"
#include "core/sql/view/Identifier.h"

#include <fmt/format.h>

#include <utility>

namespace weir::runtime {

namespace {

constexpr std::size_t kTailRoom = 2000;

std::optional<std::string_view> presentBytes(bool has, std::string_view bytes)
{
    return has ? std::optional(bytes) : std::nullopt;
}

Cell bytesCell(bool has, std::string_view bytes)
{
    // Nobody reads a megabyte in a table: what is cut here is fetched whole when the record is
    // opened.
    formats::DisplayText shown = formats::describeBytes(presentBytes(has, bytes.substr(0, 8192)));
    if (shown.appearance == formats::Appearance::Null) {
        return {.null = true};
    }
    return cellOf(std::move(shown.text));
}

} // namespace

TopicTailFeed::TopicTailFeed(log::ClusterPtr cluster, TopicTailSpec spec,
                             std::shared_ptr<const plan::LogicalPlan> plan)
    : m_cluster(std::move(cluster))
    , m_spec(std::move(spec))
    , m_plan(std::move(plan))
{
    start();
}

Status TopicTailFeed::run(const std::stop_token &stop)
{
    if (!m_spec.predicate.empty()) {
        WEIR_TRY(bindPredicate());
    }
    WEIR_ASSIGN(const auto cursor, TopicCursor::open(m_cluster, m_spec.topic, m_spec.start,
                                                     m_spec.partition, stop, m_spec.goOnAt));
    ring().setInfo({.columns = {{"KEY", DataType::string()}, {"VALUE", DataType::string()}}});
    while (!stop.stop_requested()) {
        WEIR_ASSIGN(const auto slabs, cursor->read());
        for (const SlabPtr &slab : slabs) {
            show(slab);
        }
    }
    return {};
}

Status TopicTailFeed::bindPredicate()
{
    std::shared_ptr<const catalog::Source> source;
    for (const auto &[name, candidate] : m_plan ? m_plan->sources : decltype(m_plan->sources){}) {
        source = candidate->topic == m_spec.topic && !source ? candidate : source;
    }
    if (!source) {
        return fail(userError(
            "runtime.no-source",
            fmt::format("no stream or table is declared over {}, so a filter has no columns",
                        m_spec.topic)));
    }
    catalog::Environment environment;
    environment.sources[source->name] = source;
    const std::string select = fmt::format("SELECT * FROM {} WHERE {} EMIT CHANGES;",
                                           sql::quoteIdentifier(source->name), m_spec.predicate);
    const bind::BoundScript script =
        bind::bind(sql::parse(select), environment, {.mode = bind::BindMode::Imperative});
    if (!script.ok()) {
        return fail(userError("runtime.bad-filter", script.diagnostics.front().message));
    }
    const auto *query = std::get_if<bind::StartQuery>(&script.statements.front().action);
    for (const plan::Node &node : query->query->nodes) {
        if (const auto *scan = std::get_if<plan::ScanOp>(&node.op)) {
            WEIR_ASSIGN(m_decoder, exec::SourceDecoder::make(*scan, node.schema));
        } else if (const auto *filter = std::get_if<plan::FilterOp>(&node.op)) {
            const Schema &input = query->query->nodes[node.inputs[0]].schema;
            WEIR_ASSIGN(m_predicate, exec::Program::compile(filter->predicate, input));
        }
    }
    return {};
}

void TopicTailFeed::show(const SlabPtr &slab)
{
    const auto records = slab->records();
    if (m_predicate) {
        const exec::DecodedRowsPtr rows = m_decoder->decode(slab, 0, slab->size());
        Arena arena;
        exec::EvalContext context{.arena = arena};
        m_predicate->evaluatePredicate(rows->batch, rows->batch.selection, context)
            .forEach([&](std::uint32_t row) { pushRecord(*slab, records[row]); });
        return;
    }
    const std::size_t waiting = ring().waiting();
    const std::size_t room = waiting >= kTailRoom ? 0 : kTailRoom - waiting;
    const std::size_t skipped = records.size() > room ? records.size() - room : 0;
    ring().skip(skipped);
    for (const RecordView &record : records.subspan(skipped)) {
        pushRecord(*slab, record);
    }
}

void TopicTailFeed::pushRecord(const Slab &slab, const RecordView &record)
{
    FeedRow row;
    row.record = {slab.source().topic, slab.source().partition, record.offset};
    row.rowtime = record.timestamp;
    row.tombstone = !record.hasValue();
    row.cells = {bytesCell(record.hasKey(), record.key()),
                 bytesCell(record.hasValue(), record.value())};
    ring().push(std::move(row));
}

} // namespace weir::runtime
