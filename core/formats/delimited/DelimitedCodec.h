#pragma once

#include "core/formats/Codec.h"

#include <string>
#include <vector>

namespace weir::formats {

/// DELIMITED: one line of fields, quoted where they need it; an empty field is null.
class DelimitedCodec final : public Codec {
public:
    explicit DelimitedCodec(CodecSpec spec);

    void decode(std::span<const Payload> payloads, Arena &arena, Decoded &out) override;
    void encode(std::span<const Column *const> columns, const Selection &rows,
                const std::uint8_t *nullRows, Arena &arena, Encoded &out) override;

private:
    const char *splitFields(Payload payload, Arena &arena);

    CodecSpec m_spec;
    std::vector<std::string_view> m_fields;
    std::string m_encoded;
};

} // namespace weir::formats
