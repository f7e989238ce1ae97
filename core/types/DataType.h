#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace weir {

/// The kinds of SQL values (SEMANTICS 7). INT is INTEGER, VARCHAR is STRING.
enum class TypeKind : std::uint8_t {
    Boolean,
    Integer,
    Bigint,
    Double,
    Decimal,
    String,
    Bytes,
    Date,
    Time,
    Timestamp,
    Array,
    Map,
    Struct,
};

struct StructField;

/// A SQL type as an immutable value; copies are cheap (nested parts are shared). Any thread.
class DataType {
public:
    /// Makes a type without parameters; not for Decimal, Array, Map, Struct.
    explicit DataType(TypeKind kind = TypeKind::Boolean)
        : m_kind(kind)
    {
    }

    static DataType boolean() { return DataType(TypeKind::Boolean); }
    static DataType integer() { return DataType(TypeKind::Integer); }
    static DataType bigint() { return DataType(TypeKind::Bigint); }
    static DataType doubleType() { return DataType(TypeKind::Double); }
    static DataType string() { return DataType(TypeKind::String); }
    static DataType bytes() { return DataType(TypeKind::Bytes); }
    static DataType date() { return DataType(TypeKind::Date); }
    static DataType time() { return DataType(TypeKind::Time); }
    static DataType timestamp() { return DataType(TypeKind::Timestamp); }
    /// `precision` digits in all, `scale` of them after the point; there is no cap at 38.
    static DataType decimal(int precision, int scale);
    static DataType array(DataType element);
    static DataType map(DataType key, DataType value);
    static DataType structOf(std::vector<StructField> fields);

    TypeKind kind() const { return m_kind; }
    bool is(TypeKind kind) const { return m_kind == kind; }
    /// Decimal only.
    int precision() const { return m_precision; }
    /// Decimal only.
    int scale() const { return m_scale; }
    /// Array only.
    const DataType &element() const;
    /// Map only.
    const DataType &mapKey() const;
    /// Map only.
    const DataType &mapValue() const;
    /// Struct only.
    const std::vector<StructField> &fields() const;
    /// Returns the position of a struct field of exactly that name, or -1.
    int fieldIndex(const std::string &name) const;

    bool isNumeric() const { return m_kind >= TypeKind::Integer && m_kind <= TypeKind::Decimal; }
    bool isTemporal() const { return m_kind >= TypeKind::Date && m_kind <= TypeKind::Timestamp; }
    bool isNested() const { return m_kind >= TypeKind::Array; }

    /// Returns the type as the reference prints it: `ARRAY<STRING>`, `DECIMAL(4, 2)`,
    /// ``STRUCT<`A` INTEGER>``.
    std::string toString() const;
    bool operator==(const DataType &other) const;

private:
    struct Nested;

    TypeKind m_kind;
    std::int32_t m_precision = 0;
    std::int32_t m_scale = 0;
    std::shared_ptr<const Nested> m_nested;
};

struct StructField {
    std::string name;
    DataType type;

    bool operator==(const StructField &) const = default;
};

struct DataType::Nested {
    std::vector<DataType> children;
    std::vector<StructField> fields;
};

/// Returns a name in backquotes, with inner backquotes doubled.
std::string backquoted(const std::string &name);

} // namespace weir
