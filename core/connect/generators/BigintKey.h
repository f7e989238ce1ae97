#pragma once

#include "core/types/Record.h"

#include <cstdint>
#include <optional>

namespace weir::connect {

/// Returns the index of a record whose key is its index + 1 as BIGINT in format KAFKA.
inline std::optional<std::uint64_t> indexOfBigintKey(const RecordView &record)
{
    std::uint64_t key = 0;
    if (record.key().size() != sizeof(key)) {
        return std::nullopt;
    }
    for (const char byte : record.key()) {
        key = key << 8U | std::uint8_t(byte);
    }
    return key == 0 ? std::nullopt : std::optional(key - 1);
}

} // namespace weir::connect
