#include "core/formats/json/JsonRowScanner.h"

#include "core/formats/json/JsonScan.h"

#include <simdjson.h>

#include <charconv>
#include <limits>

namespace weir::formats {

namespace {

bool isPlainKind(TypeKind kind)
{
    switch (kind) {
    case TypeKind::Decimal:
    case TypeKind::Bytes:
    case TypeKind::Array:
    case TypeKind::Map:
    case TypeKind::Struct:
        return false;
    default:
        return true;
    }
}

template <class T> const char *putWhole(const char *at, Column *column, std::size_t row)
{
    std::int64_t number = 0;
    at = scan::wholeNumber(at, number);
    if (at == nullptr || number < std::numeric_limits<T>::min() ||
        number > std::numeric_limits<T>::max()) {
        return nullptr;
    }
    if (column != nullptr) {
        column->set(row, static_cast<T>(number));
    }
    return at;
}

} // namespace

void JsonRowScanner::begin(const std::vector<ColumnDefinition> &declared,
                           std::span<const std::shared_ptr<Column>> columns, bool lazy)
{
    m_simple = true;
    m_places.assign(declared.size(), {});
    for (std::size_t i = 0; i < declared.size(); ++i) {
        m_places[i].column = columns[i].get();
        m_places[i].kind = declared[i].type.kind();
        m_simple = m_simple && ((lazy && columns[i] == nullptr) || isPlainKind(m_places[i].kind));
    }
    m_document = 0;
}

bool JsonRowScanner::wellFormed(Payload payload) const
{
    return !m_nonAscii || simdjson::validate_utf8(payload.data(), payload.size());
}

bool JsonRowScanner::decodeObject(Payload payload, std::size_t row, const JsonFieldOrder &order)
{
    const char *at = payload.data();
    const char *const end = at + payload.size();
    ++m_document;
    m_nonAscii = false;
    at = scan::skipBlanks(at, end);
    if (!m_simple || at >= end || *at != '{') {
        return false;
    }
    at = scan::skipBlanks(at + 1, end);
    for (std::size_t position = 0; at < end && *at == '"'; ++position) {
        const JsonFieldOrder::Field *field = order.find(at, position);
        if (field == nullptr) {
            return false;
        }
        m_nonAscii |= !field->ascii;
        at = scan::skipBlanks(at + field->quoted.size(), end);
        if (at >= end || *at != ':') {
            return false;
        }
        at = scan::skipBlanks(at + 1, end);
        Place *place =
            field->target.column < 0 ? nullptr : &m_places[std::size_t(field->target.column)];
        if (place != nullptr && field->target.exact) {
            place->exactIn = m_document;
        } else if (place != nullptr && place->exactIn == m_document) {
            place = nullptr;
        }
        at = place == nullptr ? scan::anyValue(at, end, m_nonAscii)
                              : readValue(at, end, *place, row);
        if (at == nullptr) {
            return false;
        }
        at = scan::skipBlanks(at, end);
        if (at >= end || *at != ',') {
            break;
        }
        at = scan::skipBlanks(at + 1, end);
        if (at >= end || *at != '"') {
            return false;
        }
    }
    return at < end && *at == '}' && scan::skipBlanks(at + 1, end) == end && wellFormed(payload);
}

bool JsonRowScanner::decodeBare(Payload payload, std::size_t row, bool &null)
{
    const char *const end = payload.data() + payload.size();
    const char *at = scan::skipBlanks(payload.data(), end);
    m_nonAscii = false;
    null = at < end && *at == 'n';
    at = at < end ? readValue(at, end, m_places[0], row) : nullptr;
    return at != nullptr && scan::skipBlanks(at, end) == end && wellFormed(payload);
}

const char *JsonRowScanner::readText(const char *at, const char *end, Place &place, std::size_t row)
{
    if (*at != '"') {
        return nullptr;
    }
    const char *const close = scan::textEnd(at + 1, end, m_nonAscii);
    if (close == nullptr) {
        return nullptr;
    }
    if (place.column != nullptr) {
        place.column->set(row, std::string_view(at + 1, std::size_t(close - at - 1)));
    }
    return close + 1;
}

const char *JsonRowScanner::readDouble(const char *at, const char *end, Place &place,
                                       std::size_t row)
{
    const char *const close = scan::anyNumber(at, end);
    if (close == nullptr || place.column == nullptr) {
        return close;
    }
    double number = 0;
    const auto [stop, error] = std::from_chars(at, close, number);
    if (error != std::errc() || stop != close) {
        return nullptr;
    }
    place.column->set(row, number);
    return close;
}

/// `at` is before `end`.
const char *JsonRowScanner::readValue(const char *at, const char *end, Place &place,
                                      std::size_t row)
{
    if (at >= end) {
        return nullptr;
    }
    if (*at == 'n') {
        at = scan::literal(at, end);
        if (at != nullptr && place.column != nullptr) {
            place.column->setNull(row);
        }
        return at;
    }
    switch (place.kind) {
    case TypeKind::String:
        return readText(at, end, place, row);
    case TypeKind::Bigint:
    case TypeKind::Timestamp:
        return putWhole<std::int64_t>(at, place.column, row);
    case TypeKind::Integer:
    case TypeKind::Date:
    case TypeKind::Time:
        return putWhole<std::int32_t>(at, place.column, row);
    case TypeKind::Double:
        return readDouble(at, end, place, row);
    case TypeKind::Boolean: {
        const char *const close = *at == 't' || *at == 'f' ? scan::literal(at, end) : nullptr;
        if (close != nullptr && place.column != nullptr) {
            place.column->set<std::uint8_t>(row, *at == 't' ? 1 : 0);
        }
        return close;
    }
    default:
        return nullptr;
    }
}

} // namespace weir::formats
