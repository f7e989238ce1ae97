#include "core/base/NearestName.h"
#include "core/bind/expression/Kinds.h"
#include "core/plan/ExprBuild.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace weir::bind {

namespace {

std::string qualifiedText(const ScopeColumn &column, bool qualified)
{
    const std::string name = sql::quoteIdentifier(column.name);
    return qualified ? sql::quoteIdentifier(column.source) + "." + name : name;
}

bool endsLike(const std::string &candidate, const std::string &name)
{
    return candidate.size() > name.size() && candidate.ends_with("_" + name);
}

/// The column a wrong name most likely meant: one of the type its place asks for before others,
/// then one that ends with the name (USER_ID for ID), then the nearest spelling.
const ScopeColumn *nearestColumn(const Scope &scope, const std::string &source,
                                 const std::string &name, const std::optional<DataType> &expected)
{
    const std::size_t limit = std::max<std::size_t>(1, (name.size() + 1) / 3);
    const ScopeColumn *best = nullptr;
    std::size_t bestRank = SIZE_MAX;
    for (const ScopeColumn &column : scope.columns) {
        const bool visible = !column.system && (source.empty() || column.source == source);
        const std::size_t distance = editDistance(name, column.name);
        const bool ends = endsLike(column.name, name);
        if (!visible || (distance > limit && !ends)) {
            continue;
        }
        const bool otherType = expected && !(column.type == *expected);
        const std::size_t rank = distance + (otherType ? 1000 : 0) + (ends ? 0 : 100);
        if (rank < bestRank) {
            bestRank = rank;
            best = &column;
        }
    }
    return best;
}

void reportUnknownAlias(ExpressionBinder &binder, const sql::Expression &expression,
                        const std::string &alias)
{
    BindContext &context = binder.context();
    if (!context.reportedAliases.insert(alias).second) {
        return;
    }
    const SourceSpan span = expression.source().span;
    std::vector<std::string> known;
    for (const ScopeSource &source : binder.scope().sources) {
        known.push_back(source.alias);
    }
    Diagnostic &error =
        context.error("bind.unknown-alias", span,
                      fmt::format("There is no source {} in this statement; it reads {}", alias,
                                  fmt::join(known, ", ")));
    if (binder.scope().aliasFix) {
        error.hint = fmt::format("{}?", binder.scope().aliasFix->label);
        error.fixes.push_back(*binder.scope().aliasFix);
        return;
    }
    const std::string near = nearestName(alias, known);
    if (!near.empty()) {
        error.hint = fmt::format("Did you mean {}?", near);
        error.fixes.push_back({fmt::format("Use {}", near), {{span, sql::quoteIdentifier(near)}}});
    }
}

void reportUnknownColumn(ExpressionBinder &binder, const sql::Expression &expression,
                         const std::string &source, const std::string &name,
                         const std::optional<DataType> &expected)
{
    const Scope &scope = binder.scope();
    std::string where;
    for (const ScopeSource &known : scope.sources) {
        if (source.empty() || known.alias == source) {
            where += where.empty() ? known.name : " or " + known.name;
        }
    }
    Diagnostic &error = binder.context().error(
        "bind.unknown-column", expression.span(),
        where.empty() ? fmt::format("No column can be named here, so {} is unknown", name)
                      : fmt::format("{} has no column {}", where, name));
    const ScopeColumn *near = nearestColumn(scope, source, name, expected);
    if (near != nullptr) {
        const std::string text = qualifiedText(*near, !source.empty() && !near->source.empty());
        error.hint = fmt::format("Did you mean {} ({})?", text, near->type.toString());
        error.fixes.push_back({fmt::format("Use {}", text), {{expression.span(), text}}});
    }
}

void reportAmbiguous(ExpressionBinder &binder, const sql::Expression &expression,
                     const std::vector<const ScopeColumn *> &found)
{
    std::vector<std::string> texts;
    for (const ScopeColumn *column : found) {
        texts.push_back(qualifiedText(*column, true));
    }
    Diagnostic &error =
        binder.context().error("bind.ambiguous-column", expression.span(),
                               fmt::format("Column {} is ambiguous. Could be {}.",
                                           found.front()->name, fmt::join(texts, " or ")));
    for (const std::string &text : texts) {
        error.fixes.push_back({fmt::format("Use {}", text), {{expression.span(), text}}});
    }
}

plan::ExprPtr lambdaInput(ExpressionBinder &binder, const std::string &name, SourceSpan span)
{
    const auto &parameters = binder.lambdaParameters();
    for (std::size_t i = parameters.size(); i-- > 0;) {
        if (parameters[i].name == name) {
            plan::Expr expr{
                .kind = plan::ExprKind::LambdaInput, .type = parameters[i].type, .span = span};
            expr.name = name;
            expr.index = i;
            return std::make_shared<const plan::Expr>(std::move(expr));
        }
    }
    return nullptr;
}

bool isWindowBound(const std::string &name)
{
    return name == "WINDOWSTART" || name == "WINDOWEND";
}

} // namespace

plan::ExprPtr bindColumn(ExpressionBinder &binder, const sql::Expression &expression,
                         const std::optional<DataType> &expected)
{
    BindContext &context = binder.context();
    const std::string name = context.nameOf(expression.column());
    const std::string source =
        expression.source().empty() ? std::string() : context.nameOf(expression.source());
    if (name.empty()) {
        return nullptr;
    }
    if (source.empty()) {
        if (plan::ExprPtr parameter = lambdaInput(binder, name, expression.span())) {
            return parameter;
        }
    } else if (binder.scope().findSource(source) == nullptr) {
        reportUnknownAlias(binder, expression, source);
        return nullptr;
    }
    if (isWindowBound(name) && binder.rules().windowBounds && !binder.insideAggregate()) {
        return plan::makePseudo(name == "WINDOWSTART" ? plan::RowPart::WindowStart
                                                      : plan::RowPart::WindowEnd,
                                expression.span());
    }
    const std::vector<const ScopeColumn *> found = binder.scope().find(source, name);
    if (found.size() > 1) {
        reportAmbiguous(binder, expression, found);
        return nullptr;
    }
    if (found.empty()) {
        if (isWindowBound(name)) {
            context.error("bind.window-bounds", expression.span(),
                          fmt::format("Window bounds column {} can only be used in the SELECT "
                                      "clause of windowed aggregations{}",
                                      name, binder.scope().joined() ? ", and not over a join" : ""),
                          binder.scope().joined()
                              ? "Write the join to a stream of its own and aggregate that"
                              : "");
        } else {
            reportUnknownColumn(binder, expression, source, name, expected);
        }
        return nullptr;
    }
    const ScopeColumn &column = *found.front();
    if (column.part != plan::RowPart::Column) {
        return plan::makePseudo(column.part, expression.span());
    }
    return plan::makeInput(column.index, column.type, column.name, expression.span());
}

} // namespace weir::bind
