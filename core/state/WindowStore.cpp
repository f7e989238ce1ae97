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
    Window &window = m_tables[key];
    if (!window.table) {
        window.table = std::make_unique<KeyValueStore>(m_pool, m_kind);
    } else if (!window.written) {
        unsettle(*window.table);
    }
    if (!window.written) {
        window.written = true;
        m_written.insert(key);
    }
    m_lastKey = key;
    m_last = window.table.get();
    return *window.table;
}

const KeyValueStore *WindowStore::find(std::int32_t partition, std::int64_t start) const
{
    const auto it = m_tables.find({partition, start});
    return it == m_tables.end() ? nullptr : it->second.table.get();
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
    const WindowKey key{partition, start};
    const auto it = m_tables.find(key);
    if (it == m_tables.end()) {
        return;
    }
    if (it->second.written) {
        m_written.erase(key);
    } else {
        unsettle(*it->second.table);
    }
    m_tables.erase(it);
    m_dropped.push_back(key);
    m_last = nullptr;
}

void WindowStore::settle(const KeyValueStore &table)
{
    const Figures own = figuresOf(table);
    m_settled.size += own.size;
    m_settled.bytes += own.bytes;
}

void WindowStore::unsettle(const KeyValueStore &table)
{
    const Figures own = figuresOf(table);
    m_settled.size -= own.size;
    m_settled.bytes -= own.bytes;
}

void WindowStore::settleWritten()
{
    for (const WindowKey &key : m_written) {
        Window &window = m_tables.at(key);
        window.written = false;
        settle(*window.table);
    }
    m_written.clear();
    m_dropped.clear();
    m_last = nullptr;
}

WindowStore::Figures WindowStore::figures() const
{
    Figures figures = m_settled;
    for (const WindowKey &key : m_written) {
        const Figures own = figuresOf(*m_tables.at(key).table);
        figures.size += own.size;
        figures.bytes += own.bytes;
    }
    return figures;
}

std::size_t WindowStore::size() const
{
    return figures().size;
}

std::size_t WindowStore::bytes() const
{
    constexpr std::size_t kPerWindow = 160;
    return figures().bytes + m_tables.size() * kPerWindow;
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
        entry.second.table->scan({}, {},
                                 [&rows, &window](std::string_view key, std::string_view value) {
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
    for (const auto &[key, window] : m_tables) {
        if (key.second >= from && key.second <= to) {
            visit(key.second, *window.table);
        }
    }
}

void WindowStore::writeSnapshot(StateWriter &writer) const
{
    writer.putUnsigned(0);
    writer.putUnsigned(m_tables.size());
    for (const auto &[key, window] : m_tables) {
        writer.putSigned(key.first);
        writer.putSigned(key.second);
        window.table->writeSnapshot(writer);
    }
}

void WindowStore::writeDelta(StateWriter &writer)
{
    writer.putUnsigned(m_dropped.size());
    for (const WindowKey &dropped : m_dropped) {
        writer.putSigned(dropped.first);
        writer.putSigned(dropped.second);
    }
    std::vector<WindowKey> changed;
    for (const WindowKey &key : m_written) {
        if (m_tables.at(key).table->changedSinceCheckpoint()) {
            changed.push_back(key);
        }
    }
    writer.putUnsigned(changed.size());
    for (const WindowKey &key : changed) {
        writer.putSigned(key.first);
        writer.putSigned(key.second);
        m_tables.at(key).table->writeDelta(writer);
    }
    settleWritten();
}

void WindowStore::forgetChanges()
{
    for (const WindowKey &key : m_written) {
        m_tables.at(key).table->forgetChanges();
    }
    settleWritten();
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
    settleWritten();
    return reader.check();
}

} // namespace weir::state
