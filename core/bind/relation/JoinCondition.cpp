#include "core/bind/relation/JoinCondition.h"

#include "core/bind/Coercion.h"
#include "core/bind/ExpressionBinder.h"
#include "core/plan/ExprBuild.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace weir::bind {

namespace {

enum class Side { None, Left, Right, Both };

/// Which input's columns an expression over the joint row reads.
Side sideOf(const plan::Expr &expr, std::size_t leftSize)
{
    bool left = false;
    bool right = false;
    expr.walk([&](const plan::Expr &part) {
        if (part.kind == plan::ExprKind::Input) {
            (part.index < leftSize ? left : right) = true;
        }
    });
    if (left && right) {
        return Side::Both;
    }
    return left ? Side::Left : right ? Side::Right : Side::None;
}

plan::ExprPtr shiftedToRight(const plan::ExprPtr &expr, std::size_t leftSize)
{
    return plan::rewriteExpr(expr, [&](const plan::ExprPtr &part) -> plan::ExprPtr {
        if (part->kind != plan::ExprKind::Input) {
            return nullptr;
        }
        return plan::makeInput(part->index - leftSize, part->type, part->name, part->span);
    });
}

std::optional<JoinCondition> reportCondition(QueryDraft &draft, SourceSpan span,
                                             std::string message)
{
    draft.context.error("bind.join-condition", span, std::move(message),
                        "Join on one equality of a column of each side: ON A.X = B.Y");
    return std::nullopt;
}

/// Whether the names of a relation are columns of a row: a join with an error has its names, for
/// other clauses to be checked by, and no node that makes its rows.
bool hasRows(const QueryDraft &draft, const Relation &relation)
{
    const std::size_t size = draft.query.nodes[relation.node].schema.size();
    return std::all_of(relation.scope.columns.begin(), relation.scope.columns.end(),
                       [size](const ScopeColumn &column) {
                           return column.part != plan::RowPart::Column || column.index < size;
                       });
}

/// Binds both operands; a wrong one is bound again knowing the type of the other.
bool bindOperands(ExpressionBinder &binder, const sql::Expression &on, plan::ExprPtr &left,
                  plan::ExprPtr &right)
{
    std::vector<Diagnostic> &diagnostics = binder.context().diagnostics;
    const auto before = static_cast<std::ptrdiff_t>(diagnostics.size());
    const std::set<std::string> reported = binder.context().reportedAliases;
    left = binder.bind(on.left());
    const auto middle = static_cast<std::ptrdiff_t>(diagnostics.size());
    right = binder.bind(on.right(), left ? std::optional(left->type) : std::nullopt);
    if (!left && right) {
        diagnostics.erase(diagnostics.begin() + before, diagnostics.begin() + middle);
        binder.context().reportedAliases = reported;
        binder.bind(on.left(), right->type);
    }
    return left && right;
}

} // namespace

Scope jointScope(const QueryDraft &draft, const Relation &left, const Relation &right)
{
    Scope scope = left.scope;
    const std::size_t leftSize = draft.query.nodes[left.node].schema.size();
    for (ScopeColumn column : right.scope.columns) {
        column.index += leftSize;
        scope.columns.push_back(std::move(column));
    }
    scope.sources.insert(scope.sources.end(), right.scope.sources.begin(),
                         right.scope.sources.end());
    scope.aliasFix = draft.aliasFix;
    return scope;
}

std::optional<JoinCondition> bindJoinCondition(QueryDraft &draft, const sql::RelationView &join,
                                               const Relation &left, const Relation &right)
{
    const sql::Expression on = join.on().unwrapped();
    if (!on) {
        return reportCondition(draft, join.span(), "The join has no condition");
    }
    const bool equality =
        on.kind() == sql::SyntaxKind::BinaryExpression && on.op() == sql::BinaryOperator::Equal;
    if (!equality) {
        return reportCondition(draft, on.span(), "A join condition must be one equality");
    }
    if (!hasRows(draft, left) || !hasRows(draft, right)) {
        return std::nullopt; // that was reported
    }
    const Scope scope = jointScope(draft, left, right);
    ExpressionBinder binder(draft.context, scope, {.clause = "ON"});
    plan::ExprPtr first;
    plan::ExprPtr second;
    if (!bindOperands(binder, on, first, second)) {
        return std::nullopt;
    }
    if (isUntypedNull(*first) || isUntypedNull(*second)) {
        return reportCondition(draft, on.span(), "A join cannot be on NULL");
    }
    const std::size_t leftSize = draft.query.nodes[left.node].schema.size();
    const Side firstSide = sideOf(*first, leftSize);
    const Side secondSide = sideOf(*second, leftSize);
    const bool straight = firstSide == Side::Left && secondSide == Side::Right;
    const bool swapped = firstSide == Side::Right && secondSide == Side::Left;
    if (!straight && !swapped) {
        return reportCondition(
            draft, on.span(), "Each side of the equality must use columns of one side of the join");
    }
    if (!(first->type == second->type)) {
        Diagnostic &error = draft.context.error(
            "bind.join-key-types", on.span(),
            fmt::format("Join keys must have one type, but {} is {} and {} is {}", on.left().text(),
                        first->type.toString(), on.right().text(), second->type.toString()));
        if (isCastable(first->type, second->type)) {
            error.fixes.push_back(
                {fmt::format("Cast {} to {}", on.left().text(), second->type.toString()),
                 {{on.left().span(),
                   fmt::format("CAST({} AS {})", on.left().text(), second->type.toString())}}});
        }
        return std::nullopt;
    }
    JoinCondition result{first, shiftedToRight(straight ? second : first, leftSize),
                         on.left().span(), on.right().span()};
    if (swapped) {
        result.left = second;
        std::swap(result.leftSpan, result.rightSpan);
    }
    return result;
}

} // namespace weir::bind
