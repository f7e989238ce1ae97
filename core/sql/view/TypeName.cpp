#include "core/sql/view/TypeName.h"

#include <charconv>

namespace weir::sql {

namespace {

std::optional<int> smallInteger(SyntaxNode literal)
{
    const std::string_view text = literal.text();
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc() && end == text.data() + text.size() && !text.empty();
    return whole ? std::optional<int>(value) : std::nullopt;
}

} // namespace

Identifier TypeName::name() const
{
    return identifierOf(kind() == SyntaxKind::ParameterType ? m_node.child(SyntaxKind::Name)
                                                            : m_node);
}

std::vector<SyntaxNode> TypeName::parameters() const
{
    return m_node.children([](SyntaxKind kind) {
        return kind == SyntaxKind::IntegerLiteral || kind == SyntaxKind::SimpleType;
    });
}

std::optional<std::pair<int, int>> TypeName::decimal() const
{
    const std::vector<SyntaxNode> numbers = parameters();
    if (kind() != SyntaxKind::DecimalType || numbers.size() != 2) {
        return std::nullopt;
    }
    const std::optional<int> precision = smallInteger(numbers[0]);
    const std::optional<int> scale = smallInteger(numbers[1]);
    if (!precision || !scale) {
        return std::nullopt;
    }
    return std::pair(*precision, *scale);
}

TypeName TypeName::element() const
{
    const std::vector<SyntaxNode> types = m_node.children(isType);
    const std::size_t wanted = kind() == SyntaxKind::MapType ? 1 : 0;
    return wanted < types.size() ? TypeName(types[wanted]) : TypeName();
}

TypeName TypeName::key() const
{
    return TypeName(m_node.child(isType));
}

std::vector<TypeName::Field> TypeName::fields() const
{
    std::vector<Field> fields;
    for (const SyntaxNode field : m_node.children(SyntaxKind::StructTypeField)) {
        fields.push_back(
            {identifierOf(field.child(SyntaxKind::Name)), TypeName(field.child(isType))});
    }
    return fields;
}

} // namespace weir::sql
