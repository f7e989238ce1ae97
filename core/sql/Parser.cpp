#include "core/sql/Parser.h"

#include "core/sql/parse/Grammar.h"

#include <algorithm>

namespace weir::sql {

bool ParsedScript::ok() const
{
    return std::none_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic &diagnostic) {
        return diagnostic.severity == Severity::Error;
    });
}

ParsedScript parse(std::string text)
{
    grammar::ParserCore parser(std::move(text));
    grammar::script(parser);
    return parser.finish();
}

ParsedScript parseExpression(std::string text)
{
    grammar::ParserCore parser(std::move(text));
    {
        const grammar::NodeScope scope(parser, SyntaxKind::Script);
        grammar::expression(parser);
        if (!parser.atEnd()) {
            parser.expected("the end of the expression");
            parser.skipToEnd();
        }
    }
    return parser.finish();
}

} // namespace weir::sql
