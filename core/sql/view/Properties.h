#pragma once

#include "core/sql/view/Expression.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::sql {

/// One `KEY = value` of a WITH clause.
struct Property {
    SyntaxNode node;
    /// Upper case, also when written as a string.
    std::string name;
    SourceSpan nameSpan;
    /// A literal, a signed number or a variable.
    Expression value;

    /// The value as text: content of a string, digits of a number (with its sign), TRUE / FALSE.
    std::string text() const;
};

/// The WITH (…) of a statement; empty when there is none.
class PropertiesView {
public:
    PropertiesView() = default;
    explicit PropertiesView(SyntaxNode node)
        : m_node(node)
    {
    }
    explicit operator bool() const { return static_cast<bool>(m_node); }
    SyntaxNode node() const { return m_node; }
    SourceSpan span() const { return m_node.span(); }

    std::vector<Property> all() const;
    /// Returns the property of that name (any case), or nothing.
    std::optional<Property> find(std::string_view name) const;

private:
    SyntaxNode m_node;
};

} // namespace weir::sql
