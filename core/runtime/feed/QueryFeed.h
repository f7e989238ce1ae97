#pragma once

#include "core/exec/Driver.h"
#include "core/log/Cluster.h"
#include "core/plan/LogicalPlan.h"
#include "core/runtime/TableReads.h"
#include "core/runtime/TopicFeeds.h"
#include "core/runtime/feed/ThreadedFeed.h"

#include <memory>

namespace weir::runtime {

/// The rows of one SELECT, run on a thread of its own against the topics of the plan's sources. A
/// push query goes on until its LIMIT; a pull query ends with what stands there now: the rows of a
/// table by (window, key), from the state of the running query that keeps it or else the newest
/// record a key of its topic.
class QueryFeed final : public ThreadedFeed, private exec::ResultReceiver {
public:
    QueryFeed(log::ClusterPtr cluster, QueryResultSpec spec,
              std::shared_ptr<const plan::LogicalPlan> plan, bool optimize,
              std::shared_ptr<TableReads> tables);
    ~QueryFeed() override { stop(); }

private:
    Status run(const std::stop_token &stop) override;
    Result<std::shared_ptr<const plan::Query>> bindSelect() const;
    Status makeDriver(const plan::Query &query);
    Status feedTable(const plan::Query &query, const catalog::Source &table,
                     const std::stop_token &stop);
    Result<TableRead> readState(const plan::Query &query, const std::string &topic,
                                const std::stop_token &stop);
    Result<std::vector<SlabPtr>> readTopic(const std::string &topic, const std::stop_token &stop);
    /// How much of its topics a query is fed.
    enum class Extent { WhatIsThere, Endless };
    Status feedTopics(Extent extent, const std::stop_token &stop);
    Result<std::unique_ptr<TopicFeeds>> openFeeds(Extent extent, const std::stop_token &stop);
    Result<bool> stepAll();
    void rows(const Schema &schema, const Batch &batch) override;

    log::ClusterPtr m_cluster;
    QueryResultSpec m_spec;
    std::shared_ptr<const plan::LogicalPlan> m_plan;
    bool m_optimize;
    std::shared_ptr<TableReads> m_tables;
    FeedInfo m_info;
    std::unique_ptr<exec::Driver> m_driver;
    exec::OutputBuffer m_output;
    std::stop_token m_stop;
};

} // namespace weir::runtime
