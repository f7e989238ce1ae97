#pragma once

#include "core/types/Record.h"

#include <memory>
#include <vector>

namespace weir {

/// Bytes that may be read, never written, behind every value: parsers load whole vectors.
inline constexpr std::size_t kReadablePadding = 64;

/// Records together with the memory behind them: bytes go into large blocks that never move, so
/// views stay valid until clear() or destruction. One thread. No allocation per record.
class RecordBuffer {
public:
    RecordBuffer() = default;
    RecordBuffer(RecordBuffer &&other) noexcept;
    RecordBuffer &operator=(RecordBuffer &&other) noexcept;
    ~RecordBuffer() = default;

    /// Adds a record, copying key, value and headers. Its offset is the number of records before it
    /// until a log gives it another.
    void add(EpochMs timestamp, std::optional<std::string_view> key,
             std::optional<std::string_view> value, std::span<const HeaderView> headers = {});
    /// Adds a copy of a record of `run`, with its offset, timestamp and headers.
    void add(const RecordView &record, const RecordRun &run);
    /// Adds a record whose views point into memory of this buffer (copyBytes, adoptBlock).
    void addView(const RecordView &record) { m_records.push_back(record); }
    /// Adds a header whose views point into memory of this buffer; returns its index.
    std::uint32_t addHeaderView(const HeaderView &header);

    /// Copies bytes into the buffer and returns where they are, never null.
    const char *copyBytes(std::string_view bytes);
    /// Returns room for `size` bytes that the next commitBytes() makes part of the buffer.
    char *reserveBytes(std::size_t size);
    /// Keeps the first `size` bytes of the last reserveBytes().
    void commitBytes(std::size_t size);
    /// Takes over a block; its last kReadablePadding bytes must be readable and hold no record.
    void adoptBlock(std::unique_ptr<char[]> block, std::size_t size);

    RecordRun run() const { return {m_records, m_headers}; }
    std::span<RecordView> records() { return m_records; }
    std::size_t size() const { return m_records.size(); }
    bool empty() const { return m_records.empty(); }
    /// Returns the bytes held for records of this buffer (keys, values, headers; not the arrays).
    std::size_t bytes() const { return m_bytes; }
    /// Drops all records; keeps one block for reuse.
    void clear();
    /// Makes room for `count` further records.
    void reserve(std::size_t count) { m_records.reserve(m_records.size() + count); }
    /// Overwrites all bytes, so that a view that outlived its owner shows (debug builds).
    void poison();

private:
    struct Block {
        std::unique_ptr<char[]> data;
        std::size_t size = 0;
    };

    std::vector<RecordView> m_records;
    std::vector<HeaderView> m_headers;
    std::vector<Block> m_blocks;
    char *m_next = nullptr;
    char *m_end = nullptr;
    std::size_t m_bytes = 0;
};

} // namespace weir
