#include "core/formats/json/JsonCodec.h"

#include "core/formats/json/JsonReader.h"
#include "core/formats/json/JsonWriter.h"

#include <fmt/format.h>

#include <cstring>
#include <utility>

namespace weir::formats {

namespace {

namespace json = simdjson::ondemand;

constexpr const char *kJsonCodecMalformed = "malformed JSON";

std::string_view trimmedBlanksOf(std::string_view text)
{
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') {
        text.remove_prefix(1);
    }
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') {
        text.remove_suffix(1);
    }
    return text;
}

} // namespace

JsonCodec::JsonCodec(CodecSpec spec)
    : m_spec(std::move(spec))
    , m_exactRow(m_spec.columns.size())
    , m_writer(m_spec.columns)
{
    m_bare =
        m_spec.columns.size() == 1 && (m_spec.role == PayloadRole::Key || m_spec.format.unwrapped);
    if (m_spec.used.empty()) {
        m_spec.used.assign(m_spec.columns.size(), true);
    }
    for (std::size_t i = 0; i < m_spec.columns.size(); ++i) {
        m_columnByName.emplace(m_spec.columns[i].name, static_cast<int>(i));
        m_scratch.emplace_back(m_spec.columns[i].type, 1);
    }
}

void JsonCodec::decode(std::span<const Payload> payloads, Arena &arena, Decoded &out)
{
    out.columns.clear();
    for (std::size_t i = 0; i < m_spec.columns.size(); ++i) {
        out.columns.push_back(
            m_spec.used[i] ? std::make_shared<Column>(m_spec.columns[i].type, payloads.size())
                           : nullptr);
    }
    out.nulls.assign(payloads.size(), 0);
    out.rejects.clear();
    m_exactRow.assign(m_exactRow.size(), 0);
    m_scanner.begin(m_spec.columns, out.columns, m_spec.lazy);
    for (std::size_t row = 0; row < payloads.size(); ++row) {
        if (isNull(payloads[row])) {
            out.nulls[row] = 1;
            continue;
        }
        const char *reason = m_bare ? decodeBare(payloads[row], row, arena, out)
                                    : decodeRow(payloads[row], row, arena, out);
        if (reason == nullptr) {
            continue;
        }
        out.rejects.push_back({static_cast<std::uint32_t>(row), reason});
        for (const std::shared_ptr<Column> &column : out.columns) {
            if (column) {
                column->setNull(row);
            }
        }
    }
}

const char *JsonCodec::decodeRow(Payload payload, std::size_t row, Arena &arena, Decoded &out)
{
    if (m_scanner.decodeObject(payload, row, m_order)) {
        return nullptr;
    }
    json::document document;
    if (m_parser
            .iterate(payload.data(), payload.size(), payload.size() + simdjson::SIMDJSON_PADDING)
            .get(document) != simdjson::SUCCESS) {
        return kJsonCodecMalformed;
    }
    const char *reason = decodeObject(document, row, arena, out);
    if (reason != nullptr && trimmedBlanksOf(payload) == "null") {
        out.nulls[row] = 1;
        return nullptr;
    }
    return reason;
}

const char *JsonCodec::decodeObject(json::document &document, std::size_t row, Arena &arena,
                                    Decoded &out)
{
    json::object object;
    if (document.get_object().get(object) != simdjson::SUCCESS) {
        return "not an object";
    }
    std::size_t position = 0;
    for (auto result : object) {
        json::field field;
        if (std::move(result).get(field) != simdjson::SUCCESS) {
            return kJsonCodecMalformed;
        }
        // References: copies of these small structs cost more than reading the number behind them.
        const json::raw_json_string raw = field.key();
        json::value &value = field.value();
        JsonTarget target;
        std::size_t at = position++;
        if (const JsonFieldOrder::Field *known = m_order.find(raw.raw() - 1, at)) {
            target = known->target;
        } else {
            std::string_view key;
            if (field.unescaped_key().get(key) != simdjson::SUCCESS) {
                return kJsonCodecMalformed;
            }
            target = findTarget(key, at);
        }
        if (target.column >= 0) {
            if (const char *reason = readField(value, target, row, arena, out)) {
                return reason;
            }
        }
    }
    // Nothing but blanks may follow.
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS ? nullptr
                                                                          : kJsonCodecMalformed;
}

