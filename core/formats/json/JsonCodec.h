#pragma once

#include "core/formats/Codec.h"
#include "core/formats/json/JsonFieldOrder.h"
#include "core/formats/json/JsonRowScanner.h"
#include "core/formats/json/JsonRowWriter.h"

#include <simdjson.h>

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace weir::formats {

/// JSON: an object with a field a column, or the bare value of a single column. Plain documents are
/// read by JsonRowScanner; whatever it is not sure of is parsed by simdjson, which alone rejects.
class JsonCodec final : public Codec {
public:
    explicit JsonCodec(CodecSpec spec);

    void decode(std::span<const Payload> payloads, Arena &arena, Decoded &out) override;
    void encode(std::span<const Column *const> columns, const Selection &rows,
                const std::uint8_t *nullRows, Arena &arena, Encoded &out) override;

private:
    const char *decodeObject(simdjson::ondemand::document &document, std::size_t row, Arena &arena,
                             Decoded &out);
    const char *decodeBare(Payload payload, std::size_t row, Arena &arena, Decoded &out);
    const char *decodeRow(Payload payload, std::size_t row, Arena &arena, Decoded &out);
    JsonTarget findTarget(std::string_view key, std::size_t position);
    const char *readField(simdjson::ondemand::value &value, JsonTarget target, std::size_t row,
                          Arena &arena, Decoded &out);

    CodecSpec m_spec;
    bool m_bare = false;
    simdjson::ondemand::parser m_parser;
    std::unordered_map<std::string, int> m_columnByName;
    JsonFieldOrder m_order;
    JsonRowScanner m_scanner;
    std::vector<std::size_t> m_exactRow; ///< by column: last row + 1 whose exact name was seen
    std::vector<Column> m_scratch;       ///< by column: where unused ones are checked
    JsonRowWriter m_writer;
    std::string m_bareText;
    std::string m_encoded;
};

} // namespace weir::formats
