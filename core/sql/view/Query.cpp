#include "core/sql/view/Query.h"

namespace weir::sql {

namespace {

std::vector<Expression> expressionsOf(SyntaxNode clause)
{
    std::vector<Expression> expressions;
    for (const SyntaxNode node : clause.children(isExpression)) {
        expressions.emplace_back(node);
    }
    return expressions;
}

DurationView durationOf(SyntaxNode window, SyntaxKind part)
{
    return DurationView(window.child(part).child(SyntaxKind::Duration));
}

} // namespace

WindowType WindowView::type() const
{
    for (const Token &token : m_node.ownTokens()) {
        if (token.keyword == Keyword::Hopping) {
            return WindowType::Hopping;
        }
        if (token.keyword == Keyword::Session) {
            return WindowType::Session;
        }
    }
    return WindowType::Tumbling;
}

DurationView WindowView::size() const
{
    return durationOf(m_node, SyntaxKind::WindowSize);
}
DurationView WindowView::advance() const
{
    return durationOf(m_node, SyntaxKind::WindowAdvance);
}
DurationView WindowView::retention() const
{
    return durationOf(m_node, SyntaxKind::WindowRetention);
}
DurationView WindowView::grace() const
{
    return durationOf(m_node, SyntaxKind::WindowGrace);
}

SelectItemKind SelectItemView::kind() const
{
    switch (m_node.kind()) {
    case SyntaxKind::StarItem:
        return SelectItemKind::Star;
    case SyntaxKind::StructStarItem:
        return SelectItemKind::StructStar;
    default:
        return SelectItemKind::Expression;
    }
}

Expression SelectItemView::expression() const
{
    return Expression(m_node.child(isExpression));
}

SyntaxNode QueryView::select() const
{
    SyntaxNode node = m_node;
    while (node.kind() == SyntaxKind::ParenQuery) {
        node = node.child(isQuery);
    }
    return node;
}

bool QueryView::isUnion() const
{
    return select().kind() == SyntaxKind::UnionQuery;
}
bool QueryView::isUnionAll() const
{
    return isUnion() && select().has(Keyword::All);
}
QueryView QueryView::left() const
{
    return QueryView(select().child(isQuery));
}

QueryView QueryView::right() const
{
    const std::vector<SyntaxNode> sides = select().children(isQuery);
    return sides.size() < 2 ? QueryView() : QueryView(sides[1]);
}

std::vector<QueryView::CommonTable> QueryView::commonTables() const
{
    std::vector<CommonTable> tables;
    for (const SyntaxNode node : clause(SyntaxKind::WithClause).children(SyntaxKind::CommonTable)) {
        tables.push_back(
            {identifierOf(node.child(SyntaxKind::Name)), QueryView(node.child(isQuery))});
    }
    return tables;
}

bool QueryView::isDistinct() const
{
    return clause(SyntaxKind::SelectClause).has(Keyword::Distinct);
}

std::vector<SelectItemView> QueryView::items() const
{
    std::vector<SelectItemView> items;
    for (const SyntaxNode node : clause(SyntaxKind::SelectClause).children()) {
        if (node.kind() != SyntaxKind::ErrorTokens) {
            items.emplace_back(node);
        }
    }
    return items;
}

SourceSpan QueryView::selectSpan() const
{
    return clause(SyntaxKind::SelectClause).span();
}

RelationView QueryView::from() const
{
    return RelationView(clause(SyntaxKind::FromClause).child(isRelation));
}

WindowView QueryView::window() const
{
    return WindowView(clause(SyntaxKind::WindowClause));
}

Expression QueryView::where() const
{
    return Expression(clause(SyntaxKind::WhereClause).child(isExpression));
}

std::vector<Expression> QueryView::groupBy() const
{
    return expressionsOf(clause(SyntaxKind::GroupByClause));
}

std::vector<Expression> QueryView::partitionBy() const
{
    return expressionsOf(clause(SyntaxKind::PartitionByClause));
}

Expression QueryView::having() const
{
    return Expression(clause(SyntaxKind::HavingClause).child(isExpression));
}

EmitMode QueryView::emitMode() const
{
    const SyntaxNode node = clause(SyntaxKind::EmitClause);
    if (node.has(Keyword::Final)) {
        return EmitMode::Final;
    }
    return node ? EmitMode::Changes : EmitMode::Unspecified;
}

Expression QueryView::limit() const
{
    return Expression(clause(SyntaxKind::LimitClause).child(isExpression));
}

SyntaxNode QueryView::clause(SyntaxKind kind) const
{
    return select().child(kind);
}

} // namespace weir::sql
