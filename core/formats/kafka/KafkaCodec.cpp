#include "core/formats/kafka/KafkaCodec.h"

#include "core/base/BigEndian.h"
#include "core/types/Utf8Repair.h"

#include <cstring>

namespace weir::formats {

namespace {

template <class T> Payload toBigEndian(T number, Arena &arena)
{
    char *bytes = arena.allocate(sizeof(T));
    putBigEndian(bytes, number);
    return {bytes, sizeof(T)};
}

/// Returns false when the size is wrong.
bool readKafkaValue(Payload payload, Column &out, std::size_t row, Arena &arena)
{
    switch (out.type().kind()) {
    case TypeKind::Integer:
        if (payload.size() != 4) {
            return false;
        }
        out.set(row, getBigEndian<std::int32_t>(payload.data()));
        return true;
    case TypeKind::Bigint:
        if (payload.size() != 8) {
            return false;
        }
        out.set(row, getBigEndian<std::int64_t>(payload.data()));
        return true;
    case TypeKind::Double: {
        if (payload.size() != 8) {
            return false;
        }
        const auto bits = getBigEndian<std::uint64_t>(payload.data());
        double value = 0;
        std::memcpy(&value, &bits, sizeof value);
        out.set(row, value);
        return true;
    }
    case TypeKind::String:
        out.set(row, repairedText(payload, arena));
        return true;
    default:
        out.set(row, payload);
        return true;
    }
}

Payload writeKafkaValue(const Column &column, std::size_t row, Arena &arena)
{
    switch (column.type().kind()) {
    case TypeKind::Integer:
        return toBigEndian(column.get<std::int32_t>(row), arena);
    case TypeKind::Bigint:
        return toBigEndian(column.get<std::int64_t>(row), arena);
    case TypeKind::Double: {
        std::uint64_t bits = 0;
        std::memcpy(&bits, &column.get<double>(row), sizeof bits);
        return toBigEndian(bits, arena);
    }
    default:
        return arena.copy(column.get<std::string_view>(row));
    }
}

} // namespace

void KafkaCodec::decode(std::span<const Payload> payloads, Arena &arena, Decoded &out)
{
    auto column = std::make_shared<Column>(m_spec.columns[0].type, payloads.size());
    out.nulls.assign(payloads.size(), 0);
    out.rejects.clear();
    for (std::size_t row = 0; row < payloads.size(); ++row) {
        if (isNull(payloads[row])) {
            out.nulls[row] = 1;
        } else if (!readKafkaValue(payloads[row], *column, row, arena)) {
            out.rejects.push_back({static_cast<std::uint32_t>(row), "wrong number of bytes"});
        }
    }
    const bool used = m_spec.used.empty() || m_spec.used[0];
    out.columns.assign(1, used ? column : nullptr);
}

void KafkaCodec::encode(std::span<const Column *const> columns, const Selection &rows,
                        const std::uint8_t *nullRows, Arena &arena, Encoded &out)
{
    out.payloads.clear();
    out.rejects.clear();
    rows.forEach([&](std::uint32_t row) {
        const bool absent = (nullRows != nullptr && nullRows[row] != 0) || columns[0]->isNull(row);
        out.payloads.push_back(absent ? nullPayload() : writeKafkaValue(*columns[0], row, arena));
    });
}

void NoneCodec::decode(std::span<const Payload> payloads, Arena &, Decoded &out)
{
    out.columns.clear();
    out.rejects.clear();
    out.nulls.resize(payloads.size());
    for (std::size_t row = 0; row < payloads.size(); ++row) {
        out.nulls[row] = isNull(payloads[row]) ? 1 : 0;
    }
}

void NoneCodec::encode(std::span<const Column *const>, const Selection &rows, const std::uint8_t *,
                       Arena &, Encoded &out)
{
    out.payloads.assign(rows.size(), nullPayload());
    out.rejects.clear();
}

} // namespace weir::formats
