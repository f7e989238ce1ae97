#include "core/sql/parse/Grammar.h"

namespace weir::sql::grammar {

namespace {

constexpr std::initializer_list<Keyword> kUnits{
    Keyword::Millisecond, Keyword::Milliseconds, Keyword::Second, Keyword::Seconds,
    Keyword::Minute,      Keyword::Minutes,      Keyword::Hour,   Keyword::Hours,
    Keyword::Day,         Keyword::Days,         Keyword::Week,   Keyword::Weeks,
    Keyword::Month,       Keyword::Months,       Keyword::Year,   Keyword::Years,
};

void retention(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::WindowRetention);
    p.advance();
    duration(p);
}

void windowSize(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::WindowSize);
    p.expect(Keyword::Size);
    duration(p);
}

void windowAdvance(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::WindowAdvance);
    p.expect(Keyword::Advance);
    p.expect(Keyword::By);
    duration(p);
}

/// RETENTION and GRACE PERIOD, in any order.
void windowOptions(ParserCore &p)
{
    while (p.accept(TokenKind::Comma)) {
        if (p.at(Keyword::Retention)) {
            retention(p);
        } else if (p.at(Keyword::Grace)) {
            gracePeriod(p);
        } else if (p.at(Keyword::Advance)) {
            windowAdvance(p);
        } else {
            p.expected("RETENTION or GRACE PERIOD");
            p.skipUntil({}, {TokenKind::Comma});
        }
    }
}

} // namespace

void duration(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::Duration);
    if (!p.at(TokenKind::Integer) && !p.at(TokenKind::Variable)) {
        p.expected("a number and a time unit");
        return;
    }
    literal(p, "a number");
    if (p.atAny(kUnits)) {
        p.advance();
    } else if (p.acceptMisspelt(kUnits) == Keyword::None) {
        p.expected("a time unit (SECONDS, MINUTES, …)");
    }
}

void gracePeriod(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::WindowGrace);
    p.expect(Keyword::Grace);
    p.expect(Keyword::Period);
    duration(p);
}

void windowClause(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::WindowClause);
    p.expect(Keyword::Window);
    const bool session = p.at(Keyword::Session);
    const bool hopping = p.at(Keyword::Hopping);
    if (!p.accept(Keyword::Tumbling) && !p.accept(Keyword::Hopping) &&
        !p.accept(Keyword::Session) &&
        p.acceptMisspelt({Keyword::Tumbling, Keyword::Hopping, Keyword::Session}) ==
            Keyword::None) {
        p.expected("TUMBLING, HOPPING or SESSION");
    }
    if (!p.expect(TokenKind::LeftParen)) {
        return;
    }
    if (session && !p.at(Keyword::Size)) {
        const NodeScope size(p, SyntaxKind::WindowSize);
        duration(p);
    } else {
        windowSize(p);
    }
    if (hopping) {
        p.expect(TokenKind::Comma);
        windowAdvance(p);
    }
    windowOptions(p);
    closeParen(p);
}

} // namespace weir::sql::grammar
