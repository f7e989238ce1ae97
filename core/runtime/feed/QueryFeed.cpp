#include "core/runtime/feed/QueryFeed.h"

#include "core/bind/Bind.h"
#include "core/optimize/Optimizer.h"
#include "core/runtime/TopicFeeds.h"
#include "core/runtime/feed/RowCells.h"
#include "core/runtime/feed/TopicCursor.h"
#include "core/sql/Parser.h"

#include <map>
#include <utility>

namespace weir::runtime {

namespace {

/// The newest record of each key, deletions left out, in the order of their offsets.
std::vector<SlabPtr> newestByKey(const std::vector<SlabPtr> &slabs)
{
    std::map<std::pair<std::int32_t, std::string_view>, std::pair<const Slab *, const RecordView *>>
        newest;
    for (const SlabPtr &slab : slabs) {
        for (const RecordView &record : slab->records()) {
            newest[{slab->source().partition, record.key()}] = {slab.get(), &record};
        }
    }
    std::map<std::pair<TopicPartition, std::int64_t>, std::pair<const Slab *, const RecordView *>>
        ordered;
    for (const auto &[key, entry] : newest) {
        if (entry.second->hasValue()) {
            ordered[{entry.first->source(), entry.second->offset}] = entry;
        }
    }
    std::map<TopicPartition, RecordBuffer> buffers;
    for (const auto &[at, entry] : ordered) {
        buffers[at.first].add(*entry.second, entry.first->run());
    }
    std::vector<SlabPtr> result;
    for (auto &[partition, buffer] : buffers) {
        const std::int64_t next = buffer.records().back().offset + 1;
        result.push_back(std::make_shared<const Slab>(partition, std::move(buffer), next));
    }
    return result;
}

} // namespace

QueryFeed::QueryFeed(log::ClusterPtr cluster, QueryResultSpec spec,
                     std::shared_ptr<const plan::LogicalPlan> plan, bool optimize)
    : m_cluster(std::move(cluster))
    , m_spec(std::move(spec))
    , m_plan(std::move(plan))
    , m_optimize(optimize)
{
    start();
}

Result<std::shared_ptr<const plan::Query>> QueryFeed::bindSelect() const
{
    catalog::Environment environment;
    if (m_plan) {
        environment.sources = m_plan->sources;
    }
    environment.properties["ksql.query.pull.table.scan.enabled"] = "true";
    const bind::BoundScript script =
        bind::bind(sql::parse(m_spec.sql), environment, {.mode = bind::BindMode::Imperative});
    if (!script.ok()) {
        const Diagnostic &first = script.diagnostics.front();
        return fail(userError(first.code, first.message, first.span));
    }
    for (const bind::BoundStatement &statement : script.statements) {
        if (const auto *start = std::get_if<bind::StartQuery>(&statement.action)) {
            return start->query;
        }
    }
    return fail(userError("runtime.not-a-query", "this statement gives no rows"));
}

Status QueryFeed::makeDriver(const plan::Query &query)
{
    const Deadline deadline = Deadline::in(std::chrono::seconds(10));
    WEIR_ASSIGN(const auto topics, m_cluster->topics(deadline));
    std::map<std::string, std::int32_t> partitions;
    for (const log::TopicInfo &topic : topics) {
        partitions[topic.name] = topic.partitions;
    }
    exec::LowerOptions lowering;
    lowering.partitions = [&](const std::string &topic) {
        const auto found = partitions.find(topic);
        return found == partitions.end() ? 1 : found->second;
    };
    WEIR_ASSIGN(const auto physical,
                exec::lower(optimize::optimize(query, {.enabled = m_optimize}), lowering));
    WEIR_ASSIGN(m_driver, exec::Driver::make(physical, {}));
    m_driver->setResults(this);
    m_driver->setNow(SystemClock().now());
    FeedInfo info{.revision = m_plan ? m_plan->revision : 0};
    const Schema &schema = query.root().schema;
    for (std::size_t i = 0; i < schema.size(); ++i) {
        info.columns.push_back(schema.at(i));
    }
    ring().setInfo(std::move(info));
    return {};
}

Status QueryFeed::run(const std::stop_token &stop)
{
    m_stop = stop;
    WEIR_ASSIGN(const auto query, bindSelect());
    WEIR_TRY(makeDriver(*query));
    if (query->kind == plan::QueryKind::Pull) {
        return feedAll(*query, stop);
    }
    return feedLive(stop);
}

Status QueryFeed::feedAll(const plan::Query &query, const std::stop_token &stop)
{
    const exec::ScanInput &scan = m_driver->query().scans.front();
    WEIR_ASSIGN(const auto cursor, TopicCursor::open(m_cluster, scan.topic,
                                                     {FeedStart::Kind::Beginning, 0}, {}, stop));
    std::vector<SlabPtr> slabs;
    while (!cursor->pastOpeningEnd() && !stop.stop_requested()) {
        WEIR_ASSIGN(auto read, cursor->read());
        slabs.insert(slabs.end(), read.begin(), read.end());
    }
    const auto &first = query.nodes.front();
    const auto *source = std::get_if<plan::ScanOp>(&first.op);
    const bool table = source != nullptr && source->source->isTable();
    for (const SlabPtr &slab : table ? newestByKey(slabs) : slabs) {
        m_driver->sources().feed({0, slab->source().partition}, slab);
    }
    for (const exec::SourcePartition &at : m_driver->sources().partitions()) {
        m_driver->sources().setAtEnd(at, true);
    }
    WEIR_TRY(stepAll());
    ring().finish();
    return {};
}

Status QueryFeed::feedLive(const std::stop_token &stop)
{
    const Deadline deadline = Deadline::in(std::chrono::seconds(10), stop);
    WEIR_ASSIGN(const auto feeds, TopicFeeds::open(m_cluster));
    exec::SourceMerge &sources = m_driver->sources();
    for (const exec::SourcePartition &at : sources.partitions()) {
        const std::string &topic = m_driver->query().scans[at.scan].topic;
        WEIR_ASSIGN(const auto offsets, m_cluster->offsets(topic, deadline));
        const std::int64_t begin = offsets.at(static_cast<std::size_t>(at.partition)).begin;
        sources.setPosition(at, begin);
        WEIR_TRY(feeds->subscribe({topic, at.partition},
                                  {.merge = &sources, .at = at, .next = begin}, deadline));
    }
    while (!stop.stop_requested()) {
        WEIR_TRY(feeds->poll(Deadline::in(std::chrono::milliseconds(200), stop)));
        feeds->forEachOf(&sources, [&](const TopicPartition &partition, const FeedReader &reader) {
            sources.setAtEnd(reader.at, feeds->atEnd(partition, reader));
        });
        WEIR_ASSIGN(const bool finished, stepAll());
        if (finished) {
            ring().finish();
            return {};
        }
    }
    return {};
}

/// Returns true once LIMIT is reached.
Result<bool> QueryFeed::stepAll()
{
    while (true) {
        WEIR_ASSIGN(const exec::StepResult step, m_driver->step(2048, m_output));
        if (step.finished || step.rows == 0) {
            return step.finished;
        }
    }
}

void QueryFeed::rows(const Schema &, const Batch &batch)
{
    batch.selection.forEach([&](std::uint32_t row) {
        if (m_spec.everyRow) {
            ring().waitForRoom(m_stop);
        }
        ring().push(feedRowOf(batch, row));
    });
}

} // namespace weir::runtime
