#include "core/sql/view/Relation.h"

#include "core/sql/view/Query.h"

#include <array>

namespace weir::sql {

namespace {

struct TimeUnit {
    std::string_view singular;
    std::int64_t milliseconds;
};

constexpr std::array kTimeUnits{
    TimeUnit{"MILLISECOND", 1},  TimeUnit{"SECOND", 1000},    TimeUnit{"MINUTE", 60'000},
    TimeUnit{"HOUR", 3'600'000}, TimeUnit{"DAY", 86'400'000}, TimeUnit{"WEEK", 604'800'000},
};

} // namespace

std::optional<std::int64_t> timeUnitMs(std::string_view word)
{
    for (const TimeUnit &candidate : kTimeUnits) {
        if (word == candidate.singular || word == std::string(candidate.singular) + "S") {
            return candidate.milliseconds;
        }
    }
    return std::nullopt;
}

std::string DurationView::unit() const
{
    const std::vector<Token> tokens = m_node.ownTokens();
    return tokens.empty() ? std::string() : upperCase(m_node.text(tokens.back()));
}

DurationView WithinView::before() const
{
    return DurationView(m_node.child(SyntaxKind::Duration));
}

DurationView WithinView::after() const
{
    const std::vector<SyntaxNode> durations = m_node.children(SyntaxKind::Duration);
    return durations.empty() ? DurationView() : DurationView(durations.back());
}

DurationView WithinView::grace() const
{
    return DurationView(m_node.child(SyntaxKind::WindowGrace).child(SyntaxKind::Duration));
}

RelationView::RelationView(SyntaxNode node)
    : m_node(node)
{
    while (m_node.kind() == SyntaxKind::ParenRelation) {
        m_node = m_node.child(isRelation);
    }
}

Identifier RelationView::name() const
{
    return identifierOf(m_node.child(SyntaxKind::Name));
}

Identifier RelationView::alias() const
{
    return identifierOf(m_node.child(SyntaxKind::Alias).child(SyntaxKind::Name));
}

Identifier RelationView::effectiveName() const
{
    const Identifier written = alias();
    return written.empty() ? name() : written;
}

QueryView RelationView::query() const
{
    return QueryView(m_node.child(isQuery));
}

JoinType RelationView::joinType() const
{
    for (const Token &token : m_node.ownTokens()) {
        switch (token.keyword) {
        case Keyword::Left:
            return JoinType::Left;
        case Keyword::Right:
            return JoinType::Right;
        case Keyword::Full:
            return JoinType::Full;
        case Keyword::Cross:
            return JoinType::Cross;
        default:
            break;
        }
    }
    return JoinType::Inner;
}

RelationView RelationView::left() const
{
    return RelationView(m_node.child(isRelation));
}

RelationView RelationView::right() const
{
    const std::vector<SyntaxNode> sides = m_node.children(isRelation);
    return sides.size() < 2 ? RelationView() : RelationView(sides[1]);
}

WithinView RelationView::within() const
{
    return WithinView(m_node.child(SyntaxKind::WithinClause));
}

Expression RelationView::on() const
{
    return Expression(m_node.child(SyntaxKind::OnClause).child(isExpression));
}

} // namespace weir::sql
