#include "core/types/RecordBuffer.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace weir {

namespace {

constexpr std::size_t kFirstBlock = 16 * 1024;
constexpr std::size_t kLargestBlock = 1024 * 1024;

} // namespace

RecordBuffer::RecordBuffer(RecordBuffer &&other) noexcept
{
    *this = std::move(other);
}

RecordBuffer &RecordBuffer::operator=(RecordBuffer &&other) noexcept
{
    m_records = std::exchange(other.m_records, {});
    m_headers = std::exchange(other.m_headers, {});
    m_blocks = std::exchange(other.m_blocks, {});
    m_next = std::exchange(other.m_next, nullptr);
    m_end = std::exchange(other.m_end, nullptr);
    m_bytes = std::exchange(other.m_bytes, 0);
    return *this;
}

char *RecordBuffer::reserveBytes(std::size_t size)
{
    if (m_next == nullptr || std::size_t(m_end - m_next) < size) {
        const std::size_t grown =
            m_blocks.empty() ? kFirstBlock : std::min(kLargestBlock, 2 * m_blocks.back().size);
        const std::size_t blockSize = std::max(grown, size + kReadablePadding);
        // Not value-initialised: the bytes are written by the caller, only the padding is cleared.
        m_blocks.push_back({std::unique_ptr<char[]>(new char[blockSize]), blockSize});
        m_next = m_blocks.back().data.get();
        m_end = m_next + (blockSize - kReadablePadding);
        std::memset(m_end, 0, kReadablePadding);
    }
    return m_next;
}

void RecordBuffer::commitBytes(std::size_t size)
{
    m_next += size;
    m_bytes += size;
}

const char *RecordBuffer::copyBytes(std::string_view bytes)
{
    char *to = reserveBytes(bytes.size());
    if (!bytes.empty()) {
        std::memcpy(to, bytes.data(), bytes.size());
    }
    commitBytes(bytes.size());
    return to;
}

void RecordBuffer::adoptBlock(std::unique_ptr<char[]> block, std::size_t size)
{
    m_bytes += size;
    m_blocks.push_back({std::move(block), size});
    m_next = nullptr;
    m_end = nullptr;
}

std::uint32_t RecordBuffer::addHeaderView(const HeaderView &header)
{
    m_headers.push_back(header);
    return std::uint32_t(m_headers.size() - 1);
}

void RecordBuffer::add(EpochMs timestamp, std::optional<std::string_view> key,
                       std::optional<std::string_view> value, std::span<const HeaderView> headers)
{
    RecordView record;
    record.offset = std::int64_t(m_records.size());
    record.timestamp = timestamp;
    if (key) {
        record.keyData = copyBytes(*key);
        record.keySize = std::uint32_t(key->size());
    }
    if (value) {
        record.valueData = copyBytes(*value);
        record.valueSize = std::uint32_t(value->size());
    }
    record.firstHeader = std::uint32_t(m_headers.size());
    record.headerCount = std::uint32_t(headers.size()) & 0x7FFFFFFFU;
    for (const HeaderView &header : headers) {
        HeaderView copy{{copyBytes(header.key), header.key.size()}, std::nullopt};
        if (header.value) {
            copy.value = std::string_view(copyBytes(*header.value), header.value->size());
        }
        m_headers.push_back(copy);
    }
    m_records.push_back(record);
}

void RecordBuffer::add(const RecordView &record, const RecordRun &run)
{
    using Bytes = std::optional<std::string_view>;
    add(record.timestamp, record.hasKey() ? Bytes(record.key()) : std::nullopt,
        record.hasValue() ? Bytes(record.value()) : std::nullopt, run.headersOf(record));
    m_records.back().offset = record.offset;
    m_records.back().stampedByLog = record.stampedByLog;
}

void RecordBuffer::clear()
{
    m_records.clear();
    m_headers.clear();
    m_bytes = 0;
    if (!m_blocks.empty()) {
        const auto largest =
            std::max_element(m_blocks.begin(), m_blocks.end(),
                             [](const Block &a, const Block &b) { return a.size < b.size; });
        std::iter_swap(m_blocks.begin(), largest);
        m_blocks.resize(1);
        m_next = m_blocks.front().data.get();
        m_end = m_next + (m_blocks.front().size - kReadablePadding);
    }
}

void RecordBuffer::poison()
{
    for (const Block &block : m_blocks) {
        std::memset(block.data.get(), 0xDD, block.size);
    }
}

} // namespace weir
