#include "core/bind/SourceFormats.h"
#include "core/bind/TypeBinder.h"
#include "core/bind/statement/Statements.h"
#include "core/catalog/DeadLetters.h"
#include "core/catalog/FormatRules.h"
#include "core/catalog/SystemColumns.h"

#include <fmt/format.h>

#include <set>

namespace weir::bind {

namespace {

bool bindsHeaders(sql::ColumnRole role)
{
    return role == sql::ColumnRole::Headers || role == sql::ColumnRole::Header;
}

DataType headersType()
{
    return DataType::array(
        DataType::structOf({{"KEY", DataType::string()}, {"VALUE", DataType::bytes()}}));
}

/// STREAM has KEY, TABLE has PRIMARY KEY.
void checkRole(BindContext &context, const sql::ColumnView &column, bool table)
{
    const bool primary = column.role() == sql::ColumnRole::PrimaryKey;
    const bool key = column.role() == sql::ColumnRole::Key;
    if (table ? key : primary) {
        const char *right = table ? "PRIMARY KEY" : "KEY";
        context
            .error("bind.wrong-key-word", column.roleSpan(),
                   table ? "The key of a table is its PRIMARY KEY"
                         : "A stream may have many rows of one key, so it has no PRIMARY KEY")
            .fixes.push_back({fmt::format("Write {}", right), {{column.roleSpan(), right}}});
    }
}

void bindHeaderColumn(BindContext &context, const sql::ColumnView &column, const std::string &name,
                      const DataType &type, catalog::Source &source)
{
    const bool all = column.role() == sql::ColumnRole::Headers;
    const DataType wanted = all ? headersType() : DataType::bytes();
    if (!(type == wanted)) {
        context.error("bind.header-type", column.span(),
                      fmt::format("Invalid type for {} column: expected {}, got {}",
                                  all ? "HEADERS" : "HEADER('…')", wanted.toString(),
                                  type.toString()));
    }
    for (const catalog::HeaderColumn &other : source.headers) {
        if (all || !other.header || *other.header == column.headerName()) {
            context.error("bind.duplicate-header", column.span(),
                          "The headers are given to a column already");
            break;
        }
    }
    source.headers.push_back({name, all ? std::nullopt : std::optional(column.headerName())});
}

void bindColumns(BindContext &context, const sql::StatementView &view, catalog::Source &source)
{
    std::set<std::string> names;
    for (const sql::ColumnView &column : view.columns()) {
        const std::string name = context.nameOf(column.name());
        const std::optional<DataType> type = bindType(context, column.type());
        if (catalog::isSystemColumn(name)) {
            context.error("bind.reserved-name", column.name().span,
                          fmt::format("'{}' is a reserved column name. You cannot use it as a name "
                                      "for a column",
                                      name));
        } else if (!names.insert(name).second) {
            context.error("bind.duplicate-column", column.name().span,
                          fmt::format("Two columns are named {}", name));
        }
        checkRole(context, column, source.isTable());
        if (!type) {
            continue;
        }
        const bool key =
            column.role() == sql::ColumnRole::Key || column.role() == sql::ColumnRole::PrimaryKey;
        (key ? source.schema.key : source.schema.value).push_back({name, *type});
        if (bindsHeaders(column.role())) {
            bindHeaderColumn(context, column, name, *type, source);
        }
    }
}

void checkColumns(BindContext &context, const sql::StatementView &view,
                  const catalog::Source &source, const catalog::WithProperties &with)
{
    const bool infers = catalog::infersColumns(source.valueFormat.name);
    if (view.columns().empty() && !infers) {
        context.error("bind.no-columns", view.name().span, "No columns supplied",
                      "Give the columns in parentheses behind the name");
    } else if (infers && (source.schema.value.empty() || with.valueSchemaId)) {
        context.error("bind.not-yet", view.name().span,
                      "Columns from the schema registry are not supported yet",
                      "Give the columns in parentheses behind the name");
    } else if (source.keyWindow && source.schema.key.empty()) {
        context.error("bind.windowed-without-key", with.written.at("WINDOW_TYPE").nameSpan,
                      "A window is part of the record's key, so a windowed source needs a key "
                      "column",
                      source.isTable() ? "Mark it with PRIMARY KEY" : "Mark it with KEY");
    } else if (source.isTable() && source.schema.key.empty()) {
        Diagnostic &error = context.error(
            "bind.primary-key-missing", view.name().span, "A table needs a PRIMARY KEY",
            "Mark the column that the topic's records have as key with PRIMARY KEY");
        if (!view.columns().empty()) {
            const std::size_t end = view.columns().front().span().end;
            error.fixes.push_back(
                {fmt::format("Make {} the PRIMARY KEY", view.columns().front().name().name),
                 {{{end, end}, " PRIMARY KEY"}}});
        }
    }
}

void checkTopic(BindContext &context, const sql::StatementView &view,
                const catalog::WithProperties &with, const catalog::Source &source)
{
    auto &environment = context.environment;
    const bool exists = environment.topics.contains(source.topic);
    if (exists) {
        return;
    }
    if (with.partitions) {
        environment.topics[source.topic] = {.name = source.topic,
                                            .partitions = *with.partitions,
                                            .replicas = with.replicas.value_or(1),
                                            .config = {}};
    } else if (environment.topicsKnown && !environment.generatedTopics.contains(source.topic)) {
        Diagnostic &error =
            context.error("bind.unknown-topic", with.valueSpan("KAFKA_TOPIC", view.name().span),
                          fmt::format("There is no topic {}", source.topic),
                          "Give PARTITIONS, and the topic is created");
        if (const sql::PropertiesView properties = view.properties()) {
            const std::size_t place = properties.span().end - 1;
            error.fixes.push_back(
                {"Create it with 1 partition", {{{place, place}, ", PARTITIONS=1"}}});
        }
    }
}

/// Whoever runs a query that reads the source makes the topic of its dead letters: the text may
/// read that too.
void noteDeadLetters(catalog::Environment &environment, const catalog::Source &source)
{
    const std::string letters = catalog::deadLetterTopicOf(source);
    const auto own = environment.topics.find(source.topic);
    if (!letters.empty() && own != environment.topics.end()) {
        catalog::TopicFact facts = own->second;
        facts.name = letters;
        environment.topics.emplace(letters, std::move(facts));
    }
}

} // namespace

StatementAction bindCreateSource(StatementDraft &draft)
{
    BindContext &context = draft.context;
    const sql::StatementView &view = draft.view;
    if (view.name().empty()) {
        return Nothing{}; // the parser says what stands in place of a stream's or table's name
    }
    const std::string name = context.nameOf(view.name());
    const NameCheck check = checkNewName(draft, name);
    if (check == NameCheck::Skip) {
        return Nothing{};
    }
    const std::size_t before = context.diagnostics.size();
    const catalog::WithProperties with =
        readWith(context, view.properties(), catalog::PropertyUse::Declaration);
    auto source = std::make_shared<catalog::Source>();
    source->name = name;
    source->kind = view.sourceType() == sql::SourceType::Table ? catalog::SourceKind::Table
                                                               : catalog::SourceKind::Stream;
    source->readOnly = view.isReadOnlySource();
    source->nameOffset = view.name().span.begin;
    source->topic = with.topic.value_or("");
    source->lazyDecode = with.lazyDecode.value_or(false);
    source->rejectPolicy = with.rejectPolicy.value_or(catalog::RejectPolicy::Skip);
    source->deadLetterTopic = with.deadLetterTopic.value_or("");
    if (with.windowType) {
        source->keyWindow = KeyWindow{*with.windowType, with.windowSizeMs};
    }
    bindColumns(context, view, *source);
    bindFormats(context, with, {.span = view.name().span}, *source);
    if (!source->valueFormat.name.empty()) {
        checkColumns(context, view, *source, with);
    }
    bindTimestamp(context, with, view.name().span, *source);
    if (!with.topic && !with.written.contains("KAFKA_TOPIC")) {
        context.error("bind.topic-missing", view.name().span,
                      "The statement needs KAFKA_TOPIC in WITH");
    } else {
        checkTopic(context, view, with, *source);
        noteDeadLetters(context.environment, *source);
    }
    if (context.diagnostics.size() > before || check == NameCheck::Refused || view.hasError()) {
        return Nothing{};
    }
    registerSource(context, source);
    return DeclareSource{.declaration = {.key = {draft.key},
                                         .source = source,
                                         .statement = view.span(),
                                         .partitions = with.partitions,
                                         .replicas = with.replicas,
                                         .retentionMs = with.retentionMs},
                         .replaces = check == NameCheck::Replaces};
}

} // namespace weir::bind
