#include "core/state/OrderedStore.h"

#include "core/base/BigEndian.h"

namespace weir::state {

namespace {

/// What the index takes for an entry: a slot, its share of a node that is three quarters full.
constexpr std::size_t kIndexBytes = 8;

} // namespace

OrderedStore::OrderedStore()
    : m_index(ByKey{&m_store})
{
}

void OrderedStore::put(std::string_view key, std::string_view value)
{
    const auto [slot, added] = m_store.findOrAdd(key, hashKey(key), value.size());
    m_store.assign(slot, value);
    if (added && m_indexed) {
        m_index.insert(slot);
    }
}

bool OrderedStore::erase(std::string_view key)
{
    const auto slot = m_store.find(key, hashKey(key));
    if (slot == KeyValueStore::kNone) {
        return false;
    }
    if (m_indexed) {
        m_index.erase(slot);
    }
    m_store.erase(slot);
    return true;
}

std::size_t OrderedStore::eraseRange(std::string_view from, std::string_view to)
{
    std::vector<KeyValueStore::Slot> slots;
    const Index &all = index();
    const auto end = to.empty() ? all.end() : all.lower_bound(to);
    for (auto at = all.lower_bound(from); at != end; ++at) {
        slots.push_back(*at);
    }
    // Out of the index first: it looks at the keys.
    for (const KeyValueStore::Slot slot : slots) {
        m_index.erase(slot);
    }
    for (const KeyValueStore::Slot slot : slots) {
        m_store.erase(slot);
    }
    return slots.size();
}

bool OrderedStore::contains(std::string_view key) const
{
    return m_store.find(key, hashKey(key)) != KeyValueStore::kNone;
}

std::size_t OrderedStore::bytes() const
{
    return m_store.bytes() + m_store.size() * kIndexBytes;
}

Status OrderedStore::read(StateReader &reader)
{
    m_index.clear();
    m_indexed = false;
    return m_store.read(reader);
}

const OrderedStore::Index &OrderedStore::index() const
{
    if (!m_indexed) {
        for (const KeyValueStore::Slot slot : m_store.sortedSlots({}, {})) {
            m_index.insert(m_index.end(), slot);
        }
        m_indexed = true;
    }
    return m_index;
}

void appendSortable(std::int64_t number, std::string &out)
{
    // With the sign turned round negative numbers stand before the others.
    out += bigEndianBytes(static_cast<std::uint64_t>(number) ^ (1ULL << 63U));
}

std::int64_t takeSortable(std::string_view &bytes)
{
    const auto bits = getBigEndian<std::uint64_t>(bytes.data());
    bytes.remove_prefix(sizeof bits);
    return static_cast<std::int64_t>(bits ^ (1ULL << 63U));
}

void appendCounted(std::string_view text, std::string &out)
{
    out += bigEndianBytes(static_cast<std::uint32_t>(text.size()));
    out += text;
}

std::string_view takeCounted(std::string_view &bytes)
{
    const std::size_t size = getBigEndian<std::uint32_t>(bytes.data());
    const std::string_view text = bytes.substr(sizeof(std::uint32_t), size);
    bytes.remove_prefix(sizeof(std::uint32_t) + text.size());
    return text;
}

} // namespace weir::state
