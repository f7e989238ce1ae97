#pragma once

#include "core/exec/Driver.h"
#include "core/plan/LogicalPlan.h"
#include "core/runtime/conformance/CaseReport.h"
#include "core/runtime/conformance/CaseTopics.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace weir::runtime {

struct CaseConfig;

/// Where an input of the case stands in its topic's log, in listed order.
struct CaseInputPlace {
    std::string topic;
    std::size_t index = 0;
};

/// One query of a case, driven over the case's logs.
class CaseQuery {
public:
    /// Optimises and lowers a query. Errors as exec::lower.
    static Result<std::unique_ptr<CaseQuery>> make(std::shared_ptr<const plan::Query> query,
                                                   const CaseConfig &config, std::size_t statement);

    const std::string &key() const { return m_plan->key; }
    std::size_t statement() const { return m_statement; }
    bool writesSame(const CaseQuery &other) const;

    /// Feeds every input in listed order, then the logs of topics that occur in no input, and
    /// appends what the query gives.
    Status run(CaseTopics &topics, const std::vector<CaseInputPlace> &inputs);
    /// Answers a SELECT from what the logs hold.
    Result<CaseResponse> answer(CaseTopics &topics, const std::vector<CaseInputPlace> &inputs);

private:
    CaseQuery(std::shared_ptr<const plan::Query> plan, const CaseConfig &config,
              std::size_t statement);

    std::vector<CaseInputPlace> order(const CaseTopics &topics,
                                      const std::vector<CaseInputPlace> &inputs) const;
    std::vector<CaseInputPlace> tableContents(const CaseTopics &topics) const;
    /// Feeds records and steps; false when the query ended by itself.
    Result<bool> feed(CaseTopics &topics, const std::vector<CaseInputPlace> &places,
                      exec::ResultReceiver *results);
    Result<bool> drain(CaseTopics &topics, exec::ResultReceiver *results);
    Status checkpointAndRestore();

    std::shared_ptr<const plan::Query> m_plan;
    const CaseConfig &m_config;
    std::size_t m_statement;
    std::shared_ptr<const exec::PhysicalQuery> m_physical;
    std::unique_ptr<exec::Driver> m_driver;
    std::vector<std::string> m_checkpoints;
};

} // namespace weir::runtime
