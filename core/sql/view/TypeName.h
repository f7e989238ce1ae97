#pragma once

#include "core/sql/view/Identifier.h"

#include <optional>
#include <utility>
#include <vector>

namespace weir::sql {

/// A type as written in a column, CAST or CREATE TYPE.
class TypeName {
public:
    struct Field;

    TypeName() = default;
    explicit TypeName(SyntaxNode node)
        : m_node(node)
    {
    }
    explicit operator bool() const { return static_cast<bool>(m_node); }
    SyntaxNode node() const { return m_node; }
    SourceSpan span() const { return m_node.span(); }

    /// SimpleType, DecimalType, ParameterType, ArrayType, MapType, StructType or ErrorType.
    SyntaxKind kind() const { return m_node.kind(); }
    /// Name of a SimpleType or ParameterType: a built-in (INT, VARCHAR) or a CREATE TYPE name.
    Identifier name() const;
    /// What stands in the parentheses of a DecimalType: numbers, and types, which are none.
    std::vector<SyntaxNode> parameters() const;
    /// Precision and scale of a DecimalType; nothing when it has not two parameters, or one is no
    /// 32-bit number.
    std::optional<std::pair<int, int>> decimal() const;
    /// Element type of an ArrayType, value type of a MapType.
    TypeName element() const;
    /// Key type of a MapType.
    TypeName key() const;
    /// Fields of a StructType.
    std::vector<Field> fields() const;

private:
    SyntaxNode m_node;
};

/// A field of a StructType.
struct TypeName::Field {
    Identifier name;
    TypeName type;
};

} // namespace weir::sql
