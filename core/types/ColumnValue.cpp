// Column <-> Value: the border between vectors and single values.
#include "core/types/Column.h"

#include <string>
#include <utility>

namespace weir {

Value Column::valueAt(std::size_t row) const
{
    row = index(row);
    if (isNull(row)) {
        return {};
    }
    switch (m_type.kind()) {
    case TypeKind::Boolean:
        return Value(get<std::uint8_t>(row) != 0);
    case TypeKind::Integer:
    case TypeKind::Date:
    case TypeKind::Time:
        return Value(get<std::int32_t>(row));
    case TypeKind::Bigint:
    case TypeKind::Timestamp:
        return Value(get<std::int64_t>(row));
    case TypeKind::Double:
        return Value(get<double>(row));
    case TypeKind::Decimal:
        return Value(decimalAt(row));
    case TypeKind::String:
    case TypeKind::Bytes:
        return Value(std::string(get<std::string_view>(row)));
    case TypeKind::Array:
    case TypeKind::Map:
    case TypeKind::Struct:
        break;
    }
    ValueList list;
    if (m_type.is(TypeKind::Struct)) {
        for (const Column &field : m_children) {
            list.push_back(field.valueAt(row));
        }
        return Value::list(std::move(list));
    }
    const ListRange range = get<ListRange>(row);
    if (m_type.is(TypeKind::Array)) {
        for (std::uint32_t i = range.begin; i < range.begin + range.size; ++i) {
            list.push_back(m_children[0].valueAt(i));
        }
        return Value::list(std::move(list));
    }
    ValueMap map;
    for (std::uint32_t i = range.begin; i < range.begin + range.size; ++i) {
        map.emplace_back(m_children[0].valueAt(i), m_children[1].valueAt(i));
    }
    return Value::map(std::move(map));
}

void Column::setValue(std::size_t row, const Value &value, Arena &arena)
{
    if (value.isNull()) {
        setNull(row);
        return;
    }
    switch (m_type.kind()) {
    case TypeKind::Boolean:
        set<std::uint8_t>(row, value.as<bool>() ? 1 : 0);
        return;
    case TypeKind::Integer:
    case TypeKind::Date:
    case TypeKind::Time:
        set(row, value.as<std::int32_t>());
        return;
    case TypeKind::Bigint:
    case TypeKind::Timestamp:
        set(row, value.as<std::int64_t>());
        return;
    case TypeKind::Double:
        set(row, value.as<double>());
        return;
    case TypeKind::Decimal:
        setDecimal(row, value.as<Decimal>().rescaled(m_type.scale()));
        return;
    case TypeKind::String:
    case TypeKind::Bytes:
        set(row, arena.copy(value.as<std::string>()));
        return;
    case TypeKind::Struct:
        setValid(row);
        for (std::size_t i = 0; i < m_children.size(); ++i) {
            m_children[i].setValue(row, value.asList()[i], arena);
        }
        return;
    case TypeKind::Array: {
        const ValueList &list = value.asList();
        set(row, ListRange{static_cast<std::uint32_t>(m_children[0].size()),
                           static_cast<std::uint32_t>(list.size())});
        for (const Value &element : list) {
            m_children[0].appendNull();
            m_children[0].setValue(m_children[0].size() - 1, element, arena);
        }
        return;
    }
    case TypeKind::Map: {
        const ValueMap &map = value.asMap();
        set(row, ListRange{static_cast<std::uint32_t>(m_children[0].size()),
                           static_cast<std::uint32_t>(map.size())});
        for (const auto &[key, entry] : map) {
            m_children[0].appendNull();
            m_children[0].setValue(m_children[0].size() - 1, key, arena);
            m_children[1].appendNull();
            m_children[1].setValue(m_children[1].size() - 1, entry, arena);
        }
        return;
    }
    }
}

} // namespace weir
