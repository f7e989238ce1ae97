#pragma once

#include "core/formats/Codec.h"

#include <simdjson.h>

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace weir::formats {

/// JSON: an object with a field a column, or the bare value of a single column.
class JsonCodec final : public Codec {
public:
    explicit JsonCodec(CodecSpec spec);

    void decode(std::span<const Payload> payloads, Arena &arena, Decoded &out) override;
    void encode(std::span<const Column *const> columns, const Selection &rows,
                const std::uint8_t *nullRows, Arena &arena, Encoded &out) override;

private:
    /// Where a field goes. `exact`: by its own name, which beats a name that fits only in upper
    /// case.
    struct Target {
        int column = -1; ///< -1: not declared (or not used, with LAZY)
        bool exact = false;
    };
    struct LearnedField {
        std::string key; ///< as it stands in the payload, without quotes
        Target target;
    };

    const char *decodeObject(simdjson::ondemand::document &document, std::size_t row, Arena &arena,
                             Decoded &out);
    const char *decodeBare(Payload payload, std::size_t row, Arena &arena, Decoded &out);
    const char *decodeRow(Payload payload, std::size_t row, Arena &arena, Decoded &out);
    Target findTarget(std::string_view key, std::size_t position);
    const char *readField(simdjson::ondemand::value &value, Target target, std::size_t row,
                          Arena &arena, Decoded &out);

    CodecSpec m_spec;
    bool m_bare = false;
    simdjson::ondemand::parser m_parser;
    std::unordered_map<std::string, int> m_columnByName;
    std::vector<LearnedField> m_learned; ///< by position in the object
    std::vector<std::size_t> m_exactRow; ///< by column: last row + 1 whose exact name was seen
    std::vector<Column> m_scratch;       ///< by column: where unused ones are checked
    std::vector<std::string> m_prefixes; ///< by column: `{"NAME":` or `,"NAME":`
    std::string m_bareText;
    std::string m_encoded;
};

} // namespace weir::formats
