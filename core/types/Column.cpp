#include "core/types/Column.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace weir {

namespace {

std::size_t columnSlotWidth(const DataType &type)
{
    switch (type.kind()) {
    case TypeKind::Boolean:
        return 1;
    case TypeKind::Integer:
    case TypeKind::Date:
    case TypeKind::Time:
        return 4;
    case TypeKind::Bigint:
    case TypeKind::Timestamp:
    case TypeKind::Double:
    case TypeKind::Array:
    case TypeKind::Map:
        return 8;
    case TypeKind::Decimal:
        return Column::decimalWidth(type);
    case TypeKind::String:
    case TypeKind::Bytes:
        return sizeof(std::string_view);
    case TypeKind::Struct:
        break;
    }
    return 0;
}

} // namespace

Column::Column(DataType type, std::size_t rows)
    : m_type(std::move(type))
    , m_width(static_cast<std::uint32_t>(columnSlotWidth(m_type)))
{
    if (m_type.is(TypeKind::Array)) {
        m_children.emplace_back(m_type.element());
    } else if (m_type.is(TypeKind::Map)) {
        m_children.emplace_back(m_type.mapKey());
        m_children.emplace_back(m_type.mapValue());
    } else if (m_type.is(TypeKind::Struct)) {
        for (const StructField &field : m_type.fields()) {
            m_children.emplace_back(field.type);
        }
    }
    resize(rows);
}

Column::Column(const Column &other)
    : m_type(other.m_type)
    , m_size(other.m_size)
    , m_capacity(other.m_size)
    , m_width(other.m_width)
    , m_constant(other.m_constant)
    , m_states(other.m_states)
    , m_children(other.m_children)
{
    m_slots.reset(new std::byte[m_size * m_width]);
    if (m_size * m_width > 0) {
        std::memcpy(m_slots.get(), other.m_slots.get(), m_size * m_width);
    }
}

Column &Column::operator=(const Column &other)
{
    Column copy(other);
    return *this = std::move(copy);
}

Column Column::constant(const DataType &type, const Value &value, Arena &arena)
{
    Column column(type, 1);
    column.setValue(0, value, arena);
    column.m_constant = true;
    return column;
}

void Column::reserve(std::size_t rows)
{
    if (rows <= m_capacity) {
        return;
    }
    std::unique_ptr<std::byte[]> slots(new std::byte[rows * m_width]);
    if (m_size * m_width > 0) {
        std::memcpy(slots.get(), m_slots.get(), m_size * m_width);
    }
    m_slots = std::move(slots);
    m_capacity = rows;
    m_states.reserve(rows);
}

void Column::resize(std::size_t rows)
{
    if (rows > m_capacity) {
        reserve(m_size == 0 ? rows : std::max(rows, m_capacity * 2));
    }
    if (rows > m_size && m_width > 0) {
        std::memset(m_slots.get() + m_size * m_width, 0, (rows - m_size) * m_width);
    }
    m_states.resize(rows, kRowNull);
    m_size = rows;
    if (m_type.is(TypeKind::Struct)) {
        for (Column &field : m_children) {
            field.resize(rows);
        }
    } else if (rows == 0) {
        for (Column &list : m_children) {
            list.resize(0);
        }
    }
}

void Column::setNull(std::size_t row, RowState state)
{
    m_states[row] = state;
    if (m_width > 0) {
        std::memset(m_slots.get() + row * m_width, 0, m_width);
    }
    if (m_type.is(TypeKind::Struct)) {
        for (Column &field : m_children) {
            field.setNull(row);
        }
    }
}

void Column::setFrom(std::size_t row, const Column &from, std::size_t fromRow)
{
    const std::size_t source = from.index(fromRow);
    if (from.isNull(source)) {
        setNull(row, from.state(source));
        return;
    }
    m_states[row] = kRowValue;
    if (m_type.is(TypeKind::Struct)) {
        for (std::size_t i = 0; i < m_children.size(); ++i) {
            m_children[i].setFrom(row, from.m_children[i], source);
        }
        return;
    }
    if (m_children.empty()) {
        std::memcpy(m_slots.get() + row * m_width, from.m_slots.get() + source * m_width, m_width);
        return;
    }
    const ListRange range = from.data<ListRange>()[source];
    const auto begin = static_cast<std::uint32_t>(m_children[0].size());
    for (std::size_t i = 0; i < m_children.size(); ++i) {
        for (std::uint32_t element = range.begin; element < range.begin + range.size; ++element) {
            m_children[i].appendFrom(from.m_children[i], element);
        }
    }
    data<ListRange>()[row] = ListRange{begin, range.size};
}

Column Column::gather(const Selection &rows) const
{
    Column result(m_type, rows.size());
    std::size_t target = 0;
    rows.forEach([&](std::uint32_t row) { result.setFrom(target++, *this, row); });
    return result;
}

Column Column::gather(const std::vector<std::uint32_t> &rows) const
{
    Column result(m_type, rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        result.setFrom(i, *this, rows[i]);
    }
    return result;
}

void Column::ownTexts(std::size_t row, Arena &arena)
{
    if (isNull(row)) {
        return;
    }
    if (m_type.is(TypeKind::String) || m_type.is(TypeKind::Bytes)) {
        data<std::string_view>()[row] = arena.copy(get<std::string_view>(row));
    } else if (m_type.is(TypeKind::Struct)) {
        for (Column &field : m_children) {
            field.ownTexts(row, arena);
        }
    } else if (!m_children.empty()) {
        const ListRange range = get<ListRange>(row);
        for (Column &list : m_children) {
            for (std::uint32_t i = range.begin; i < range.begin + range.size; ++i) {
                list.ownTexts(i, arena);
            }
        }
    }
}

std::size_t Column::decimalWidth(const DataType &type)
{
    if (!isWideDecimal(type)) {
        return isShortDecimal(type) ? 8 : 16;
    }
    // A digit takes 3.3220 bits, and one is the sign's.
    const std::size_t bits = static_cast<std::size_t>(type.precision()) * 33220 / 10000 + 2;
    return (bits + 63) / 64 * 8;
}

Int128 Column::unscaledAt(std::size_t row) const
{
    return isShortDecimal(m_type) ? Int128{get<std::int64_t>(row)} : get<Int128>(row);
}

void Column::setUnscaled(std::size_t row, Int128 unscaled)
{
    if (isShortDecimal(m_type)) {
        set<std::int64_t>(row, static_cast<std::int64_t>(unscaled));
    } else {
        set<Int128>(row, unscaled);
    }
}

Decimal Column::decimalAt(std::size_t row) const
{
    if (!isWideDecimal(m_type)) {
        return Decimal(unscaledAt(row), m_type.scale());
    }
    return Decimal(WideInteger::fromBytes(m_slots.get() + index(row) * m_width, m_width),
                   m_type.scale());
}

void Column::setDecimal(std::size_t row, const Decimal &value)
{
    if (!isWideDecimal(m_type)) {
        setUnscaled(row, value.unscaled());
        return;
    }
    value.wide().toBytes(m_slots.get() + row * m_width, m_width);
    m_states[row] = kRowValue;
}

void Column::setSlot(std::size_t row, const char *bytes)
{
    std::memcpy(m_slots.get() + row * m_width, bytes, m_width);
    m_states[row] = kRowValue;
}

} // namespace weir
