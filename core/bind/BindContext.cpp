#include "core/bind/BindContext.h"

#include "core/sql/Parser.h"

#include <fmt/format.h>

#include <algorithm>

namespace weir::bind {

BindContext::BindContext(const catalog::Environment &facts, const BindOptions &bindOptions)
    : environment(facts)
    , options(bindOptions)
    , catalog(facts)
{
}

Diagnostic &BindContext::error(std::string code, SourceSpan span, std::string message,
                               std::string hint)
{
    diagnostics.push_back({.code = std::move(code),
                           .span = substitutionSpan.value_or(span),
                           .message = std::move(message),
                           .hint = std::move(hint)});
    return diagnostics.back();
}

Diagnostic &BindContext::error(const Error &cause, SourceSpan span)
{
    return error(cause.code, span, cause.message);
}

std::string BindContext::setting(const std::string &name, const std::string &otherwise) const
{
    const auto found = environment.properties.find(name);
    return found == environment.properties.end() ? otherwise : found->second;
}

const std::string *BindContext::findVariable(const std::string &name) const
{
    const auto found = environment.variables.find(upperCase(name));
    return found == environment.variables.end() ? nullptr : &found->second;
}

std::string BindContext::nameOf(const sql::Identifier &identifier)
{
    if (!identifier.variable) {
        return identifier.name;
    }
    const std::string *found = findVariable(identifier.name);
    const bool known = found != nullptr;
    if (!known || found->empty()) {
        // A name is asked for more than once, and reported once.
        const std::string code = known ? "bind.bad-variable" : "bind.unknown-variable";
        const SourceSpan span = substitutionSpan.value_or(identifier.span);
        const bool reported =
            std::any_of(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic &other) {
                return other.code == code && other.span == span;
            });
        if (!reported) {
            error(code, span,
                  known ? fmt::format("{} is empty, which is no name", identifier.name)
                        : fmt::format("There is no variable {}", identifier.name),
                  fmt::format("Write DEFINE {} = '…'; above", identifier.name));
        }
        return {};
    }
    const std::string &text = *found;
    const bool quoted = text.size() > 1 && (text.front() == '`' || text.front() == '"');
    return quoted ? sql::unquote(text) : upperCase(text);
}

sql::Expression BindContext::substituted(const sql::Expression &variable)
{
    const std::string *found = findVariable(variable.string());
    if (found == nullptr) {
        error("bind.unknown-variable", variable.span(),
              fmt::format("There is no variable {}", variable.string()),
              fmt::format("Write DEFINE {} = '…'; above", variable.string()));
        return {};
    }
    if (std::find(substituting.begin(), substituting.end(), upperCase(variable.string())) !=
        substituting.end()) {
        error("bind.bad-variable", variable.span(),
              fmt::format("{} stands for itself, so it has no value", variable.string()),
              fmt::format("Write another text in DEFINE {} = '…'", variable.string()));
        return {};
    }
    const sql::ParsedScript parsed = sql::parseExpression(*found);
    if (!parsed.ok()) {
        error("bind.bad-variable", variable.span(),
              fmt::format("{} stands for {}, which is no expression", variable.string(), *found));
        return {};
    }
    substitutions.push_back(parsed.tree);
    return sql::Expression(parsed.tree->root().firstChild());
}

std::string BindContext::textOf(const sql::Expression &literal)
{
    const SourceSpan span = literal.span();
    switch (literal.kind()) {
    case sql::SyntaxKind::VariableExpression: {
        const std::string *found = findVariable(literal.string());
        if (found == nullptr) {
            substituted(literal);
            return {};
        }
        const std::string &text = *found;
        return text.size() > 1 && text.front() == '\'' ? sql::unquote(text) : text;
    }
    case sql::SyntaxKind::StringLiteral:
        return substituteText(literal.string(), span);
    case sql::SyntaxKind::BooleanLiteral:
        return literal.isTrue() ? "TRUE" : "FALSE";
    default:
        return std::string(literal.text());
    }
}

std::string BindContext::substituteText(std::string text, SourceSpan span)
{
    std::size_t begin = 0;
    while ((begin = text.find("${", begin)) != std::string::npos) {
        const std::size_t end = text.find('}', begin);
        if (end == std::string::npos) {
            break;
        }
        const std::string name = text.substr(begin + 2, end - begin - 2);
        const std::string *found = findVariable(name);
        if (found == nullptr) {
            error("bind.unknown-variable", span, fmt::format("There is no variable {}", name));
            return text;
        }
        text.replace(begin, end - begin + 1, *found);
        begin += found->size();
    }
    return text;
}

} // namespace weir::bind
