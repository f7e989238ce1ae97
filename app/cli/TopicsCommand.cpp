#include "app/cli/Command.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace weir::cli {

namespace {

struct TopicsOptions {
    ClusterOption cluster;
    std::string topic;
    std::int32_t partitions = 1;
    std::int32_t replicas = -1;
    std::vector<std::string> config;
    bool json = false;
    bool internal = false;
};

std::uint64_t recordCount(const std::vector<log::PartitionOffsets> &offsets)
{
    std::uint64_t count = 0;
    for (const auto &partition : offsets) {
        count += static_cast<std::uint64_t>(partition.lastStable - partition.begin);
    }
    return count;
}

Status listTopics(const TopicsOptions &options, CommandContext &context)
{
    WEIR_ASSIGN(const auto cluster, options.cluster.open("weir topics"));
    WEIR_ASSIGN(const auto topics, cluster->topics(adminDeadline(context)));
    std::vector<std::vector<std::string>> rows;
    for (const log::TopicInfo &topic : topics) {
        if (topic.internal && !options.internal) {
            continue;
        }
        WEIR_ASSIGN(const auto offsets, cluster->offsets(topic.name, adminDeadline(context)));
        if (options.json) {
            context.terminal.result(nlohmann::json{
                {"topic", topic.name},
                {"partitions", topic.partitions},
                {"records",
                 recordCount(offsets)}}.dump());
            continue;
        }
        rows.push_back(
            {topic.name, std::to_string(topic.partitions), groupedNumber(recordCount(offsets))});
    }
    if (!options.json) {
        std::string table = renderTable({"TOPIC", "PARTITIONS", "RECORDS"}, rows);
        table.pop_back();
        context.terminal.result(table);
    }
    return {};
}

Status describeTopic(const TopicsOptions &options, CommandContext &context)
{
    WEIR_ASSIGN(const auto cluster, options.cluster.open("weir topics"));
    WEIR_ASSIGN(const auto topic, cluster->topic(options.topic, adminDeadline(context)));
    WEIR_ASSIGN(const auto offsets, cluster->offsets(options.topic, adminDeadline(context)));
    WEIR_ASSIGN(const auto config, cluster->topicConfig(options.topic, adminDeadline(context)));
    if (options.json) {
        nlohmann::json object = {
            {"topic", topic.name}, {"replicas", topic.replicas}, {"config", config}};
        for (const auto &partition : offsets) {
            object["partitions"].push_back(
                {{"begin", partition.begin}, {"end", partition.lastStable}});
        }
        context.terminal.result(object.dump());
        return {};
    }
    context.terminal.result(fmt::format("{}: {} partitions, {} replicas, {} records", topic.name,
                                        topic.partitions, topic.replicas,
                                        groupedNumber(recordCount(offsets))));
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < offsets.size(); ++i) {
        rows.push_back({std::to_string(i), std::to_string(offsets[i].begin),
                        std::to_string(offsets[i].lastStable)});
    }
    context.terminal.result(renderTable({"PARTITION", "BEGIN", "END"}, rows));
    rows.clear();
    for (const auto &[name, value] : config) {
        rows.push_back({name, value});
    }
    std::string table = renderTable({"CONFIG", "VALUE"}, rows);
    table.pop_back();
    context.terminal.result(table);
    return {};
}

Status createTopic(const TopicsOptions &options, CommandContext &context)
{
    log::NewTopic topic{options.topic, options.partitions, options.replicas, {}};
    for (const std::string &entry : options.config) {
        const auto equals = entry.find('=');
        if (equals == std::string::npos) {
            return fail(userError("cli.bad-config",
                                  fmt::format("--config takes NAME=VALUE, not '{}'", entry)));
        }
        topic.config[entry.substr(0, equals)] = entry.substr(equals + 1);
    }
    WEIR_ASSIGN(const auto cluster, options.cluster.open("weir topics"));
    WEIR_TRY(cluster->createTopic(topic, adminDeadline(context)));
    context.terminal.info(
        fmt::format("created {} with {} partitions", topic.name, topic.partitions));
    return {};
}

Status deleteTopic(const TopicsOptions &options, CommandContext &context)
{
    WEIR_ASSIGN(const auto cluster, options.cluster.open("weir topics"));
    WEIR_TRY(cluster->deleteTopic(options.topic, adminDeadline(context)));
    context.terminal.info(fmt::format("deleted {}", options.topic));
    return {};
}

using TopicsAction = Status (*)(const TopicsOptions &, CommandContext &);

struct ActionCommand {
    CLI::App *command;
    std::shared_ptr<TopicsOptions> options;
};

/// Each action has options of its own: of one --cluster that all share, WEIR_CLUSTER would win over
/// what was written, because CLI11 asks the environment for every action.
ActionCommand addAction(CLI::App &parent, const char *name, const char *description,
                        CommandContext &context, TopicsAction action)
{
    const auto options = std::make_shared<TopicsOptions>();
    CLI::App *command = parent.add_subcommand(name, description);
    options->cluster.addTo(*command);
    command->callback([options, &context, action] {
        if (const Status status = action(*options, context); !status) {
            failCommand(context, status.error());
        }
    });
    return {command, options};
}

} // namespace

void addTopicsCommand(CLI::App &app, CommandContext &context)
{
    CLI::App *topics = app.add_subcommand("topics", "List, describe, create and delete topics");
    topics->require_subcommand(1);
    topics->footer("Examples:\n  weir topics list\n  weir topics describe ratings --cluster "
                   "kafka://localhost:9092\n"
                   "  weir topics create ratings --partitions 4 --config retention.ms=-1\n"
                   "  weir topics delete ratings");
    const auto list =
        addAction(*topics, "list", "Topics with partitions and records", context, listTopics);
    list.command->add_flag("--json", list.options->json, "One JSON object a line");
    list.command->add_flag("--internal", list.options->internal, "Also the cluster's own topics");
    const auto describe = addAction(*topics, "describe", "Offsets and configuration of a topic",
                                    context, describeTopic);
    describe.command->add_option("TOPIC", describe.options->topic)->required();
    describe.command->add_flag("--json", describe.options->json, "One JSON object");
    const auto create = addAction(*topics, "create", "Make a topic", context, createTopic);
    create.command->add_option("TOPIC", create.options->topic)->required();
    create.command->add_option("--partitions", create.options->partitions)
        ->check(CLI::PositiveNumber);
    create.command->add_option("--replicas", create.options->replicas);
    create.command->add_option("--config", create.options->config, "NAME=VALUE, several times");
    const auto remove =
        addAction(*topics, "delete", "Delete a topic with its records", context, deleteTopic);
    remove.command->add_option("TOPIC", remove.options->topic)->required();
}

} // namespace weir::cli
