#pragma once

#include "core/base/Result.h"
#include "core/state/BlockPool.h"
#include "core/state/StateBytes.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace weir::state {

/// Returns the hash of a state key; the same in every process and on every machine.
std::uint32_t hashKey(std::string_view key);

/// How values that are not plain bytes are saved and dropped (accumulators with memory of their
/// own). Outlives every store that uses it.
class ValueKind {
public:
    virtual ~ValueKind() = default;
    /// Returns the size of every value in the table.
    virtual std::size_t size() const = 0;
    /// Appends the value in a form that holds between versions.
    virtual void save(const char *value, std::string &out) const = 0;
    /// Makes a value of saved bytes in `size()` zero bytes; false when they are damaged.
    virtual bool load(std::string_view bytes, char *value) const = 0;
    /// Gives back what the value holds outside the table.
    virtual void destroy(char *value) const = 0;
    /// Counts the bytes that the value holds outside the table and keeps the figure in the value.
    virtual void countOutside(char *) const {}
    /// Returns that figure, as it was counted last.
    virtual std::size_t outside(const char *) const { return 0; }
};

/// Keys and values as bytes in an open-addressing table (linear probing over 8-byte buckets). It
/// knows which keys changed since the last checkpoint, so that a checkpoint writes only those. One
/// thread. Slots stay valid until their key is erased; views and pointers until the next change of
/// that key.
class KeyValueStore {
public:
    using Slot = std::uint32_t;
    static constexpr Slot kNone = 0xffffffffU;

    /// Makes a store of plain values, or of values of a kind.
    explicit KeyValueStore(const ValueKind *kind = nullptr)
        : KeyValueStore(std::make_shared<BlockPool>(), kind)
    {
    }
    /// Shares a pool with other stores of the same thread.
    KeyValueStore(std::shared_ptr<BlockPool> pool, const ValueKind *kind);
    KeyValueStore(const KeyValueStore &) = delete;
    KeyValueStore &operator=(const KeyValueStore &) = delete;
    ~KeyValueStore();

    /// Returns the slot of a key or kNone.
    Slot find(std::string_view key, std::uint32_t hash) const;
    /// Returns the slot of a key and whether it is new; a new value is `valueSize` zero bytes,
    /// which the caller of a store with a ValueKind makes a value of at once.
    std::pair<Slot, bool> findOrAdd(std::string_view key, std::uint32_t hash,
                                    std::size_t valueSize);
    /// Asks the processor for the bucket of a key that will be looked up soon.
    void prefetch(std::uint32_t hash) const
    {
        __builtin_prefetch(m_buckets.data() + (hash & m_mask));
    }

    std::string_view key(Slot slot) const;
    std::string_view value(Slot slot) const;
    /// Returns the value for writing in place, aligned to 8, and counts its key as changed.
    char *change(Slot slot);
    /// Replaces a plain value by another of any size.
    void assign(Slot slot, std::string_view value);
    void erase(Slot slot);
    /// Takes into bytes() what a value of this store holds outside it now.
    void countOutside(char *value);

    std::size_t size() const { return m_size; }
    /// Returns the bytes that keys, values and tables take (blocks rounded up), and what values of
    /// a kind hold outside as it was last counted.
    std::size_t bytes() const;
    bool changedSinceCheckpoint() const { return !m_changed.empty() || !m_erased.empty(); }

    /// Calls `visit(key, value)` in order of key bytes for from <= key < to (an empty `to` has no
    /// end) until it returns false. The store must not change meanwhile.
    void scan(std::string_view from, std::string_view to,
              const std::function<bool(std::string_view, std::string_view)> &visit) const;

    /// Returns the slots of from <= key < to (an empty `to` has no end) in order of key bytes.
    std::vector<Slot> sortedSlots(std::string_view from, std::string_view to) const;

    /// Writes all entries.
    void writeSnapshot(StateWriter &writer) const;
    /// Writes what changed since the last call, and forgets that it changed.
    void writeDelta(StateWriter &writer);
    /// Forgets what changed: a snapshot was taken.
    void forgetChanges();
    /// Applies a snapshot (to an empty store) or a delta. `state.corrupt`.
    Status read(StateReader &reader);

private:
    struct Bucket {
        std::uint32_t hash = 0;
        Slot slot = kNone;
    };
    struct Entry {
        char *data = nullptr; ///< value, then key; null: a free slot
        std::uint32_t keySize = 0;
        std::uint32_t valueSize : 31;
        std::uint32_t changed : 1;
    };

    static std::size_t keyOffset(std::size_t valueSize) { return valueSize; }
    void grow();
    void markChanged(Slot slot);
    void writeEntry(StateWriter &writer, const Entry &entry) const;
    void drop(Entry &entry);
    Status readEntry(std::string_view key, std::string_view value);

    std::shared_ptr<BlockPool> m_pool;
    const ValueKind *m_kind;
    std::vector<Bucket> m_buckets;
    std::uint32_t m_mask = 0;
    std::vector<Entry> m_entries;
    std::vector<Slot> m_freeSlots;
    std::vector<Slot> m_changed;
    std::vector<std::string> m_erased;
    std::size_t m_size = 0;
    std::size_t m_blockBytes = 0;
    std::size_t m_outsideBytes = 0;
};

} // namespace weir::state
