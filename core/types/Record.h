#pragma once

#include "core/base/Clock.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace weir {

/// Who stamped a record: the one who wrote it or the log that took it.
enum class TimestampType : std::uint8_t { CreateTime, LogAppendTime };

/// A header of a record: its key, and its value or null.
struct HeaderView {
    std::string_view key;
    std::optional<std::string_view> value;

    bool operator==(const HeaderView &) const = default;
};

/// One record as views into memory that someone else owns. Null and empty are not the same: a null
/// key or value has a null data pointer, an empty one has a pointer and size 0.
struct RecordView {
    std::int64_t offset = 0;
    EpochMs timestamp = 0;
    const char *keyData = nullptr;
    const char *valueData = nullptr;
    std::uint32_t keySize = 0;
    std::uint32_t valueSize = 0;
    /// Where the record's headers begin in the header array of its run.
    std::uint32_t firstHeader = 0;
    std::uint32_t headerCount : 31 = 0;
    std::uint32_t stampedByLog : 1 = 0;

    bool hasKey() const { return keyData != nullptr; }
    bool hasValue() const { return valueData != nullptr; }
    /// Returns the key's bytes, empty for a null key.
    std::string_view key() const { return {keyData, keySize}; }
    /// Returns the value's bytes, empty for a null value.
    std::string_view value() const { return {valueData, valueSize}; }
    TimestampType timestampType() const
    {
        return stampedByLog != 0 ? TimestampType::LogAppendTime : TimestampType::CreateTime;
    }
    /// Returns the bytes of key and value.
    std::size_t size() const { return std::size_t(keySize) + valueSize; }
};
static_assert(sizeof(RecordView) == 48);

/// A run of records with the headers they refer to; owns nothing.
struct RecordRun {
    std::span<const RecordView> records;
    std::span<const HeaderView> headers;

    /// Returns the headers of a record of this run.
    std::span<const HeaderView> headersOf(const RecordView &record) const
    {
        return headers.subspan(record.firstHeader, record.headerCount);
    }
};

} // namespace weir
