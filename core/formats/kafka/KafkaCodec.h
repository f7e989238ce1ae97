#pragma once

#include "core/formats/Codec.h"

namespace weir::formats {

/// KAFKA: one column as Kafka's own serialisers write it; numbers big-endian.
class KafkaCodec final : public Codec {
public:
    explicit KafkaCodec(CodecSpec spec)
        : m_spec(std::move(spec))
    {
    }

    void decode(std::span<const Payload> payloads, Arena &arena, Decoded &out) override;
    void encode(std::span<const Column *const> columns, const Selection &rows,
                const std::uint8_t *nullRows, Arena &arena, Encoded &out) override;

private:
    CodecSpec m_spec;
};

/// NONE: no columns, no bytes. Whatever a payload holds is not looked at.
class NoneCodec final : public Codec {
public:
    void decode(std::span<const Payload> payloads, Arena &arena, Decoded &out) override;
    void encode(std::span<const Column *const> columns, const Selection &rows,
                const std::uint8_t *nullRows, Arena &arena, Encoded &out) override;
};

} // namespace weir::formats