const char *JsonCodec::readField(json::value &value, JsonTarget target, std::size_t row,
                                 Arena &arena, Decoded &out)
{
    const auto index = static_cast<std::size_t>(target.column);
    if (target.exact) {
        m_exactRow[index] = row + 1;
    } else if (m_exactRow[index] == row + 1) {
        return nullptr;
    }
    if (const std::shared_ptr<Column> &column = out.columns[index]) {
        return readJsonValue(value, *column, row, arena);
    }
    Column &scratch = m_scratch[index];
    scratch.clear();
    scratch.resize(1);
    return readJsonValue(value, scratch, 0, arena);
}

JsonTarget JsonCodec::findTarget(std::string_view key, std::size_t position)
{
    JsonTarget target;
    auto found = m_columnByName.find(std::string(key));
    target.exact = found != m_columnByName.end();
    if (!target.exact) {
        found = m_columnByName.find(upperFieldName(key));
    }
    if (found != m_columnByName.end()) {
        const bool wanted = !m_spec.lazy || m_spec.used[static_cast<std::size_t>(found->second)];
        target.column = wanted ? found->second : -1;
    }
    m_order.learn(position, key, target);
    return target;
}

/// A bare value is read as the only element of an array: on-demand parsing treats the root apart.
const char *JsonCodec::decodeBare(Payload payload, std::size_t row, Arena &arena, Decoded &out)
{
    bool null = false;
    if (m_scanner.decodeBare(payload, row, null)) {
        out.nulls[row] = null ? 1 : 0;
        return nullptr;
    }
    m_bareText.clear();
    m_bareText.reserve(payload.size() + 2 + simdjson::SIMDJSON_PADDING);
    m_bareText += '[';
    m_bareText += payload;
    m_bareText += ']';
    json::document document;
    json::array array;
    if (m_parser.iterate(m_bareText.data(), m_bareText.size(), m_bareText.capacity())
                .get(document) != simdjson::SUCCESS ||
        document.get_array().get(array) != simdjson::SUCCESS) {
        return kJsonCodecMalformed;
    }
    std::size_t count = 0;
    for (auto element : array) {
        json::value value;
        if (element.get(value) != simdjson::SUCCESS || ++count > 1) {
            return kJsonCodecMalformed;
        }
        if (const char *reason = readField(value, JsonTarget{0, true}, row, arena, out)) {
            return reason;
        }
    }
    if (count != 1 || document.current_location().error() != simdjson::OUT_OF_BOUNDS) {
        return kJsonCodecMalformed;
    }
    Column &column = out.columns[0] ? *out.columns[0] : m_scratch[0];
    const std::size_t at = out.columns[0] ? row : 0;
    out.nulls[row] = column.isNull(at) ? 1 : 0;
    column.ownTexts(at, arena); // the copy with brackets is gone with the next payload
    return nullptr;
}

void JsonCodec::encode(std::span<const Column *const> columns, const Selection &rows,
                       const std::uint8_t *nullRows, Arena &arena, Encoded &out)
{
    out.payloads.assign(rows.size(), nullPayload());
    out.rejects.clear();
    std::size_t at = 0;
    rows.forEach([&](std::uint32_t row) {
        Payload &payload = out.payloads[at++];
        if ((nullRows != nullptr && nullRows[row] != 0) || (m_bare && columns[0]->isNull(row))) {
            return;
        }
        if (!m_bare) {
            payload = m_writer.write(columns, row, arena);
            return;
        }
        m_encoded.clear();
        appendJsonValue(*columns[0], row, m_encoded);
        payload = arena.copy(m_encoded);
    });
}

} // namespace weir::formats
