#include "core/types/DataType.h"

#include <fmt/format.h>

#include <utility>

namespace weir {

DataType DataType::decimal(int precision, int scale)
{
    DataType type(TypeKind::Decimal);
    type.m_precision = precision;
    type.m_scale = scale;
    return type;
}

DataType DataType::array(DataType element)
{
    DataType type(TypeKind::Array);
    type.m_nested = std::make_shared<const Nested>(Nested{{std::move(element)}, {}});
    return type;
}

DataType DataType::map(DataType key, DataType value)
{
    DataType type(TypeKind::Map);
    type.m_nested = std::make_shared<const Nested>(Nested{{std::move(key), std::move(value)}, {}});
    return type;
}

DataType DataType::structOf(std::vector<StructField> fields)
{
    DataType type(TypeKind::Struct);
    type.m_nested = std::make_shared<const Nested>(Nested{{}, std::move(fields)});
    return type;
}

const DataType &DataType::element() const
{
    return m_nested->children[0];
}

const DataType &DataType::mapKey() const
{
    return m_nested->children[0];
}

const DataType &DataType::mapValue() const
{
    return m_nested->children[1];
}

const std::vector<StructField> &DataType::fields() const
{
    return m_nested->fields;
}

int DataType::fieldIndex(const std::string &name) const
{
    for (std::size_t i = 0; i < fields().size(); ++i) {
        if (fields()[i].name == name) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

bool DataType::operator==(const DataType &other) const
{
    if (m_kind != other.m_kind || m_precision != other.m_precision || m_scale != other.m_scale) {
        return false;
    }
    if (m_nested == other.m_nested) {
        return true;
    }
    return m_nested && other.m_nested && m_nested->children == other.m_nested->children &&
           m_nested->fields == other.m_nested->fields;
}

std::string DataType::toString() const
{
    switch (m_kind) {
    case TypeKind::Boolean:
        return "BOOLEAN";
    case TypeKind::Integer:
        return "INTEGER";
    case TypeKind::Bigint:
        return "BIGINT";
    case TypeKind::Double:
        return "DOUBLE";
    case TypeKind::Decimal:
        return fmt::format("DECIMAL({}, {})", m_precision, m_scale);
    case TypeKind::String:
        return "STRING";
    case TypeKind::Bytes:
        return "BYTES";
    case TypeKind::Date:
        return "DATE";
    case TypeKind::Time:
        return "TIME";
    case TypeKind::Timestamp:
        return "TIMESTAMP";
    case TypeKind::Array:
        return fmt::format("ARRAY<{}>", element().toString());
    case TypeKind::Map:
        return fmt::format("MAP<{}, {}>", mapKey().toString(), mapValue().toString());
    case TypeKind::Struct:
        break;
    }
    std::string result = "STRUCT<";
    for (std::size_t i = 0; i < fields().size(); ++i) {
        result += fmt::format("{}{} {}", i == 0 ? "" : ", ", backquoted(fields()[i].name),
                              fields()[i].type.toString());
    }
    return result + ">";
}

std::string backquoted(const std::string &name)
{
    std::string result = "`";
    for (const char c : name) {
        result += c;
        if (c == '`') {
            result += '`';
        }
    }
    return result + "`";
}

} // namespace weir
