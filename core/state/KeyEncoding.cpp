#include "core/state/KeyEncoding.h"

#include "core/base/BigEndian.h"
#include "core/state/CellBytes.h"

#include <cstring>

namespace weir::state {
namespace {

constexpr std::size_t kPartitionBytes = 4;

/// Writes and steps behind what was written.
template <class T> char *putKeyBigEndian(char *at, T bits)
{
    putBigEndian(at, bits);
    return at + sizeof bits;
}

bool isFixedKey(TypeKind kind)
{
    return kind == TypeKind::Integer || kind == TypeKind::Date || kind == TypeKind::Time ||
           kind == TypeKind::Bigint || kind == TypeKind::Timestamp;
}

template <class T, class U>
void encodeFixedKeys(const Column &column, const Selection &rows, const std::int32_t *partitions,
                     Arena &arena, std::vector<std::string_view> &keys)
{
    constexpr std::size_t kMost = kPartitionBytes + 1 + sizeof(U);
    char *const begin = arena.allocate(kMost * rows.size() + 1);
    char *at = begin;
    rows.forEach([&](std::uint32_t row) {
        char *const start = at;
        if (partitions != nullptr) {
            at = putKeyBigEndian(at, static_cast<std::uint32_t>(partitions[row]));
        }
        const bool null = column.isNull(row);
        *at++ = null ? 0 : 1;
        if (!null) {
            constexpr U kSign = U{1} << (sizeof(U) * 8 - 1);
            at = putKeyBigEndian(at, static_cast<U>(static_cast<U>(column.get<T>(row)) ^ kSign));
        }
        keys.emplace_back(start, at - start);
    });
}

/// A single text needs no end mark: the key ends with it.
void encodeTextKeys(const Column &column, const Selection &rows, const std::int32_t *partitions,
                    Arena &arena, std::vector<std::string_view> &keys)
{
    rows.forEach([&](std::uint32_t row) {
        const bool null = column.isNull(row);
        const std::string_view text = null ? std::string_view() : column.get<std::string_view>(row);
        char *const start = arena.allocate(kPartitionBytes + 1 + text.size());
        char *at = start;
        if (partitions != nullptr) {
            at = putKeyBigEndian(at, static_cast<std::uint32_t>(partitions[row]));
        }
        *at++ = null ? 0 : 1;
        if (!text.empty()) {
            std::memcpy(at, text.data(), text.size());
        }
        keys.emplace_back(start, static_cast<std::size_t>(at - start) + text.size());
    });
}

} // namespace

void KeyEncoding::encode(std::span<const Column *const> columns, const Selection &rows,
                         const std::int32_t *partitions, Arena &arena,
                         std::vector<std::string_view> &keys) const
{
    keys.reserve(keys.size() + rows.size());
    if (m_types.size() == 1) {
        const TypeKind kind = m_types[0].kind();
        if (kind == TypeKind::String || kind == TypeKind::Bytes) {
            return encodeTextKeys(*columns[0], rows, partitions, arena, keys);
        }
        if (kind == TypeKind::Bigint || kind == TypeKind::Timestamp) {
            return encodeFixedKeys<std::int64_t, std::uint64_t>(*columns[0], rows, partitions,
                                                                arena, keys);
        }
        if (isFixedKey(kind)) {
            return encodeFixedKeys<std::int32_t, std::uint32_t>(*columns[0], rows, partitions,
                                                                arena, keys);
        }
    }
    std::string key;
    rows.forEach([&](std::uint32_t row) {
        key.clear();
        if (partitions != nullptr) {
            key.resize(kPartitionBytes);
            putKeyBigEndian(key.data(), static_cast<std::uint32_t>(partitions[row]));
        }
        for (const Column *column : columns) {
            appendCell(*column, row, key);
        }
        keys.push_back(arena.copy(key));
    });
}

bool KeyEncoding::decode(std::string_view key, bool withPartition, std::span<Column *const> columns,
                         std::size_t row, Arena &arena) const
{
    const std::size_t prefix = withPartition ? kPartitionBytes : 0;
    if (key.size() < prefix) {
        return false;
    }
    key.remove_prefix(prefix);
    if (m_types.size() == 1 &&
        (m_types[0].is(TypeKind::String) || m_types[0].is(TypeKind::Bytes))) {
        if (key.empty() || key.front() == 0) {
            columns[0]->setNull(row);
        } else {
            columns[0]->set(row, arena.copy(key.substr(1)));
        }
        return !key.empty();
    }
    for (Column *column : columns) {
        if (!takeCell(key, *column, row, arena)) {
            return false;
        }
    }
    return key.empty();
}

} // namespace weir::state
