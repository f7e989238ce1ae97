#pragma once

#include "core/catalog/Source.h"
#include "core/types/Record.h"
#include "core/types/TopicPartition.h"

#include <memory>
#include <string>

namespace weir::cli {

/// A key taken apart: its inner bytes and, for a windowed key, the window.
struct KeyParts {
    std::string_view inner;
    std::optional<EpochMs> windowStart;
    std::optional<EpochMs> windowEnd;
};

/// Splits the window off a key of a known windowed source (ENGINE.md 4); any other key stays whole.
KeyParts splitKey(std::string_view key, const catalog::Source *source);

/// Renders a record as one JSON object on one line: topic, partition, offset, timestamp (ms), key,
/// value, headers, and window {start, end} where the source is known to be windowed. JSON values
/// stand as they are; other text as strings; binary as {"hex": "…"}. With a `source` (may be null)
/// the types of its columns decide, without one a guess.
std::string recordToJsonLine(const TopicPartition &partition, const RecordView &record,
                             std::span<const HeaderView> headers, const catalog::Source *source);

/// Renders a record for a person: time, partition:offset, key, value in one line.
std::string recordToTextLine(const TopicPartition &partition, const RecordView &record,
                             const catalog::Source *source);

/// Returns a time as `2026-11-23T10:15:00.123Z`.
std::string isoTime(EpochMs time);

} // namespace weir::cli
