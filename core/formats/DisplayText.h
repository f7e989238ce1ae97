#pragma once

#include "core/types/DataType.h"

#include <optional>
#include <string>
#include <string_view>

namespace weir::formats {

/// What the bytes of a key or value look like when nobody has said what they are.
enum class Appearance {
    Null,
    Json,   ///< one JSON object, array, number, string, boolean or null
    Text,   ///< UTF-8 without control characters but tab and line breaks
    Int,    ///< 4 bytes big-endian, as format KAFKA writes INT
    Bigint, ///< 8 bytes big-endian, as format KAFKA writes BIGINT
    Double, ///< as format KAFKA writes DOUBLE; never guessed
    Binary,
};

/// Bytes made readable: JSON and text as they stand, numbers in decimal, binary as hex digits.
struct DisplayText {
    Appearance appearance = Appearance::Null;
    std::string text;
};

/// Guesses what bytes are and makes them readable; `bytes` absent is a null. Printable text wins
/// over numbers. Any thread.
DisplayText describeBytes(std::optional<std::string_view> bytes);

/// Makes bytes readable that format KAFKA has written for a column of a known type; what cannot be
/// of that type is guessed. Any thread.
DisplayText describeKafkaBytes(std::optional<std::string_view> bytes, const DataType &type);

/// Says whether bytes are well-formed UTF-8 (RFC 3629).
bool isUtf8(std::string_view bytes);

} // namespace weir::formats
