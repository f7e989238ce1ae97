#include "core/bind/statement/Statements.h"

#include <fmt/format.h>

#include <charconv>

namespace weir::bind {

namespace {

StatementAction reportNotYet(StatementDraft &draft, const char *what)
{
    draft.context.error("bind.not-yet", draft.view.span(),
                        fmt::format("{} is not supported yet", what));
    return Nothing{};
}

} // namespace

StatementAction bindStatement(StatementDraft &draft)
{
    using sql::SyntaxKind;
    switch (draft.view.kind()) {
    case SyntaxKind::CreateSource:
        return bindCreateSource(draft);
    case SyntaxKind::CreateAsSelect:
        return bindCreateAsSelect(draft);
    case SyntaxKind::InsertInto:
        return bindInsertInto(draft);
    case SyntaxKind::InsertValues:
        return bindInsertValues(draft);
    case SyntaxKind::QueryStatement:
        return bindQueryStatement(draft);
    case SyntaxKind::DropSource:
        return bindDropSource(draft);
    case SyntaxKind::Terminate:
    case SyntaxKind::Pause:
    case SyntaxKind::Resume:
        return bindControlQuery(draft);
    case SyntaxKind::Show:
        return bindShow(draft);
    case SyntaxKind::Describe:
        return bindDescribe(draft);
    case SyntaxKind::Explain:
        return bindExplain(draft);
    case SyntaxKind::Print:
        return bindPrint(draft);
    case SyntaxKind::SetProperty:
    case SyntaxKind::UnsetProperty:
    case SyntaxKind::AlterSystem:
        return bindSetProperty(draft);
    case SyntaxKind::Define:
    case SyntaxKind::Undefine:
        return bindDefine(draft);
    case SyntaxKind::CreateType:
    case SyntaxKind::DropType:
        return bindType(draft);
    case SyntaxKind::AlterSource:
        return reportNotYet(draft, "ALTER");
    case SyntaxKind::CreateConnector:
    case SyntaxKind::DropConnector:
        return reportNotYet(draft, "A connector statement");
    case SyntaxKind::AssertValues:
    case SyntaxKind::AssertTombstone:
    case SyntaxKind::AssertSource:
    case SyntaxKind::AssertTopic:
    case SyntaxKind::AssertSchema:
        return reportNotYet(draft, "ASSERT");
    case SyntaxKind::RunScript:
        return reportNotYet(draft, "RUN SCRIPT");
    default: // drafts, and what the parser has reported
        return Nothing{};
    }
}

NameCheck checkNewName(StatementDraft &draft, const std::string &name)
{
    BindContext &context = draft.context;
    if (name.empty()) {
        return NameCheck::Refused; // reported where it was read
    }
    const std::shared_ptr<const catalog::Source> existing = context.catalog.find(name);
    if (draft.view.orReplace() &&
        (draft.view.isReadOnlySource() || (existing && existing->readOnly))) {
        context.error("bind.replace-read-only", draft.view.name().span,
                      fmt::format("Cannot replace {}: CREATE OR REPLACE is not supported on source "
                                  "streams and tables",
                                  name));
        return NameCheck::Refused;
    }
    if (!existing) {
        return NameCheck::Free;
    }
    if (draft.view.ifNotExists()) {
        return NameCheck::Skip;
    }
    const bool otherKind =
        existing->isTable() != (draft.view.sourceType() == sql::SourceType::Table);
    if (draft.view.orReplace()) {
        if (otherKind) {
            context.error("bind.replace-other-kind", draft.view.sourceTypeSpan(),
                          fmt::format("{} is a {} and cannot be replaced by a {}", name,
                                      existing->isTable() ? "table" : "stream",
                                      existing->isTable() ? "stream" : "table"));
            return NameCheck::Refused;
        }
        return NameCheck::Replaces;
    }
    if (context.options.mode == BindMode::Project) {
        return NameCheck::Replaces;
    }
    context.error(
        "bind.duplicate-source", draft.view.name().span,
        fmt::format("Cannot add {} {}: a {} of that name already exists",
                    draft.view.sourceType() == sql::SourceType::Table ? "table" : "stream", name,
                    existing->isTable() ? "table" : "stream"),
        "Write CREATE OR REPLACE, or drop it first");
    return NameCheck::Refused;
}

void registerSource(BindContext &context, const std::shared_ptr<const catalog::Source> &source)
{
    if (const auto existing = context.catalog.find(source->name)) {
        context.catalog.dropQuery(existing->writtenBy);
    }
    context.catalog.replace(source);
}

void registerQuery(BindContext &context, const plan::Query &query)
{
    catalog::QueryUse use;
    for (const plan::Node &node : query.nodes) {
        if (const auto *scan = std::get_if<plan::ScanOp>(&node.op)) {
            use.reads.insert(scan->source->name);
        } else if (const auto *sink = std::get_if<plan::SinkOp>(&node.op)) {
            use.writes = sink->target->name;
        }
    }
    context.catalog.addQuery(query.key, std::move(use));
}

void refusePart(BindContext &context, std::string code, SourceSpan part, std::string message,
                std::string fixLabel)
{
    context.error(std::move(code), part, std::move(message))
        .fixes.push_back({std::move(fixLabel), {{part, ""}}});
}

bool refuseLimit(BindContext &context, const sql::QueryView &query, const char *statement)
{
    const sql::SyntaxNode limit = query.clause(sql::SyntaxKind::LimitClause);
    if (limit) {
        refusePart(context, "bind.limit-in-create", limit.span(),
                   fmt::format("{} statements don't support LIMIT clause", statement),
                   "Remove LIMIT");
    }
    return static_cast<bool>(limit);
}

std::optional<std::int64_t> readCount(BindContext &context, const sql::Expression &written,
                                      const char *clause, std::int64_t least)
{
    if (!written) {
        return std::nullopt;
    }
    const std::size_t before = context.diagnostics.size();
    const std::string text = context.textOf(written);
    std::int64_t count = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    if (whole && count >= least) {
        return count;
    }
    if (context.diagnostics.size() == before) {
        context.error("bind.bad-limit", written.span(),
                      fmt::format("{} must be a number from {} on", clause, least));
    }
    return std::nullopt;
}

plan::Query beginQuery(const StatementDraft &draft, plan::QueryKind kind)
{
    return {.key = draft.key,
            .kind = kind,
            .nodes = {},
            .statement = draft.view.span(),
            .properties = draft.context.environment.properties};
}

} // namespace weir::bind
