#include "core/state/KeyValueStore.h"

#include <algorithm>
#include <cstring>

namespace weir::state {
namespace {

constexpr std::size_t kFirstBuckets = 8;

/// An empty text may have no bytes at all, which memcpy must not be given.
void copyBytes(std::string_view from, char *to)
{
    if (!from.empty()) {
        std::memcpy(to, from.data(), from.size());
    }
}

std::uint64_t foldMultiply(std::uint64_t a, std::uint64_t b)
{
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

} // namespace

std::uint32_t hashKey(std::string_view key)
{
    constexpr std::uint64_t kFirst = 0x9e3779b97f4a7c15ULL;
    constexpr std::uint64_t kSecond = 0xd1b54a32d192ed03ULL;
    std::uint64_t hash = kFirst ^ key.size();
    const char *at = key.data();
    std::size_t left = key.size();
    while (left >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        hash = foldMultiply(hash ^ word, kSecond);
        at += 8;
        left -= 8;
    }
    if (left > 0) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, left);
        hash = foldMultiply(hash ^ word, kSecond);
    }
    hash = foldMultiply(hash, kFirst);
    return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}

KeyValueStore::KeyValueStore(std::shared_ptr<BlockPool> pool, const ValueKind *kind)
    : m_pool(std::move(pool))
    , m_kind(kind)
    , m_buckets(kFirstBuckets)
    , m_mask(kFirstBuckets - 1)
{
}

KeyValueStore::~KeyValueStore()
{
    for (Entry &entry : m_entries) {
        if (entry.data != nullptr) {
            drop(entry);
        }
    }
}

void KeyValueStore::drop(Entry &entry)
{
    if (m_kind != nullptr) {
        m_outsideBytes -= m_kind->outside(entry.data);
        m_kind->destroy(entry.data);
    }
    const std::size_t size = entry.keySize + std::size_t{entry.valueSize};
    m_pool->release(entry.data, size);
    m_blockBytes -= BlockPool::blockSize(size);
    entry.data = nullptr;
    entry.changed = 0;
}

KeyValueStore::Slot KeyValueStore::find(std::string_view key, std::uint32_t hash) const
{
    for (std::uint32_t at = hash & m_mask;; at = (at + 1) & m_mask) {
        const Bucket &bucket = m_buckets[at];
        if (bucket.slot == kNone) {
            return kNone;
        }
        if (bucket.hash == hash && this->key(bucket.slot) == key) {
            return bucket.slot;
        }
    }
}

std::pair<KeyValueStore::Slot, bool>
KeyValueStore::findOrAdd(std::string_view key, std::uint32_t hash, std::size_t valueSize)
{
    std::uint32_t at = hash & m_mask;
    for (;; at = (at + 1) & m_mask) {
        const Bucket &bucket = m_buckets[at];
        if (bucket.slot == kNone) {
            break;
        }
        if (bucket.hash == hash && this->key(bucket.slot) == key) {
            return {bucket.slot, false};
        }
    }
    Slot slot = 0;
    if (m_freeSlots.empty()) {
        slot = static_cast<Slot>(m_entries.size());
        m_entries.emplace_back();
    } else {
        slot = m_freeSlots.back();
        m_freeSlots.pop_back();
    }
    Entry &entry = m_entries[slot];
    entry.data = m_pool->allocate(key.size() + valueSize);
    entry.keySize = static_cast<std::uint32_t>(key.size());
    entry.valueSize = static_cast<std::uint32_t>(valueSize) & 0x7fffffffU;
    entry.changed = 0;
    std::memset(entry.data, 0, valueSize);
    copyBytes(key, entry.data + keyOffset(valueSize));
    m_buckets[at] = {hash, slot};
    m_blockBytes += BlockPool::blockSize(key.size() + valueSize);
    ++m_size;
    markChanged(slot);
    if (m_size * 4 > m_buckets.size() * 3) {
        grow();
    }
    return {slot, true};
}

void KeyValueStore::grow()
{
    std::vector<Bucket> old(m_buckets.size() * 2);
    old.swap(m_buckets);
    m_mask = static_cast<std::uint32_t>(m_buckets.size() - 1);
    for (const Bucket &bucket : old) {
        if (bucket.slot == kNone) {
            continue;
        }
        std::uint32_t at = bucket.hash & m_mask;
        while (m_buckets[at].slot != kNone) {
            at = (at + 1) & m_mask;
        }
        m_buckets[at] = bucket;
    }
}

void KeyValueStore::markChanged(Slot slot)
{
    Entry &entry = m_entries[slot];
    if (entry.changed == 0) {
        entry.changed = 1;
        m_changed.push_back(slot);
    }
}

std::string_view KeyValueStore::key(Slot slot) const
{
    const Entry &entry = m_entries[slot];
    return {entry.data + keyOffset(entry.valueSize), entry.keySize};
}

std::string_view KeyValueStore::value(Slot slot) const
{
    const Entry &entry = m_entries[slot];
    return {entry.data, entry.valueSize};
}

char *KeyValueStore::change(Slot slot)
{
    markChanged(slot);
    return m_entries[slot].data;
}

void KeyValueStore::assign(Slot slot, std::string_view value)
{
    Entry &entry = m_entries[slot];
    markChanged(slot);
    const std::size_t before = entry.keySize + std::size_t{entry.valueSize};
    const std::size_t after = entry.keySize + value.size();
    if (value.size() == entry.valueSize) {
        copyBytes(value, entry.data);
        return;
    }
    char *data = entry.data;
    if (BlockPool::blockSize(before) != BlockPool::blockSize(after)) {
        data = m_pool->allocate(after);
    }
    // The key may move within its own block, so it goes first.
    std::memmove(data + keyOffset(value.size()), entry.data + keyOffset(entry.valueSize),
                 entry.keySize);
    copyBytes(value, data);
    if (data != entry.data) {
        m_pool->release(entry.data, before);
        m_blockBytes += BlockPool::blockSize(after) - BlockPool::blockSize(before);
        entry.data = data;
    }
    entry.valueSize = static_cast<std::uint32_t>(value.size()) & 0x7fffffffU;
}

