#pragma once

#include "core/types/DataType.h"
#include "core/types/Decimal.h"

#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace weir {

class Value;

/// Elements of an ARRAY or fields of a STRUCT, in order.
using ValueList = std::vector<Value>;
/// Entries of a MAP in insertion order, keys unique.
using ValueMap = std::vector<std::pair<Value, Value>>;

/// One SQL value outside the hot path: literals, results of pull queries, rows for the screen.
/// Which alternative holds depends on the DataType that travels beside it: Boolean bool; Integer,
/// Date (days), Time (ms of day) int32; Bigint, Timestamp (ms) int64; Double double; Decimal
/// Decimal; String and Bytes std::string; Array and Struct ValueList; Map ValueMap. Null is
/// std::monostate.
class Value {
public:
    using Storage =
        std::variant<std::monostate, bool, std::int32_t, std::int64_t, double, Decimal, std::string,
                     std::shared_ptr<const ValueList>, std::shared_ptr<const ValueMap>>;

    Value() = default;
    explicit Value(bool value)
        : m_storage(value)
    {
    }
    explicit Value(std::int32_t value)
        : m_storage(value)
    {
    }
    explicit Value(std::int64_t value)
        : m_storage(value)
    {
    }
    explicit Value(double value)
        : m_storage(value)
    {
    }
    explicit Value(Decimal value)
        : m_storage(std::move(value))
    {
    }
    explicit Value(std::string value)
        : m_storage(std::move(value))
    {
    }
    static Value list(ValueList values);
    static Value map(ValueMap entries);

    bool isNull() const { return std::holds_alternative<std::monostate>(m_storage); }
    template <class T> const T &as() const { return std::get<T>(m_storage); }
    const ValueList &asList() const { return *as<std::shared_ptr<const ValueList>>(); }
    const ValueMap &asMap() const { return *as<std::shared_ptr<const ValueMap>>(); }
    const Storage &storage() const { return m_storage; }

    /// Compares by content; maps without regard to order.
    bool operator==(const Value &other) const;

private:
    Storage m_storage;
};

inline Value Value::list(ValueList values)
{
    Value result;
    result.m_storage = std::make_shared<const ValueList>(std::move(values));
    return result;
}

inline Value Value::map(ValueMap entries)
{
    Value result;
    result.m_storage = std::make_shared<const ValueMap>(std::move(entries));
    return result;
}

/// Returns the value as CAST(… AS STRING) prints it (SEMANTICS 7); null is "null".
std::string toText(const Value &value, const DataType &type);

/// Returns the value as a SQL literal or constructor expression that binds back to it.
std::string toSqlLiteral(const Value &value, const DataType &type);

} // namespace weir
