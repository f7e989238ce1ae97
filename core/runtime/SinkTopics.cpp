#include "core/runtime/SinkTopics.h"

#include "core/catalog/DeadLetters.h"

#include <string>

namespace weir::runtime {

namespace {

bool topicExists(log::Cluster &cluster, const std::string &name, const Deadline &deadline)
{
    return cluster.topic(name, deadline).has_value();
}

/// Two programs may make a topic at the same time; either way it is there.
Status createUnlessThere(log::Cluster &cluster, const log::NewTopic &topic,
                         const Deadline &deadline)
{
    const Status made = cluster.createTopic(topic, deadline);
    if (!made && made.error().code != "log.topic-exists") {
        return fail(made.error());
    }
    return {};
}

const catalog::Source *leftSource(const plan::Query &query)
{
    for (const plan::Node &node : query.nodes) {
        if (const auto *scan = std::get_if<plan::ScanOp>(&node.op)) {
            return scan->source.get();
        }
    }
    return nullptr;
}

} // namespace

std::optional<log::NewTopic> declaredTopic(const plan::Declaration &declaration)
{
    if (!declaration.partitions) {
        return std::nullopt;
    }
    log::NewTopic topic{.name = declaration.source->topic,
                        .partitions = *declaration.partitions,
                        .replicas = declaration.replicas.value_or(-1)};
    if (declaration.retentionMs) {
        topic.config["retention.ms"] = std::to_string(*declaration.retentionMs);
    }
    return topic;
}

Status createDeclaredTopics(log::Cluster &cluster, const plan::LogicalPlan &plan,
                            const Deadline &deadline)
{
    for (const plan::Declaration &declaration : plan.declarations) {
        const auto topic = declaredTopic(declaration);
        if (topic && !declaration.replaced && !topicExists(cluster, topic->name, deadline)) {
            WEIR_TRY(createUnlessThere(cluster, *topic, deadline));
        }
    }
    return {};
}

Status createSinkTopic(log::Cluster &cluster, const plan::Query &query, const Deadline &deadline)
{
    const auto &sink = std::get<plan::SinkOp>(query.root().op);
    if (topicExists(cluster, sink.target->topic, deadline)) {
        return {};
    }
    const catalog::Source *left = leftSource(query);
    log::NewTopic topic{.name = sink.target->topic,
                        .partitions = sink.partitions.value_or(1),
                        .replicas = sink.replicas.value_or(-1)};
    if (left != nullptr) {
        const auto from = cluster.topic(left->topic, deadline);
        if (!from) {
            return {};
        }
        topic.partitions = sink.partitions.value_or(from->partitions);
        topic.replicas = sink.replicas.value_or(from->replicas);
        WEIR_ASSIGN(const auto config, cluster.topicConfig(left->topic, deadline));
        if (const auto retention = config.find("retention.ms"); retention != config.end()) {
            topic.config["retention.ms"] = retention->second;
        }
    }
    if (sink.retentionMs) {
        topic.config["retention.ms"] = std::to_string(*sink.retentionMs);
    }
    if (sink.target->isTable()) {
        topic.config["cleanup.policy"] = sink.target->keyWindow ? "compact,delete" : "compact";
    }
    return createUnlessThere(cluster, topic, deadline);
}

Status createDeadLetterTopics(log::Cluster &cluster, const plan::Query &query,
                              const Deadline &deadline)
{
    for (const plan::Node &node : query.nodes) {
        const auto *scan = std::get_if<plan::ScanOp>(&node.op);
        const std::string topic =
            scan == nullptr ? std::string() : catalog::deadLetterTopicOf(*scan->source);
        if (topic.empty() || topicExists(cluster, topic, deadline)) {
            continue;
        }
        const auto from = cluster.topic(scan->source->topic, deadline);
        if (from) {
            WEIR_TRY(createUnlessThere(
                cluster,
                {.name = topic, .partitions = from->partitions, .replicas = from->replicas},
                deadline));
        }
    }
    return {};
}

} // namespace weir::runtime
