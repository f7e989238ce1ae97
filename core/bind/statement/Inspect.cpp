#include "core/bind/relation/Relation.h"
#include "core/bind/statement/Statements.h"
#include "core/functions/FunctionRegistry.h"

#include <fmt/format.h>

namespace weir::bind {

namespace {

bool startsQuery(sql::SyntaxKind kind)
{
    return kind == sql::SyntaxKind::CreateAsSelect || kind == sql::SyntaxKind::InsertInto ||
           kind == sql::SyntaxKind::QueryStatement || kind == sql::SyntaxKind::ErrorStatement;
}

/// The topic of PRINT, variables substituted.
std::string topicOf(StatementDraft &draft)
{
    const sql::Identifier name = draft.view.name();
    const std::string *value = name.variable ? draft.context.findVariable(name.name) : nullptr;
    if (value != nullptr && !value->empty()) {
        return *value; // in its own case, which a topic has and a stream has not
    }
    return name.variable ? draft.context.nameOf(name)
                         : draft.context.substituteText(draft.view.printTopic(), draft.view.span());
}

} // namespace

StatementAction bindControlQuery(StatementDraft &draft)
{
    ControlQuery result;
    result.action = draft.view.kind() == sql::SyntaxKind::Terminate ? QueryAction::Terminate
                    : draft.view.kind() == sql::SyntaxKind::Pause   ? QueryAction::Pause
                                                                    : QueryAction::Resume;
    if (!draft.view.name().empty()) {
        result.query = draft.context.nameOf(draft.view.name());
    }
    const bool session = draft.context.options.mode == BindMode::Imperative;
    if (result.action == QueryAction::Terminate && draft.view.all()) {
        // In a project's text it does not touch the plan, whose queries go on.
        if (session) {
            draft.context.catalog.dropAllQueries();
        }
    } else if (result.action == QueryAction::Terminate) {
        draft.context.catalog.dropQuery(result.query);
    }
    return result;
}

StatementAction bindShow(StatementDraft &draft)
{
    std::string what = draft.view.showWhat();
    const bool extended = what.ends_with(" EXTENDED");
    if (extended) {
        what.resize(what.size() - std::string(" EXTENDED").size());
    }
    return Show{.what = what, .extended = extended};
}

StatementAction bindDescribe(StatementDraft &draft)
{
    const sql::StatementView &view = draft.view;
    const sql::Identifier identifier = view.name();
    if (identifier.empty()) {
        return Describe{
            .name = {}, .what = view.showWhat(), .source = nullptr, .extended = view.extended()};
    }
    if (view.node().has(sql::Keyword::Function)) {
        return Describe{.name = upperCase(identifier.name),
                        .what = "FUNCTION",
                        .source = nullptr,
                        .extended = false};
    }
    const std::shared_ptr<const catalog::Source> source = findSource(draft.context, identifier);
    if (!source) {
        return Nothing{};
    }
    return Describe{
        .name = source->name, .what = {}, .source = source, .extended = view.extended()};
}

StatementAction bindExplain(StatementDraft &draft)
{
    const sql::StatementView explained = draft.view.explained();
    if (!explained && !draft.view.query()) {
        return Explain{.query = nullptr, .name = draft.context.nameOf(draft.view.name())};
    }
    if (explained && !startsQuery(explained.kind())) {
        draft.context.error("bind.nothing-to-explain", explained.span(),
                            "EXPLAIN shows how a query works, and this statement starts none",
                            "Explain a SELECT, CREATE … AS SELECT or INSERT INTO … SELECT");
        return Nothing{};
    }
    // On a copy of the catalogue: what is explained does not act.
    const catalog::Catalog before = draft.context.catalog;
    const auto topics = draft.context.environment.topics;
    StatementDraft inner{draft.context, explained ? explained : draft.view, draft.key};
    const StatementAction action = explained ? bindStatement(inner) : bindQueryStatement(inner);
    draft.context.catalog = before;
    draft.context.environment.topics = topics;
    if (const auto *start = std::get_if<StartQuery>(&action)) {
        return Explain{.query = start->query, .name = {}};
    }
    return Nothing{};
}

StatementAction bindPrint(StatementDraft &draft)
{
    PrintTopic result{.topic = topicOf(draft),
                      .fromBeginning = draft.view.fromBeginning(),
                      .interval =
                          readCount(draft.context, draft.view.printInterval(), "INTERVAL", 1),
                      .limit = readCount(draft.context, draft.view.limit(), "LIMIT", 0)};
    if (result.topic.empty()) {
        if (!draft.view.name().variable) {
            draft.context.error("bind.unknown-topic", draft.view.span(), "Every topic has a name",
                                "Write PRINT and the name of a topic");
        }
        return Nothing{};
    }
    const auto &environment = draft.context.environment;
    if (environment.topicsKnown && !environment.topics.contains(result.topic)) {
        // A source's name stands for its topic, as people expect.
        const auto source = draft.context.catalog.find(upperCase(result.topic));
        if (!source) {
            draft.context.error("bind.unknown-topic", draft.view.span(),
                                fmt::format("There is no topic {}", result.topic));
            return Nothing{};
        }
        result.topic = source->topic;
    }
    return result;
}

} // namespace weir::bind
