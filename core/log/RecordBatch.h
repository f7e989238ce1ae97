#pragma once

#include "core/base/Result.h"
#include "core/types/RecordBuffer.h"

#include <optional>
#include <string>
#include <string_view>

namespace weir::log {

/// Bytes of a record batch before its records (Kafka's record batch, magic 2).
inline constexpr std::size_t kBatchHeaderBytes = 61;

/// How a batch is encoded.
struct BatchEncoding {
    /// Compresses the records as one LZ4 frame where that makes them smaller.
    bool lz4 = true;
    /// Stamps all records with this time as the log's (LogAppendTime).
    std::optional<EpochMs> logTime = std::nullopt;
    /// Keeps the records' offsets, within [baseOffset, lastOffset]; else they are numbered from 0.
    bool keepOffsets = false;
    std::int64_t baseOffset = 0;
    std::int64_t lastOffset = 0;
};

/// Encodes records in Kafka's record-batch v2 layout: big-endian header with CRC-32C, then records
/// with zigzag varints. `out` is replaced. The run is not empty.
void encodeRecordBatch(const RecordRun &run, const BatchEncoding &encoding, std::string &out);

/// Sets the base offset of an encoded batch; the checksum does not cover it.
void setBaseOffset(std::string &batch, std::int64_t baseOffset);

/// Decodes a batch: adds its records from offset `from` on to `to`, which then owns their bytes
/// with kReadablePadding behind them. `log.corrupt-batch`.
Status decodeRecordBatch(std::string_view batch, std::int64_t from, RecordBuffer &to);

} // namespace weir::log
