#include "core/formats/delimited/DelimitedCodec.h"

#include "core/types/Base64.h"
#include "core/types/NumberText.h"
#include "core/types/Utf8Repair.h"

#include <limits>
#include <utility>

namespace weir::formats {

namespace {

constexpr const char *kFieldNotNumber = "field is not a number";

const char *readWholeField(std::string_view field, Column &out, std::size_t row)
{
    const std::optional<std::int64_t> value = parseInteger(field);
    if (!value) {
        return kFieldNotNumber;
    }
    if (out.type().is(TypeKind::Bigint) || out.type().is(TypeKind::Timestamp)) {
        out.set(row, *value);
        return nullptr;
    }
    if (*value < std::numeric_limits<std::int32_t>::min() ||
        *value > std::numeric_limits<std::int32_t>::max()) {
        return "number out of range";
    }
    out.set(row, static_cast<std::int32_t>(*value));
    return nullptr;
}

const char *readDecimalField(std::string_view field, Column &out, std::size_t row)
{
    const std::optional<Decimal> number = Decimal::parse(field);
    const std::optional<Decimal> fitting =
        number ? fitAnyDecimal(*number, out.type().precision(), out.type().scale()) : std::nullopt;
    if (!fitting || !(*fitting == *number)) {
        return number ? "number has more digits than the column" : kFieldNotNumber;
    }
    out.setDecimal(row, *fitting);
    return nullptr;
}

const char *readField(std::string_view field, Column &out, std::size_t row, Arena &arena)
{
    if (field.empty()) {
        out.setNull(row);
        return nullptr;
    }
    switch (out.type().kind()) {
    case TypeKind::Boolean: {
        const bool isTrue = field == "true" || field == "TRUE" || field == "True";
        out.set<std::uint8_t>(row, isTrue ? 1 : 0);
        return nullptr;
    }
    case TypeKind::Double: {
        const std::optional<double> value = parseDouble(field);
        if (!value) {
            return kFieldNotNumber;
        }
        out.set(row, *value);
        return nullptr;
    }
    case TypeKind::Decimal:
        return readDecimalField(field, out, row);
    case TypeKind::String:
        out.set(row, repairedText(field, arena));
        return nullptr;
    case TypeKind::Bytes: {
        const std::optional<std::string> bytes = fromBase64(field);
        if (!bytes) {
            return "field is not base64";
        }
        out.set(row, arena.copy(*bytes));
        return nullptr;
    }
    default:
        return readWholeField(field, out, row);
    }
}

void appendPlainField(const Column &column, std::size_t row, std::string &out)
{
    char text[kMaxNumberText];
    switch (column.type().kind()) {
    case TypeKind::Date:
    case TypeKind::Time:
        out.append(text, writeInteger(text, column.get<std::int32_t>(row)));
        break;
    case TypeKind::Timestamp:
        out.append(text, writeInteger(text, column.get<std::int64_t>(row)));
        break;
    case TypeKind::String:
        out += column.get<std::string_view>(row);
        break;
    default:
        out += toText(column.valueAt(row), column.type());
    }
}

bool isAsciiLetterOrDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// The reference's writer also quotes what could be taken for something else: a line that begins
/// with anything but a letter or digit, and fields that begin with a blank, '!', '"' or '#' or end
/// with a blank.
bool needsQuotes(std::string_view field, char delimiter, bool first)
{
    if (field.empty()) {
        return first;
    }
    return (first && !isAsciiLetterOrDigit(field.front())) ||
           static_cast<unsigned char>(field.front()) <= '#' ||
           static_cast<unsigned char>(field.back()) <= ' ' ||
           field.find_first_of("\"\r\n") != std::string_view::npos ||
           field.find(delimiter) != std::string_view::npos;
}

void appendField(const Column &column, std::size_t row, char delimiter, bool first,
                 std::string &out)
{
    if (column.isNull(row)) {
        return;
    }
    std::string field;
    appendPlainField(column, row, field);
    if (!needsQuotes(field, delimiter, first)) {
        out += field;
        return;
    }
    out += '"';
    for (const char c : field) {
        out += c;
        out += c == '"' ? "\"" : "";
    }
    out += '"';
}

} // namespace

DelimitedCodec::DelimitedCodec(CodecSpec spec)
    : m_spec(std::move(spec))
{
    if (m_spec.used.empty()) {
        m_spec.used.assign(m_spec.columns.size(), true);
    }
}

const char *DelimitedCodec::splitFields(Payload payload, Arena &arena)
{
    m_fields.clear();
    std::size_t at = 0;
    while (true) {
        if (at < payload.size() && payload[at] == '"') {
            std::string field;
            for (++at; at < payload.size(); ++at) {
                if (payload[at] == '"' && at + 1 < payload.size() && payload[at + 1] == '"') {
                    ++at;
                } else if (payload[at] == '"') {
                    break;
                }
                field += payload[at];
            }
            if (at >= payload.size()) {
                return "quote without end";
            }
            ++at;
            m_fields.push_back(arena.copy(field));
            if (at < payload.size() && payload[at] != m_spec.format.delimiter) {
                return "text behind a quoted field";
            }
        } else {
            const std::size_t end = payload.find(m_spec.format.delimiter, at);
            const std::size_t stop = end == Payload::npos ? payload.size() : end;
            m_fields.push_back(payload.substr(at, stop - at));
            at = stop;
        }
        if (at >= payload.size()) {
            return nullptr;
        }
        ++at;
    }
}

void DelimitedCodec::decode(std::span<const Payload> payloads, Arena &arena, Decoded &out)
{
    out.columns.clear();
    for (const ColumnDefinition &column : m_spec.columns) {
        out.columns.push_back(std::make_shared<Column>(column.type, payloads.size()));
    }
    out.nulls.assign(payloads.size(), 0);
    out.rejects.clear();
    for (std::size_t row = 0; row < payloads.size(); ++row) {
        if (isNull(payloads[row])) {
            out.nulls[row] = 1;
            continue;
        }
        const char *reason = splitFields(payloads[row], arena);
        if (reason == nullptr && m_fields.size() != m_spec.columns.size()) {
            reason = "wrong number of fields";
        }
        for (std::size_t i = 0; i < m_fields.size() && reason == nullptr; ++i) {
            if (!m_spec.lazy || m_spec.used[i]) {
                reason = readField(m_fields[i], *out.columns[i], row, arena);
            }
        }
        if (reason != nullptr) {
            out.rejects.push_back({static_cast<std::uint32_t>(row), reason});
            for (const std::shared_ptr<Column> &column : out.columns) {
                column->setNull(row);
            }
        }
    }
    for (std::size_t i = 0; i < out.columns.size(); ++i) {
        if (!m_spec.used[i]) {
            out.columns[i] = nullptr;
        }
    }
}

void DelimitedCodec::encode(std::span<const Column *const> columns, const Selection &rows,
                            const std::uint8_t *nullRows, Arena &arena, Encoded &out)
{
    out.payloads.clear();
    out.rejects.clear();
    const bool oneKey = m_spec.role == PayloadRole::Key && columns.size() == 1;
    rows.forEach([&](std::uint32_t row) {
        const bool absent =
            (nullRows != nullptr && nullRows[row] != 0) || (oneKey && columns[0]->isNull(row));
        if (absent) {
            out.payloads.push_back(nullPayload());
            return;
        }
        m_encoded.clear();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (i > 0) {
                m_encoded += m_spec.format.delimiter;
            }
            appendField(*columns[i], row, m_spec.format.delimiter, i == 0, m_encoded);
        }
        out.payloads.push_back(arena.copy(m_encoded));
    });
}

} // namespace weir::formats
