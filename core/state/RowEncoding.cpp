#include "core/state/RowEncoding.h"

#include "core/state/CellBytes.h"

#include <cstring>

namespace weir::state {
namespace {

std::size_t rowPlaceWidth(const DataType &type)
{
    switch (type.kind()) {
    case TypeKind::Boolean:
        return 1;
    case TypeKind::Integer:
    case TypeKind::Date:
    case TypeKind::Time:
        return 4;
    case TypeKind::Decimal:
        return Column::decimalWidth(type);
    default:
        return 8;
    }
}

bool isRowText(const DataType &type)
{
    return type.is(TypeKind::String) || type.is(TypeKind::Bytes);
}

template <class T>
void decodeFixed(std::span<const std::string_view> rows, std::size_t null, std::size_t offset,
                 Column &out)
{
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const char *bytes = rows[row].data();
        if (bytes == nullptr || bytes[null] != 0) {
            continue;
        }
        T value;
        std::memcpy(&value, bytes + offset, sizeof value);
        out.set<T>(row, value);
    }
}

void decodeWide(std::span<const std::string_view> rows, std::size_t null, std::size_t offset,
                Column &out)
{
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const char *bytes = rows[row].data();
        if (bytes != nullptr && bytes[null] == 0) {
            out.setSlot(row, bytes + offset);
        }
    }
}

} // namespace

RowEncoding::RowEncoding(std::vector<DataType> types)
    : m_types(std::move(types))
{
    std::size_t at = m_types.size(); // one byte a null mark
    for (const DataType &type : m_types) {
        m_offsets.push_back(at);
        at += rowPlaceWidth(type);
    }
    m_fixedEnd = at;
}

void RowEncoding::encode(std::span<const ColumnPtr> columns, std::size_t row,
                         std::string &out) const
{
    out.assign(m_fixedEnd, '\0');
    for (std::size_t i = 0; i < m_types.size(); ++i) {
        const Column *column = columns[i].get();
        if (column == nullptr || column->isNull(row)) {
            out[i] = 1;
            continue;
        }
        const std::size_t at = column->index(row);
        const DataType &type = m_types[i];
        if (!isRowText(type) && !type.isNested()) {
            const std::size_t width = rowPlaceWidth(type);
            std::memcpy(out.data() + m_offsets[i], column->data<char>() + at * width, width);
            continue;
        }
        TextPlace place{static_cast<std::uint32_t>(out.size()), 0};
        if (isRowText(type)) {
            out.append(column->get<std::string_view>(at));
        } else {
            appendCell(*column, at, out);
        }
        place.size = static_cast<std::uint32_t>(out.size() - place.offset);
        std::memcpy(out.data() + m_offsets[i], &place, sizeof place);
    }
}

ColumnPtr RowEncoding::decode(std::span<const std::string_view> rows, std::size_t index,
                              Arena &arena) const
{
    const DataType &type = m_types[index];
    auto column = std::make_shared<Column>(type, rows.size());
    const std::size_t offset = m_offsets[index];
    switch (isRowText(type) || type.isNested() ? 0 : rowPlaceWidth(type)) {
    case 1:
        decodeFixed<std::uint8_t>(rows, index, offset, *column);
        return column;
    case 4:
        decodeFixed<std::int32_t>(rows, index, offset, *column);
        return column;
    case 8:
        decodeFixed<std::int64_t>(rows, index, offset, *column);
        return column;
    case 16:
        decodeFixed<Int128>(rows, index, offset, *column);
        return column;
    case 0:
        break;
    default:
        decodeWide(rows, index, offset, *column);
        return column;
    }
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const char *bytes = rows[row].data();
        if (bytes == nullptr || bytes[index] != 0) {
            continue;
        }
        TextPlace place{};
        std::memcpy(&place, bytes + offset, sizeof place);
        std::string_view text(bytes + place.offset, place.size);
        if (isRowText(type)) {
            column->set(row, text);
        } else {
            takeCell(text, *column, row, arena);
        }
    }
    return column;
}

} // namespace weir::state
