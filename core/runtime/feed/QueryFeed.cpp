#include "core/runtime/feed/QueryFeed.h"

#include "core/base/RandomBits.h"
#include "core/bind/Bind.h"
#include "core/optimize/Optimizer.h"
#include "core/runtime/LowerQuery.h"
#include "core/runtime/TopicFeeds.h"
#include "core/runtime/feed/PullRequest.h"
#include "core/runtime/feed/RowCells.h"
#include "core/runtime/feed/TableRecords.h"
#include "core/runtime/feed/TopicCursor.h"
#include "core/sql/Parser.h"

#include <utility>

namespace weir::runtime {

QueryFeed::QueryFeed(log::ClusterPtr cluster, QueryResultSpec spec,
                     std::shared_ptr<const plan::LogicalPlan> plan, bool optimize,
                     std::shared_ptr<TableReads> tables)
    : m_cluster(std::move(cluster))
    , m_spec(std::move(spec))
    , m_plan(std::move(plan))
    , m_optimize(optimize)
    , m_tables(std::move(tables))
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
    const Deadline deadline = Deadline::in(std::chrono::seconds(10), m_stop);
    WEIR_ASSIGN(const PartitionCounts partitions, partitionCounts(*m_cluster, deadline));
    WEIR_ASSIGN(const auto physical, lowerQuery(query, partitions, m_optimize));
    WEIR_ASSIGN(m_driver, exec::Driver::make(physical, {.runSeed = randomSeed()}));
    m_driver->setResults(this);
    m_driver->setNow(SystemClock().now());
    m_info.revision = m_plan ? m_plan->revision : 0;
    const Schema &schema = query.root().schema;
    for (std::size_t i = 0; i < schema.size(); ++i) {
        m_info.columns.push_back(schema.at(i));
    }
    ring().setInfo(m_info);
    return {};
}

Status QueryFeed::run(const std::stop_token &stop)
{
    m_stop = stop;
    WEIR_ASSIGN(const auto query, bindSelect());
    WEIR_TRY(makeDriver(*query));
    if (query->kind != plan::QueryKind::Pull) {
        return feedTopics(Extent::Endless, stop);
    }
    const auto *source = std::get_if<plan::ScanOp>(&query->nodes.front().op);
    const bool table = source != nullptr && source->source->isTable();
    return table ? feedTable(*query, *source->source, stop) : feedTopics(Extent::WhatIsThere, stop);
}

Status QueryFeed::feedTable(const plan::Query &query, const catalog::Source &table,
                            const std::stop_token &stop)
{
    WEIR_ASSIGN(const TableRead read, readState(query, table.topic, stop));
    std::vector<SlabPtr> slabs;
    std::vector<TableRun> runs;
    if (read.outcome == TableRead::Outcome::Read) {
        m_info.readAt = read.at;
        for (const auto *partition : read.records.filled()) {
            runs.push_back({partition->partition, partition->records.run()});
        }
    } else {
        WEIR_ASSIGN(slabs, readTopic(table.topic, stop));
        for (const SlabPtr &slab : slabs) {
            runs.push_back({slab->source().partition, slab->run()});
        }
    }
    ring().setInfo(m_info);
    exec::SourceMerge &sources = m_driver->sources();
    sources.feed({0, 0}, tableRecords(table.topic, runs, table.keyWindow));
    for (const exec::SourcePartition &at : sources.partitions()) {
        sources.setAtEnd(at, true);
    }
    WEIR_TRY(stepAll());
    ring().finish();
    return {};
}

/// The rows that the state of a running query holds of the table, if one keeps it.
Result<TableRead> QueryFeed::readState(const plan::Query &query, const std::string &topic,
                                       const std::stop_token &stop)
{
    if (!m_tables) {
        return TableRead();
    }
    const exec::TableRequest request =
        pullRequest(optimize::optimize(query, {.enabled = m_optimize}));
    TableRead read = m_tables->read(topic, request, stop);
    if (read.outcome != TableRead::Outcome::TooMany) {
        return read;
    }
    return readCommittedTable(*m_cluster, read.place, m_optimize, request,
                              Deadline::in(std::chrono::seconds(30), stop));
}

/// Reads all that stands in a topic now.
Result<std::vector<SlabPtr>> QueryFeed::readTopic(const std::string &topic,
                                                  const std::stop_token &stop)
{
    WEIR_ASSIGN(const auto cursor,
                TopicCursor::open(m_cluster, topic, {FeedStart::Kind::Beginning, 0}, {}, stop));
    std::vector<SlabPtr> slabs;
    while (!cursor->pastOpeningEnd() && !stop.stop_requested()) {
        WEIR_ASSIGN(auto read, cursor->read());
        slabs.insert(slabs.end(), read.begin(), read.end());
    }
    m_info.readAt = ReadPoint{.offsets = cursor->positions()};
    return slabs;
}

/// Reads a little, processes it and reads on: what the query no longer needs is held nowhere.
Status QueryFeed::feedTopics(Extent extent, const std::stop_token &stop)
{
    WEIR_ASSIGN(const auto feeds, openFeeds(extent, stop));
    exec::SourceMerge &sources = m_driver->sources();
    while (!stop.stop_requested()) {
        feeds->forEachOf(&sources, [&](const TopicPartition &partition, const FeedReader &reader) {
            sources.setAtEnd(reader.at, feeds->atEnd(partition, reader));
        });
        WEIR_ASSIGN(const bool finished, stepAll());
        if (finished || (extent == Extent::WhatIsThere && sources.exhausted())) {
            ring().finish();
            return {};
        }
        WEIR_TRY(feeds->poll(Deadline::in(std::chrono::milliseconds(200), stop)));
    }
    return {};
}

Result<std::unique_ptr<TopicFeeds>> QueryFeed::openFeeds(Extent extent, const std::stop_token &stop)
{
    const Deadline deadline = Deadline::in(std::chrono::seconds(10), stop);
    WEIR_ASSIGN(auto feeds, TopicFeeds::open(m_cluster));
    exec::SourceMerge &sources = m_driver->sources();
    ReadPoint ends;
    for (const exec::SourcePartition &at : sources.partitions()) {
        const TopicPartition partition{m_driver->query().scans[at.scan].topic, at.partition};
        WEIR_ASSIGN(const auto offsets, m_cluster->offsets(partition.topic, deadline));
        const log::PartitionOffsets &holds = offsets.at(static_cast<std::size_t>(at.partition));
        FeedReader reader{.merge = &sources, .at = at, .next = holds.begin};
        if (extent == Extent::WhatIsThere) {
            reader.until = holds.lastStable;
            ends.offsets[partition] = holds.lastStable;
        }
        sources.setPosition(at, holds.begin);
        WEIR_TRY(feeds->subscribe(partition, reader, deadline));
    }
    if (extent == Extent::WhatIsThere) {
        m_info.readAt = std::move(ends);
        ring().setInfo(m_info);
    }
    return feeds;
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
        ring().push(feedRowOf(batch, row, false, m_spec.cells));
    });
}

} // namespace weir::runtime
