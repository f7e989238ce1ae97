#include "core/runtime/PreparedRun.h"

#include "core/catalog/DeadLetters.h"
#include "core/plan/QuerySignature.h"
#include "core/plan/StateSignature.h"
#include "core/runtime/ClusterFacts.h"
#include "core/runtime/LowerQuery.h"
#include "core/runtime/SinkTopics.h"
#include "core/sql/Parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace weir::runtime {

namespace {

using Queries = std::vector<std::shared_ptr<const plan::Query>>;

const plan::SinkOp *sinkOf(const plan::Query &query)
{
    return std::get_if<plan::SinkOp>(&query.root().op);
}

std::set<std::string> topicsRead(const plan::Query &query)
{
    std::set<std::string> topics;
    for (const plan::Node &node : query.nodes) {
        if (const auto *scan = std::get_if<plan::ScanOp>(&node.op)) {
            topics.insert(scan->source->topic);
        }
    }
    return topics;
}

/// Its sink's, and those that take what its sources cannot read.
std::set<std::string> topicsWritten(const plan::Query &query)
{
    std::set<std::string> topics = {sinkOf(query)->target->topic};
    for (const plan::Node &node : query.nodes) {
        const auto *scan = std::get_if<plan::ScanOp>(&node.op);
        const std::string letters =
            scan == nullptr ? std::string() : catalog::deadLetterTopicOf(*scan->source);
        if (!letters.empty()) {
            topics.insert(letters);
        }
    }
    return topics;
}

/// Writers before readers; the text's order otherwise. A query that reads its own topic, or a
/// circle of queries, stays in the order of the text.
Queries topological(const Queries &queries)
{
    std::multimap<std::string, std::size_t> writers;
    for (std::size_t i = 0; i < queries.size(); ++i) {
        for (const std::string &topic : topicsWritten(*queries[i])) {
            writers.emplace(topic, i);
        }
    }
    Queries ordered;
    std::vector<bool> visited(queries.size(), false);
    const auto visit = [&](const auto &self, std::size_t index) -> void {
        if (visited[index]) {
            return;
        }
        visited[index] = true;
        for (const std::string &topic : topicsRead(*queries[index])) {
            const auto [first, last] = writers.equal_range(topic);
            for (auto writer = first; writer != last; ++writer) {
                self(self, writer->second);
            }
        }
        ordered.push_back(queries[index]);
    };
    for (std::size_t i = 0; i < queries.size(); ++i) {
        visit(visit, i);
    }
    return ordered;
}

/// The named statements and everything whose topics they read.
Queries withNeeds(const Queries &ordered, const std::vector<std::string> &statements)
{
    if (statements.empty()) {
        return ordered;
    }
    std::set<std::string> topics;
    Queries chosen;
    for (auto query = ordered.rbegin(); query != ordered.rend(); ++query) {
        const bool named =
            std::find(statements.begin(), statements.end(), (*query)->key) != statements.end();
        const std::set<std::string> written = topicsWritten(**query);
        const bool needed = std::any_of(written.begin(), written.end(),
                                        [&](const auto &topic) { return topics.count(topic) > 0; });
        if (named || needed) {
            topics.merge(topicsRead(**query));
            chosen.insert(chosen.begin(), *query);
        }
    }
    return chosen;
}

/// A query whose topics are not there waits for nobody: it is refused by name.
Status topicsExist(const plan::Query &query, const PartitionCounts &partitions)
{
    for (const std::string &topic : topicsRead(query)) {
        if (partitions.count(topic) == 0) {
            return fail(userError(
                "runtime.missing-topic",
                fmt::format("{} reads topic {}, which does not exist", query.key, topic)));
        }
    }
    return {};
}

Result<bind::BoundScript> bindText(log::Cluster &cluster, const std::string &text,
                                   std::uint64_t revision, const PrepareOptions &options,
                                   const Deadline &deadline)
{
    WEIR_ASSIGN(catalog::Environment facts, clusterFacts(cluster, deadline));
    facts.generatedTopics = options.generatedTopics;
    return bind::bind(sql::parse(text), facts, {.revision = revision});
}

} // namespace

Result<std::vector<log::NewTopic>> declaredTopics(log::Cluster &cluster, const std::string &text,
                                                  const PrepareOptions &options,
                                                  const Deadline &deadline)
{
    WEIR_ASSIGN(const bind::BoundScript script, bindText(cluster, text, 0, options, deadline));
    std::vector<log::NewTopic> topics;
    for (const plan::Declaration &declaration : script.plan.declarations) {
        if (auto topic = declaredTopic(declaration); topic && !declaration.replaced) {
            topics.push_back(std::move(*topic));
        }
    }
    return topics;
}

Result<PreparedRun> prepareRun(log::Cluster &cluster, const std::string &text,
                               std::uint64_t revision, const PrepareOptions &options,
                               const Deadline &deadline)
{
    WEIR_ASSIGN(const bind::BoundScript script,
                bindText(cluster, text, revision, options, deadline));

    PreparedRun run{.revision = revision,
                    .plan = std::make_shared<const plan::LogicalPlan>(script.plan),
                    .diagnostics = script.diagnostics};
    for (const bind::BoundStatement &statement : script.statements) {
        if (const auto *insert = std::get_if<bind::InsertValues>(&statement.action);
            insert && statement.ok) {
            run.inserts.push_back(*insert);
        }
    }
    WEIR_TRY(createDeclaredTopics(cluster, *run.plan, deadline));
    Queries pipeline;
    for (const auto &query : run.plan->queries) {
        if (sinkOf(*query) != nullptr) {
            pipeline.push_back(query);
        }
    }
    const Queries chosen = withNeeds(topological(pipeline), options.statements);
    for (const auto &query : chosen) {
        WEIR_TRY(createSinkTopic(cluster, *query, deadline));
        WEIR_TRY(createDeadLetterTopics(cluster, *query, deadline));
    }
    WEIR_ASSIGN(const PartitionCounts partitions, partitionCounts(cluster, deadline));
    for (const auto &query : chosen) {
        const Status readable = topicsExist(*query, partitions);
        const std::chrono::milliseconds interval(
            query->emitIntervalMs().value_or(options.emitInterval.count()));
        auto physical =
            readable ? lowerQuery(*query, partitions, options.optimize,
                                  {.coalesce = interval.count() > 0, .bound = query.get()})
                     : Result<std::shared_ptr<const exec::PhysicalQuery>>(fail(readable.error()));
        if (!physical) {
            run.refused.emplace_back(query->key, physical.error());
            continue;
        }
        run.queries.push_back({.key = query->key,
                               .signature = plan::querySignature(*query),
                               .stateSignature = plan::stateSignature(*query),
                               .logical = query,
                               .physical = std::move(*physical),
                               .emitInterval = interval});
    }
    if (run.queries.empty() && !run.refused.empty()) {
        return fail(run.refused.front().second);
    }
    return run;
}

} // namespace weir::runtime
