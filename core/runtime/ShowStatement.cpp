#include "core/runtime/ShowStatement.h"

#include "core/functions/FunctionRegistry.h"

#include <fmt/format.h>

#include <map>

namespace weir::runtime {

namespace {

std::vector<Cell> cellsOf(std::vector<std::string> texts)
{
    std::vector<Cell> cells;
    for (std::string &text : texts) {
        cells.push_back({.text = std::move(text)});
    }
    return cells;
}

std::string formatsText(const catalog::Source &source)
{
    return fmt::format("{} / {}", source.keyFormat.name, source.valueFormat.name);
}

TableAnswer showSources(const StatementContext &context, catalog::SourceKind kind)
{
    TableAnswer answer;
    answer.columns = {"NAME", "TOPIC", "KEY / VALUE FORMAT", "WINDOWED", "COLUMNS"};
    for (const auto &[name, source] : context.environment.sources) {
        if (source->kind == kind) {
            answer.rows.push_back(
                cellsOf({name, source->topic, formatsText(*source),
                         source->keyWindow ? "yes" : "no", std::to_string(source->schema.size())}));
        }
    }
    return answer;
}

Result<TableAnswer> showTopics(const StatementContext &context, bool internal,
                               const Deadline &deadline)
{
    TableAnswer answer;
    answer.columns = {"TOPIC", "PARTITIONS", "REPLICAS"};
    WEIR_ASSIGN(const auto topics, context.cluster.topics(deadline));
    for (const log::TopicInfo &topic : topics) {
        if (internal || !topic.internal) {
            answer.rows.push_back(cellsOf(
                {topic.name, std::to_string(topic.partitions), std::to_string(topic.replicas)}));
        }
    }
    return answer;
}

std::string stateName(RunState state)
{
    switch (state) {
    case RunState::Stopped:
        return "stopped";
    case RunState::Starting:
        return "starting";
    case RunState::Running:
        return "running";
    case RunState::Paused:
        return "paused";
    case RunState::Stopping:
        return "stopping";
    case RunState::Failed:
        return "failed";
    }
    return "";
}

TableAnswer showQueries(const StatementContext &context)
{
    TableAnswer answer;
    answer.columns = {"QUERY", "STATE", "LAG", "ERROR"};
    for (const QueryGauges &query : context.running.queries) {
        answer.rows.push_back(
            cellsOf({query.key, stateName(query.state), std::to_string(query.lagRecords),
                     query.error ? query.error->message : ""}));
    }
    return answer;
}

TableAnswer showFunctions()
{
    TableAnswer answer;
    answer.columns = {"FUNCTION", "FAMILY", "DESCRIPTION"};
    for (const auto *signature : functions::FunctionRegistry::builtins().signatures()) {
        answer.rows.push_back(
            cellsOf({signature->toString(), signature->family, signature->description}));
    }
    return answer;
}

TableAnswer showPairs(const std::map<std::string, std::string> &pairs, const std::string &heading)
{
    TableAnswer answer;
    answer.columns = {heading, "VALUE"};
    for (const auto &[name, value] : pairs) {
        answer.rows.push_back(cellsOf({name, value}));
    }
    return answer;
}

TableAnswer showTypes(const StatementContext &context)
{
    TableAnswer answer;
    answer.columns = {"TYPE", "DEFINITION"};
    for (const auto &[name, type] : context.environment.namedTypes) {
        answer.rows.push_back(cellsOf({name, type.toString()}));
    }
    return answer;
}

TableAnswer describeSource(const catalog::Source &source)
{
    TableAnswer answer;
    answer.columns = {"COLUMN", "TYPE", "ROLE"};
    for (std::size_t i = 0; i < source.schema.size(); ++i) {
        const ColumnDefinition &column = source.schema.at(i);
        const bool key = i < source.schema.key.size();
        answer.rows.push_back(cellsOf({column.name, column.type.toString(),
                                       !key               ? ""
                                       : source.isTable() ? "primary key"
                                                          : "key"}));
    }
    answer.message = fmt::format("{} {} over topic {}", source.isTable() ? "Table" : "Stream",
                                 source.name, source.topic);
    return answer;
}

Status addExtended(TableAnswer &answer, const catalog::Source &source,
                   const StatementContext &context, const Deadline &deadline)
{
    const auto add = [&](const char *name, std::string value) {
        answer.rows.push_back(cellsOf({name, std::move(value), "property"}));
    };
    add("key / value format", formatsText(source));
    add("timestamp column", source.timestamp ? source.timestamp->column : "the record's");
    add("written by", source.writtenBy.empty() ? "others" : source.writtenBy);
    WEIR_ASSIGN(const auto offsets, context.cluster.offsets(source.topic, deadline));
    for (std::size_t i = 0; i < offsets.size(); ++i) {
        add(fmt::format("offsets of partition {}", i).c_str(),
            fmt::format("{} … {}", offsets[i].begin, offsets[i].lastStable));
    }
    return {};
}

Result<TableAnswer> describeFunction(const std::string &name)
{
    TableAnswer answer;
    answer.columns = {"SIGNATURE", "DESCRIPTION"};
    for (const auto *signature : functions::FunctionRegistry::builtins().overloads(name)) {
        answer.rows.push_back(cellsOf({signature->toString(), signature->description}));
    }
    if (answer.rows.empty()) {
        return fail(userError("runtime.unknown-name",
                              fmt::format("there is no stream, table or function {}", name)));
    }
    return answer;
}

} // namespace

Result<TableAnswer> showStatement(const bind::Show &show, const StatementContext &context,
                                  const Deadline &deadline)
{
    if (show.what == "STREAMS") {
        return showSources(context, catalog::SourceKind::Stream);
    }
    if (show.what == "TABLES") {
        return showSources(context, catalog::SourceKind::Table);
    }
    if (show.what == "TOPICS" || show.what == "ALL TOPICS") {
        return showTopics(context, show.what == "ALL TOPICS", deadline);
    }
    if (show.what == "QUERIES") {
        return showQueries(context);
    }
    if (show.what == "FUNCTIONS") {
        return showFunctions();
    }
    if (show.what == "PROPERTIES") {
        return showPairs(context.environment.properties, "PROPERTY");
    }
    if (show.what == "VARIABLES") {
        return showPairs(context.environment.variables, "VARIABLE");
    }
    if (show.what == "TYPES") {
        return showTypes(context);
    }
    return fail(userError("runtime.not-yet", fmt::format("SHOW {} is not there yet", show.what)));
}

Result<TableAnswer> describeStatement(const bind::Describe &describe,
                                      const StatementContext &context, const Deadline &deadline)
{
    if (describe.source) {
        TableAnswer answer = describeSource(*describe.source);
        if (describe.extended) {
            WEIR_TRY(addExtended(answer, *describe.source, context, deadline));
        }
        return answer;
    }
    if (describe.what == "STREAMS" || describe.what == "TABLES") {
        return showSources(context, describe.what == "TABLES" ? catalog::SourceKind::Table
                                                              : catalog::SourceKind::Stream);
    }
    return describeFunction(describe.name);
}

Result<TableAnswer> explainRunning(const std::string &query, const StatementContext &context)
{
    for (const QueryGauges &gauges : context.running.queries) {
        if (gauges.key != query) {
            continue;
        }
        TableAnswer answer;
        answer.columns = {"NODE", "IN", "OUT", "LATE", "REJECTED", "ERRORS", "STATE BYTES"};
        for (const NodeGauges &node : gauges.nodes) {
            answer.rows.push_back(
                cellsOf({node.key.value, std::to_string(node.in), std::to_string(node.out),
                         std::to_string(node.late), std::to_string(node.rejected),
                         std::to_string(node.errors), std::to_string(node.stateBytes)}));
        }
        answer.message = fmt::format("query {} is {}", gauges.key, stateName(gauges.state));
        return answer;
    }
    return fail(userError("runtime.unknown-query", fmt::format("no query {} is running", query)));
}

} // namespace weir::runtime
