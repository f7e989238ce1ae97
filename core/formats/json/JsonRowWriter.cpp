#include "core/formats/json/JsonRowWriter.h"

#include "core/formats/json/JsonWriter.h"
#include "core/types/JsonQuote.h"
#include "core/types/NumberText.h"

#include <cmath>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace weir::formats {

namespace {

constexpr std::size_t kCopyBlock = 16;

char *putBytes(char *out, std::string_view bytes)
{
    std::memcpy(out, bytes.data(), bytes.size());
    return out + bytes.size();
}

bool isPlainByte(char c)
{
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

/// Writes a text in quotes; null when it needs escapes.
char *putPlainText(char *out, std::string_view text)
{
    *out++ = '"';
    const char *at = text.data();
    std::size_t left = text.size();
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i backslash = _mm_set1_epi8('\\');
    const __m128i control = _mm_set1_epi8(0x1F);
    for (; left >= kCopyBlock; left -= kCopyBlock, at += kCopyBlock, out += kCopyBlock) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
        const __m128i special = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash)),
            _mm_cmpeq_epi8(_mm_min_epu8(bytes, control), bytes));
        if (_mm_movemask_epi8(special) != 0) {
            return nullptr;
        }
        _mm_storeu_si128(reinterpret_cast<__m128i *>(out), bytes);
    }
#endif
    for (; left > 0; --left) {
        if (!isPlainByte(*at)) {
            return nullptr;
        }
        *out++ = *at++;
    }
    *out++ = '"';
    return out;
}

/// Writes a value of a plain type; null when it needs the slow way.
char *putPlainValue(char *out, const Column &column, std::size_t row)
{
    if (column.isNull(row)) {
        return putBytes(out, "null");
    }
    switch (column.type().kind()) {
    case TypeKind::Boolean:
        return putBytes(out, column.get<std::uint8_t>(row) != 0 ? "true" : "false");
    case TypeKind::Integer:
    case TypeKind::Date:
    case TypeKind::Time:
        return writeInteger(out, column.get<std::int32_t>(row));
    case TypeKind::Bigint:
    case TypeKind::Timestamp:
        return writeInteger(out, column.get<std::int64_t>(row));
    case TypeKind::Double: {
        const double number = column.get<double>(row);
        return std::isfinite(number) ? writeDouble(out, number) : nullptr;
    }
    default:
        return putPlainText(out, column.get<std::string_view>(row));
    }
}

} // namespace

JsonRowWriter::JsonRowWriter(const std::vector<ColumnDefinition> &columns)
    : m_fixedBytes(2)
{
    for (std::size_t i = 0; i < columns.size(); ++i) {
        std::string prefix = i == 0 ? "{" : ",";
        appendJsonText(columns[i].name, prefix);
        m_prefixes.push_back(prefix + ":");
        m_fixedBytes += m_prefixes.back().size() + kMaxNumberText;
        switch (columns[i].type.kind()) {
        case TypeKind::String:
            m_texts.push_back(i);
            break;
        case TypeKind::Decimal:
        case TypeKind::Bytes:
        case TypeKind::Array:
        case TypeKind::Map:
        case TypeKind::Struct:
            m_plain = false;
            break;
        default:
            break;
        }
    }
}

Payload JsonRowWriter::write(std::span<const Column *const> columns, std::size_t row, Arena &arena)
{
    if (!m_plain || columns.empty()) {
        return writeSlowly(columns, row, arena);
    }
    std::size_t room = m_fixedBytes;
    for (const std::size_t text : m_texts) {
        room += columns[text]->get<std::string_view>(row).size(); // empty where it is null
    }
    char *const begin = arena.allocate(room);
    char *out = begin;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        out = putPlainValue(putBytes(out, m_prefixes[i]), *columns[i], row);
        if (out == nullptr) {
            arena.shrinkLast(room);
            return writeSlowly(columns, row, arena);
        }
    }
    *out++ = '}';
    const auto size = static_cast<std::size_t>(out - begin);
    arena.shrinkLast(room - size);
    return {begin, size};
}

Payload JsonRowWriter::writeSlowly(std::span<const Column *const> columns, std::size_t row,
                                   Arena &arena)
{
    m_scratch.clear();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        m_scratch += m_prefixes[i];
        appendJsonValue(*columns[i], row, m_scratch);
    }
    m_scratch += columns.empty() ? "{}" : "}";
    return arena.copy(m_scratch);
}

} // namespace weir::formats
