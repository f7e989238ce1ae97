#include "core/sql/parse/Grammar.h"

namespace weir::sql::grammar {

namespace {

constexpr std::string_view kConnectorClass = "\"connector.class\"";

/// What a JSON document is, as far as its tokens tell.
struct JsonTokens {
    SourceSpan whole;
    /// The value of "connector.class"; empty when the document has none.
    SourceSpan connectorClass;
    std::string className;
};

/// Takes the tokens up to the brace that closes the first, or to the statement's end.
JsonTokens takeDocument(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::ErrorTokens);
    JsonTokens json;
    json.whole = p.current().span();
    int depth = 0;
    do {
        const std::string_view token = p.text(p.current());
        depth += token == "{" ? 1 : token == "}" ? -1 : 0;
        if (token == kConnectorClass && p.peekIs(2, TokenKind::QuotedIdentifier)) {
            const std::string_view quoted = p.text(p.peek(2));
            json.connectorClass = p.peek(2).span();
            json.className = std::string(quoted.substr(1, quoted.size() - 2));
        }
        json.whole.end = p.current().span().end;
        p.advance();
    } while (depth > 0 && !p.atEnd());
    return json;
}

} // namespace

void jsonDocument(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::ErrorStatement);
    const JsonTokens json = takeDocument(p);
    Diagnostic diagnostic;
    if (json.connectorClass.length() > 0) {
        diagnostic.code = "sql.connector-configuration";
        diagnostic.span = json.connectorClass;
        diagnostic.message = "This configures the Kafka connector " + json.className +
                             ", which Weir does not run yet";
        diagnostic.hint =
            "Run it in Kafka Connect and declare the topics it fills with CREATE STREAM "
            "or CREATE TABLE; its password does not belong into a project.";
        diagnostic.fixes = {{"Take the configuration out", {{json.whole, ""}}}};
    } else {
        diagnostic.code = "sql.unknown-statement";
        diagnostic.span = {json.whole.begin, json.whole.begin + 1};
        diagnostic.message = "This is JSON, not a statement";
        diagnostic.hint = "Records are written by INSERT INTO … VALUES or produced to the topic.";
        diagnostic.fixes = {{"Take it out", {{json.whole, ""}}}};
    }
    p.reportInstead(json.whole, std::move(diagnostic));
}

} // namespace weir::sql::grammar