void KeyValueStore::erase(Slot slot)
{
    Entry &entry = m_entries[slot];
    const std::string_view gone = key(slot);
    const std::uint32_t hash = hashKey(gone);
    m_erased.emplace_back(gone);
    std::uint32_t hole = hash & m_mask;
    while (m_buckets[hole].slot != slot) {
        hole = (hole + 1) & m_mask;
    }
    // Backward shift: no tombstones in the table, so that probes stay short.
    for (std::uint32_t at = (hole + 1) & m_mask; m_buckets[at].slot != kNone;
         at = (at + 1) & m_mask) {
        const std::uint32_t home = m_buckets[at].hash & m_mask;
        if (((at - home) & m_mask) >= ((at - hole) & m_mask)) {
            m_buckets[hole] = m_buckets[at];
            hole = at;
        }
    }
    m_buckets[hole] = {};
    drop(entry);
    m_freeSlots.push_back(slot);
    --m_size;
}

std::size_t KeyValueStore::bytes() const
{
    return m_outsideBytes + m_blockBytes + m_buckets.size() * sizeof(Bucket) +
           m_entries.capacity() * sizeof(Entry);
}

void KeyValueStore::countOutside(char *value)
{
    m_outsideBytes -= m_kind->outside(value);
    m_kind->countOutside(value);
    m_outsideBytes += m_kind->outside(value);
}

std::vector<KeyValueStore::Slot> KeyValueStore::sortedSlots(std::string_view from,
                                                            std::string_view to) const
{
    std::vector<Slot> slots;
    for (Slot slot = 0; slot < m_entries.size(); ++slot) {
        if (m_entries[slot].data != nullptr && key(slot) >= from &&
            (to.empty() || key(slot) < to)) {
            slots.push_back(slot);
        }
    }
    std::sort(slots.begin(), slots.end(), [this](Slot a, Slot b) { return key(a) < key(b); });
    return slots;
}

void KeyValueStore::scan(std::string_view from, std::string_view to,
                         const std::function<bool(std::string_view, std::string_view)> &visit) const
{
    for (const Slot slot : sortedSlots(from, to)) {
        if (!visit(key(slot), value(slot))) {
            return;
        }
    }
}

void KeyValueStore::writeEntry(StateWriter &writer, const Entry &entry) const
{
    writer.putText({entry.data + keyOffset(entry.valueSize), entry.keySize});
    if (m_kind == nullptr) {
        writer.putText({entry.data, entry.valueSize});
        return;
    }
    std::string saved;
    m_kind->save(entry.data, saved);
    writer.putText(saved);
}

void KeyValueStore::writeSnapshot(StateWriter &writer) const
{
    writer.putUnsigned(0);
    writer.putUnsigned(m_size);
    for (const Entry &entry : m_entries) {
        if (entry.data != nullptr) {
            writeEntry(writer, entry);
        }
    }
}

void KeyValueStore::writeDelta(StateWriter &writer)
{
    writer.putUnsigned(m_erased.size());
    for (const std::string &erased : m_erased) {
        writer.putText(erased);
    }
    // A slot may stand twice in the list when its key was erased and the slot used again.
    std::sort(m_changed.begin(), m_changed.end());
    m_changed.erase(std::unique(m_changed.begin(), m_changed.end()), m_changed.end());
    const auto dead = [this](Slot slot) { return m_entries[slot].data == nullptr; };
    m_changed.erase(std::remove_if(m_changed.begin(), m_changed.end(), dead), m_changed.end());
    writer.putUnsigned(m_changed.size());
    for (const Slot slot : m_changed) {
        writeEntry(writer, m_entries[slot]);
    }
    forgetChanges();
}

void KeyValueStore::forgetChanges()
{
    for (const Slot slot : m_changed) {
        m_entries[slot].changed = 0;
    }
    m_changed.clear();
    m_erased.clear();
}

Status KeyValueStore::read(StateReader &reader)
{
    const std::uint64_t erased = reader.takeUnsigned();
    for (std::uint64_t i = 0; i < erased && reader.ok(); ++i) {
        const std::string_view gone = reader.takeText();
        if (const Slot slot = find(gone, hashKey(gone)); slot != kNone) {
            erase(slot);
        }
    }
    const std::uint64_t put = reader.takeUnsigned();
    for (std::uint64_t i = 0; i < put && reader.ok(); ++i) {
        const std::string_view newKey = reader.takeText();
        const std::string_view newValue = reader.takeText();
        if (reader.ok()) {
            WEIR_TRY(readEntry(newKey, newValue));
        }
    }
    forgetChanges();
    return reader.check();
}

Status KeyValueStore::readEntry(std::string_view key, std::string_view value)
{
    const std::uint32_t hash = hashKey(key);
    if (m_kind == nullptr) {
        assign(findOrAdd(key, hash, value.size()).first, value);
        return {};
    }
    const auto [slot, added] = findOrAdd(key, hash, m_kind->size());
    if (!added) {
        m_outsideBytes -= m_kind->outside(m_entries[slot].data);
        m_kind->destroy(m_entries[slot].data);
        std::memset(m_entries[slot].data, 0, m_kind->size());
    }
    if (!m_kind->load(value, m_entries[slot].data)) {
        return fail(internalError("state.corrupt", "The saved state cannot be read"));
    }
    countOutside(m_entries[slot].data);
    return {};
}

} // namespace weir::state
