#include "core/bind/query/SelectItems.h"

#include "core/bind/Coercion.h"
#include "core/catalog/SystemColumns.h"
#include "core/plan/ExprBuild.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace weir::bind {

namespace {

plan::ExprPtr columnExpr(const ScopeColumn &column, SourceSpan span)
{
    return column.part == plan::RowPart::Column
               ? plan::makeInput(column.index, column.type, column.name, span)
               : plan::makePseudo(column.part, span);
}

/// What a source has once its rows are to be keyed anew: values, pseudo columns, the old key.
template <class Visible, class Add>
void addSourceRow(const std::string &alias, const Scope &scope, const Visible &visible,
                  const Add &add)
{
    const auto place = [](const ScopeColumn &column) {
        return column.system ? 1 : (column.key ? 2 : 0);
    };
    for (int group = 0; group <= 2; ++group) {
        for (const ScopeColumn &column : scope.columns) {
            if (column.source == alias && visible(column) && place(column) == group) {
                add(column);
            }
        }
    }
}

void expandStar(QueryDraft &draft, const sql::SelectItemView &item, const Scope &scope,
                const SelectNaming &naming, std::vector<SelectItem> &items)
{
    const sql::Identifier written = item.starSource();
    const std::string source = written.empty() ? std::string() : draft.context.nameOf(written);
    if (!source.empty() && scope.findSource(source) == nullptr) {
        if (draft.context.reportedAliases.insert(source).second) {
            Diagnostic &error =
                draft.context.error("bind.unknown-alias", written.span,
                                    fmt::format("There is no source {} in this statement", source));
            if (scope.aliasFix) {
                error.fixes.push_back(*scope.aliasFix);
            }
        }
        draft.failed = true;
        return;
    }
    const auto add = [&](const ScopeColumn &column) {
        items.push_back({.name = scope.resultName(column, true),
                         .expr = columnExpr(column, item.span()),
                         .span = item.span(),
                         .star = true});
    };
    const auto visible = [&](const ScopeColumn &column) {
        return source.empty() || column.source == source;
    };
    if (naming.pseudoColumnsInStar) {
        for (const ScopeSource &each : scope.sources) {
            addSourceRow(each.alias, scope, visible, add);
        }
        return;
    }
    std::size_t keys = items.size();
    for (const ScopeColumn &column : scope.columns) {
        if (visible(column) && !column.system) {
            add(column);
            keys += column.key && !scope.joined() ? 1 : 0;
        }
    }
    if (!naming.windowBoundsInStar) {
        return;
    }
    std::vector<SelectItem> bounds;
    for (const ScopeColumn &column : scope.columns) {
        if (column.part == plan::RowPart::WindowStart || column.part == plan::RowPart::WindowEnd) {
            bounds.push_back({.name = column.name,
                              .expr = columnExpr(column, item.span()),
                              .span = item.span(),
                              .star = true});
        }
    }
    items.insert(items.begin() + static_cast<std::ptrdiff_t>(keys), bounds.begin(), bounds.end());
}

void expandStruct(QueryDraft &draft, const sql::SelectItemView &item, ExpressionBinder &binder,
                  GeneratedNames &names, std::vector<SelectItem> &items)
{
    const plan::ExprPtr base = binder.bind(item.expression());
    if (!base || !base->type.is(TypeKind::Struct)) {
        if (base) {
            draft.context.error("bind.not-a-struct", item.span(),
                                fmt::format("{} is {}, which has no fields",
                                            item.expression().text(), base->type.toString()));
        }
        draft.failed = true;
        return;
    }
    const std::vector<StructField> &fields = base->type.fields();
    for (std::size_t i = 0; i < fields.size(); ++i) {
        plan::Expr field{
            .kind = plan::ExprKind::Field, .type = fields[i].type, .span = item.span()};
        field.operands = {base};
        field.name = fields[i].name;
        field.index = i;
        items.push_back({.name = names.forField(fields[i].name),
                         .expr = std::make_shared<const plan::Expr>(std::move(field)),
                         .span = item.span(),
                         .star = true});
    }
}

std::string nameOfItem(const sql::SelectItemView &item, const Scope &scope, GeneratedNames &names,
                       BindContext &context)
{
    const sql::Identifier alias = item.alias();
    if (!alias.empty()) {
        return context.nameOf(alias);
    }
    const sql::Expression written = item.expression().unwrapped();
    if (written.kind() == sql::SyntaxKind::ColumnReference) {
        const sql::Identifier source = written.source();
        const std::string name = context.nameOf(written.column());
        const auto found = scope.find(source.empty() ? "" : context.nameOf(source), name);
        return found.size() == 1 ? scope.resultName(*found.front(), false) : name;
    }
    if (written.kind() == sql::SyntaxKind::DereferenceExpression) {
        return names.forField(context.nameOf(written.field()));
    }
    return names.next();
}

} // namespace

std::string GeneratedNames::next()
{
    std::string name;
    do {
        name = fmt::format("KSQL_COL_{}", m_next++);
    } while (isTaken(name));
    m_given.push_back(name);
    return name;
}

std::string GeneratedNames::forField(const std::string &field)
{
    std::string name = field;
    for (int count = 1; isTaken(name); ++count) {
        name = fmt::format("{}_{}", field, count);
    }
    m_given.push_back(name);
    return name;
}

bool GeneratedNames::isTaken(const std::string &name) const
{
    return !m_scope.find({}, name).empty() ||
           std::find(m_given.begin(), m_given.end(), name) != m_given.end();
}

std::vector<SelectItem> bindSelectItems(QueryDraft &draft, const sql::QueryView &query,
                                        ExpressionBinder &binder, const SelectNaming &naming,
                                        GeneratedNames &names)
{
    const Scope &scope = binder.scope();
    std::vector<SelectItem> items;
    for (const sql::SelectItemView &item : query.items()) {
        switch (item.kind()) {
        case sql::SelectItemKind::Star:
            expandStar(draft, item, scope, naming, items);
            break;
        case sql::SelectItemKind::StructStar:
            expandStruct(draft, item, binder, names, items);
            break;
        case sql::SelectItemKind::Expression: {
            plan::ExprPtr expr = binder.bindTyped(item.expression());
            draft.failed = draft.failed || !expr;
            const std::string name = nameOfItem(item, scope, names, draft.context);
            items.push_back({.name = name, .expr = std::move(expr), .span = item.span()});
            break;
        }
        }
    }
    return items;
}

void checkNames(QueryDraft &draft, const std::vector<SelectItem> &items, bool persistent)
{
    std::set<std::string> seen;
    for (const SelectItem &item : items) {
        if (persistent && catalog::isSystemColumn(item.name)) {
            draft.context.error(
                "bind.reserved-name", item.span,
                fmt::format("Reserved column name in select: {}. Remove or alias the column",
                            item.name));
            draft.failed = true;
        } else if (!seen.insert(item.name).second && (persistent || !item.star)) {
            draft.context.error("bind.duplicate-column", item.span,
                                fmt::format("The SELECT has two columns named {}", item.name),
                                "Give one of them another name with AS");
            draft.failed = true;
        }
    }
}

} // namespace weir::bind
