#include "core/state/WindowStore.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace weir::state {

WindowStore::WindowStore(const ValueKind *kind)
    : m_pool(std::make_shared<BlockPool>())
    , m_kind(kind)
{
}

KeyValueStore &WindowStore::table(std::int32_t partition, std::int64_t start)
{
    const WindowKey key{partition, start};
    if (m_last != nullptr && m_lastKey == key) {
        return *m_last;
    }
    std::unique_ptr<KeyValueStore> &table = m_tables[key];
    if (!table) {
        table = std::make_unique<KeyValueStore>(m_pool, m_kind);
    }
    m_lastKey = key;
    m_last = table.get();
    return *table;
}

const KeyValueStore *WindowStore::find(std::int32_t partition, std::int64_t start) const
{
    const auto it = m_tables.find({partition, start});
    return it == m_tables.end() ? nullptr : it->second.get();
}

std::int64_t WindowStore::oldest(std::int32_t partition, std::int64_t none) const
{
    const auto it = m_tables.lower_bound({partition, std::numeric_limits<std::int64_t>::min()});
    return it == m_tables.end() || it->first.first != partition ? none : it->first.second;
}

std::int64_t WindowStore::next(std::int32_t partition, std::int64_t start, std::int64_t none) const
{
    const auto it = m_tables.upper_bound({partition, start});
    return it == m_tables.end() || it->first.first != partition ? none : it->first.second;
}

void WindowStore::drop(std::int32_t partition, std::int64_t start)
{
    if (m_tables.erase({partition, start}) > 0) {
        m_dropped.emplace_back(partition, start);
        m_last = nullptr;
    }
}

std::size_t WindowStore::size() const
{
    std::size_t size = 0;
    for (const auto &[key, table] : m_tables) {
        size += table->size();
    }
    return size;
}

std::size_t WindowStore::bytes() const
{
    constexpr std::size_t kPerWindow = 160;
    std::size_t bytes = 0;
    for (const auto &[key, table] : m_tables) {
        bytes += table->bytes() + kPerWindow;
    }
    return bytes;
}

void WindowStore::scan(std::int64_t from, std::int64_t to, const Visit &visit) const
{
    using Row = std::tuple<std::int64_t, std::string_view, std::int32_t, std::string_view>;
    std::vector<Row> rows;
    for (const auto &entry : m_tables) {
        const auto &window = entry.first;
        if (window.second < from || window.second > to) {
            continue;
        }
        entry.second->scan({}, {}, [&rows, &window](std::string_view key, std::string_view value) {
            rows.emplace_back(window.second, key, window.first, value);
            return true;
        });
    }
    std::sort(rows.begin(), rows.end());
    for (const auto &[start, key, partition, value] : rows) {
        if (!visit(partition, start, key, value)) {
            return;
        }
    }
}

void WindowStore::forEachWindow(
    std::int64_t from, std::int64_t to,
    const std::function<void(std::int64_t, const KeyValueStore &)> &visit) const
{
    for (const auto &[window, table] : m_tables) {
        if (window.second >= from && window.second <= to) {
            visit(window.second, *table);
        }
    }
}

void WindowStore::writeSnapshot(StateWriter &writer) const
{
    writer.putUnsigned(0);
    writer.putUnsigned(m_tables.size());
    for (const auto &[key, table] : m_tables) {
        writer.putSigned(key.first);
        writer.putSigned(key.second);
        table->writeSnapshot(writer);
    }
}

void WindowStore::writeDelta(StateWriter &writer)
{
    writer.putUnsigned(m_dropped.size());
    for (const WindowKey &dropped : m_dropped) {
        writer.putSigned(dropped.first);
        writer.putSigned(dropped.second);
    }
    std::size_t changed = 0;
    for (const auto &[key, table] : m_tables) {
        changed += table->changedSinceCheckpoint() ? 1 : 0;
    }
    writer.putUnsigned(changed);
    for (const auto &[key, table] : m_tables) {
        if (table->changedSinceCheckpoint()) {
            writer.putSigned(key.first);
            writer.putSigned(key.second);
            table->writeDelta(writer);
        }
    }
    m_dropped.clear();
}

void WindowStore::forgetChanges()
{
    for (const auto &[key, table] : m_tables) {
        table->forgetChanges();
    }
    m_dropped.clear();
}

Status WindowStore::read(StateReader &reader)
{
    const auto takeKey = [&reader] {
        const auto partition = static_cast<std::int32_t>(reader.takeSigned());
        return WindowKey{partition, reader.takeSigned()};
    };
    const std::uint64_t dropped = reader.takeUnsigned();
    for (std::uint64_t i = 0; i < dropped && reader.ok(); ++i) {
        const WindowKey key = takeKey();
        drop(key.first, key.second);
    }
    const std::uint64_t changed = reader.takeUnsigned();
    for (std::uint64_t i = 0; i < changed && reader.ok(); ++i) {
        const WindowKey key = takeKey();
        WEIR_TRY(table(key.first, key.second).read(reader));
    }
    m_dropped.clear();
    return reader.check();
}

} // namespace weir::state
