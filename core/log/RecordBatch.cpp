#include "core/log/RecordBatch.h"

#include "core/base/BigEndian.h"
#include "core/log/Crc32c.h"
#include "core/log/Varint.h"

#include <algorithm>
#include <cstring>
#include <lz4frame.h>
#include <memory>

namespace weir::log {

namespace {

// Offsets of the header's fields.
constexpr std::size_t kLengthAt = 8;
constexpr std::size_t kMagicAt = 16;
constexpr std::size_t kCrcAt = 17;
constexpr std::size_t kAttributesAt = 21;
constexpr std::size_t kLastDeltaAt = 23;
constexpr std::size_t kBaseTimeAt = 27;
constexpr std::size_t kMaxTimeAt = 35;
constexpr std::size_t kProducerAt = 43;
constexpr std::size_t kCountAt = 57;

constexpr unsigned kCompressionMask = 0x07;
constexpr unsigned kLz4 = 3;
constexpr unsigned kLogAppendTime = 0x08;
constexpr std::size_t kMostRecordBytes = std::size_t(1) << 30U;

std::size_t headersSize(std::span<const HeaderView> headers)
{
    std::size_t size = varintSize(std::int64_t(headers.size()));
    for (const HeaderView &header : headers) {
        size += varintSize(std::int64_t(header.key.size())) + header.key.size();
        size += header.value ? varintSize(std::int64_t(header.value->size())) + header.value->size()
                             : 1;
    }
    return size;
}

char *writeBytes(char *to, const char *data, std::size_t size)
{
    if (data == nullptr) {
        return writeVarint(to, -1);
    }
    to = writeVarint(to, std::int64_t(size));
    std::memcpy(to, data, size);
    return to + size;
}

char *writeHeaders(char *to, std::span<const HeaderView> headers)
{
    to = writeVarint(to, std::int64_t(headers.size()));
    for (const HeaderView &header : headers) {
        to = writeBytes(to, header.key.empty() ? "" : header.key.data(), header.key.size());
        if (header.value) {
            to = writeBytes(to, header.value->empty() ? "" : header.value->data(),
                            header.value->size());
        } else {
            to = writeVarint(to, -1);
        }
    }
    return to;
}

std::size_t bytesSize(const char *data, std::size_t size)
{
    return data == nullptr ? 1 : varintSize(std::int64_t(size)) + size;
}

char *writeRecord(char *to, const RecordView &record, std::span<const HeaderView> headers,
                  std::int64_t timeDelta, std::int64_t offsetDelta)
{
    const std::size_t length = 1 + varintSize(timeDelta) + varintSize(offsetDelta) +
                               bytesSize(record.keyData, record.keySize) +
                               bytesSize(record.valueData, record.valueSize) + headersSize(headers);
    to = writeVarint(to, std::int64_t(length));
    *to++ = 0;
    to = writeVarint(to, timeDelta);
    to = writeVarint(to, offsetDelta);
    to = writeBytes(to, record.keyData, record.keySize);
    to = writeBytes(to, record.valueData, record.valueSize);
    return writeHeaders(to, headers);
}

// An upper bound of what the records take: varints at their longest.
std::size_t encodedBound(const RecordRun &run)
{
    std::size_t bound = 0;
    for (const RecordView &record : run.records) {
        bound += record.size() + 41;
    }
    for (const HeaderView &header : run.headers) {
        bound += header.key.size() + (header.value ? header.value->size() : 0) + 10;
    }
    return bound;
}

// Appends the LZ4 frame of `plain` to `out` unless it gets no smaller.
bool appendCompressed(std::string_view plain, std::string &out)
{
    LZ4F_preferences_t preferences{};
    preferences.frameInfo.blockSizeID = LZ4F_max256KB;
    preferences.frameInfo.blockMode = LZ4F_blockIndependent;
    preferences.frameInfo.contentSize = plain.size();
    // Below zero: faster. JSON loses a few percent of size and a third of the time.
    preferences.compressionLevel = -3;
    // Compressed beside and appended, because growing a string clears its bytes.
    thread_local std::string scratch;
    const std::size_t bound = LZ4F_compressFrameBound(plain.size(), &preferences);
    if (scratch.size() < bound) {
        scratch.resize(bound);
    }
    const std::size_t size =
        LZ4F_compressFrame(scratch.data(), bound, plain.data(), plain.size(), &preferences);
    const bool smaller = LZ4F_isError(size) == 0U && size < plain.size();
    if (smaller) {
        out.append(scratch.data(), size);
    }
    return smaller;
}

struct TimeRange {
    EpochMs base = 0;
    EpochMs max = 0;
};

TimeRange timesOf(const RecordRun &run, const BatchEncoding &encoding)
{
    if (encoding.logTime) {
        return {*encoding.logTime, *encoding.logTime};
    }
    TimeRange times{run.records.front().timestamp, run.records.front().timestamp};
    for (const RecordView &record : run.records) {
        times.max = std::max(times.max, record.timestamp);
    }
    return times;
}

void writeBatchHeader(std::string &out, const RecordRun &run, const BatchEncoding &encoding,
                      TimeRange times, unsigned attributes)
{
    char *header = out.data();
    const auto count = std::int32_t(run.records.size());
    const std::int32_t lastDelta =
        encoding.keepOffsets ? std::int32_t(encoding.lastOffset - encoding.baseOffset) : count - 1;
    putBigEndian(header, encoding.baseOffset);
    putBigEndian(header + kLengthAt, std::int32_t(out.size() - 12));
    putBigEndian(header + 12, std::int32_t(0));
    header[kMagicAt] = 2;
    putBigEndian(header + kAttributesAt, std::int16_t(attributes));
    putBigEndian(header + kLastDeltaAt, lastDelta);
    putBigEndian(header + kBaseTimeAt, times.base);
    putBigEndian(header + kMaxTimeAt, times.max);
    putBigEndian(header + kProducerAt, std::int64_t(-1));
    putBigEndian(header + kProducerAt + 8, std::int16_t(-1));
    putBigEndian(header + kProducerAt + 10, std::int32_t(-1));
    putBigEndian(header + kCountAt, count);
    putBigEndian(header + kCrcAt, crc32c(header + kAttributesAt, out.size() - kAttributesAt));
}

Status corruptBatch(const char *what)
{
    return fail(
        externalError("log.corrupt-batch", std::string("A record batch is damaged: ") + what));
}

// Brings the records' bytes into a block of the buffer and returns them.
Result<std::string_view> adoptRecords(std::string_view payload, bool compressed, RecordBuffer &to)
{
    std::size_t size = payload.size();
    LZ4F_dctx *raw = nullptr;
    if (compressed && LZ4F_isError(LZ4F_createDecompressionContext(&raw, LZ4F_VERSION)) != 0U) {
        return fail(internalError("log.corrupt-batch", "No memory for LZ4"));
    }
    const std::unique_ptr<LZ4F_dctx, decltype(&LZ4F_freeDecompressionContext)> context(
        raw, &LZ4F_freeDecompressionContext);
    std::size_t read = 0;
    if (compressed) {
        LZ4F_frameInfo_t info{};
        read = payload.size();
        if (LZ4F_isError(LZ4F_getFrameInfo(raw, &info, payload.data(), &read)) != 0U ||
            info.contentSize == 0 || info.contentSize > kMostRecordBytes) {
            return fail(corruptBatch("its LZ4 frame does not tell its size").error());
        }
        size = info.contentSize;
    }
    std::unique_ptr<char[]> block(new char[size + kReadablePadding]);
    std::memset(block.get() + size, 0, kReadablePadding);
    if (!compressed) {
        std::memcpy(block.get(), payload.data(), size);
    } else {
        LZ4F_decompressOptions_t options{};
        options.stableDst = 1;
        std::size_t written = 0;
        while (written < size) {
            std::size_t room = size - written;
            std::size_t given = payload.size() - read;
            const std::size_t hint = LZ4F_decompress(raw, block.get() + written, &room,
                                                     payload.data() + read, &given, &options);
            if (LZ4F_isError(hint) != 0U || (room == 0 && given == 0)) {
                return fail(corruptBatch("its LZ4 frame cannot be read").error());
            }
            written += room;
            read += given;
        }
    }
    const std::string_view bytes(block.get(), size);
    to.adoptBlock(std::move(block), size);
    return bytes;
}

bool readHeaders(const char *&at, const char *end, std::int64_t count, RecordBuffer &to)
{
    for (std::int64_t i = 0; i < count; ++i) {
        std::int64_t size = 0;
        if (!readVarint(at, end, size) || size < 0 || size > end - at) {
            return false;
        }
        HeaderView header{{at, std::size_t(size)}, std::nullopt};
        at += size;
        if (!readVarint(at, end, size) || size < -1 || size > end - at) {
            return false;
        }
        if (size >= 0) {
            header.value = std::string_view(at, std::size_t(size));
            at += size;
        }
        to.addHeaderView(header);
    }
    return true;
}

// Reads key or value: null, or `size` bytes.
inline bool readBytes(const char *&at, const char *end, const char *&data, std::uint32_t &size)
{
    std::int64_t length = 0;
    if (!readVarint(at, end, length) || length < -1 || length > end - at) {
        return false;
    }
    data = length < 0 ? nullptr : at;
    size = length < 0 ? 0 : std::uint32_t(length);
    at += size;
    return true;
}

} // namespace

void encodeRecordBatch(const RecordRun &run, const BatchEncoding &encoding, std::string &out)
{
    thread_local std::string plain;
    const std::size_t bound = encodedBound(run);
    if (plain.size() < bound) {
        plain.resize(bound);
    }
    const TimeRange times = timesOf(run, encoding);
    char *to = plain.data();
    std::int64_t number = 0;
    for (const RecordView &record : run.records) {
        const EpochMs time = encoding.logTime ? times.base : record.timestamp;
        const std::int64_t delta =
            encoding.keepOffsets ? record.offset - encoding.baseOffset : number++;
        to = writeRecord(to, record, run.headersOf(record), time - times.base, delta);
    }
    const std::string_view records(plain.data(), std::size_t(to - plain.data()));
    out.resize(kBatchHeaderBytes);
    unsigned attributes = encoding.logTime ? kLogAppendTime : 0;
    if (encoding.lz4 && appendCompressed(records, out)) {
        attributes |= kLz4;
    } else {
        out.append(records);
    }
    writeBatchHeader(out, run, encoding, times, attributes);
}

void setBaseOffset(std::string &batch, std::int64_t baseOffset)
{
    putBigEndian(batch.data(), baseOffset);
}

Status decodeRecordBatch(std::string_view batch, std::int64_t from, RecordBuffer &to)
{
    if (batch.size() < kBatchHeaderBytes || batch[kMagicAt] != 2 ||
        std::size_t(getBigEndian<std::int32_t>(batch.data() + kLengthAt)) + 12 != batch.size()) {
        return corruptBatch("its header does not fit");
    }
    if (crc32c(batch.data() + kAttributesAt, batch.size() - kAttributesAt) !=
        getBigEndian<std::uint32_t>(batch.data() + kCrcAt)) {
        return corruptBatch("its checksum does not fit");
    }
    const auto attributes = unsigned(getBigEndian<std::uint16_t>(batch.data() + kAttributesAt));
    const unsigned compression = attributes & kCompressionMask;
    if (compression != 0 && compression != kLz4) {
        return corruptBatch("it is compressed in a way this log never writes");
    }
    WEIR_ASSIGN(const std::string_view bytes,
                adoptRecords(batch.substr(kBatchHeaderBytes), compression == kLz4, to));
    const auto baseOffset = getBigEndian<std::int64_t>(batch.data());
    const auto baseTime = getBigEndian<std::int64_t>(batch.data() + kBaseTimeAt);
    const auto count = getBigEndian<std::int32_t>(batch.data() + kCountAt);
    const bool stampedByLog = (attributes & kLogAppendTime) != 0;
    const char *at = bytes.data();
    const char *end = at + bytes.size();
    to.reserve(std::size_t(std::clamp<std::int64_t>(count, 0, std::int64_t(bytes.size()))));
    for (std::int32_t i = 0; i < count; ++i) {
        RecordView record;
        std::int64_t length = 0;
        std::int64_t timeDelta = 0;
        std::int64_t offsetDelta = 0;
        std::int64_t headers = 0;
        if (!readVarint(at, end, length) || length < 1 || length > end - at) {
            return corruptBatch("a record's length does not fit");
        }
        const char *recordEnd = at + length;
        ++at;
        if (!readVarint(at, recordEnd, timeDelta) || !readVarint(at, recordEnd, offsetDelta) ||
            !readBytes(at, recordEnd, record.keyData, record.keySize) ||
            !readBytes(at, recordEnd, record.valueData, record.valueSize) ||
            !readVarint(at, recordEnd, headers) || headers < 0) {
            return corruptBatch("a record does not fit");
        }
        record.offset = baseOffset + offsetDelta;
        if (record.offset < from) {
            at = recordEnd;
            continue;
        }
        record.timestamp = stampedByLog ? baseTime : baseTime + timeDelta;
        record.stampedByLog = stampedByLog ? 1 : 0;
        if (headers > 0) {
            record.firstHeader = std::uint32_t(to.run().headers.size());
            record.headerCount = std::uint32_t(headers) & 0x7FFFFFFFU;
            if (!readHeaders(at, recordEnd, headers, to)) {
                return corruptBatch("a record's headers do not fit");
            }
        }
        to.addView(record);
        at = recordEnd;
    }
    return {};
}

} // namespace weir::log
