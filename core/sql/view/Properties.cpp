#include "core/sql/view/Properties.h"

namespace weir::sql {

std::string Property::text() const
{
    switch (value.kind()) {
    case SyntaxKind::StringLiteral:
        return value.string();
    case SyntaxKind::UnaryExpression:
        return (value.isMinus() ? "-" : "") + std::string(value.operand().text());
    default:
        return upperCase(value.text());
    }
}

std::vector<Property> PropertiesView::all() const
{
    std::vector<Property> properties;
    for (const SyntaxNode node : m_node.children(SyntaxKind::Property)) {
        Property property;
        property.node = node;
        const SyntaxNode name = node.child(std::size_t{0});
        property.nameSpan = name.span();
        property.name =
            upperCase(name.kind() == SyntaxKind::StringLiteral ? unquote(name.text())
                                                               : identifierOf(name).name);
        for (SyntaxNode value = name.nextSibling(); value; value = value.nextSibling()) {
            if (isExpression(value.kind())) {
                property.value = Expression(value);
            }
        }
        properties.push_back(std::move(property));
    }
    return properties;
}

std::optional<Property> PropertiesView::find(std::string_view name) const
{
    const std::string wanted = upperCase(name);
    for (Property &property : all()) {
        if (property.name == wanted) {
            return std::move(property);
        }
    }
    return std::nullopt;
}

} // namespace weir::sql
