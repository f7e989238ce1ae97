#pragma once

#include "core/base/Result.h"
#include "core/state/KeyValueStore.h"
#include "core/state/StateBytes.h"

#include <absl/container/btree_set.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace weir::state {

/// Plain values by key, visited in order of key bytes from any place on: lists of a key as one
/// entry an element, so that a change costs the logarithm of all entries and not the length of its
/// list. Checkpoints hold the entries that changed. One thread.
class OrderedStore {
public:
    OrderedStore();

    /// Adds an entry or replaces its value.
    void put(std::string_view key, std::string_view value);
    /// Returns whether there was one.
    bool erase(std::string_view key);
    /// Erases from <= key < to; returns how many there were.
    std::size_t eraseRange(std::string_view from, std::string_view to);
    bool contains(std::string_view key) const;

    /// Calls `visit(key, value)` in order for from <= key < to (an empty `to` has no end) until it
    /// returns false. The store must not change meanwhile.
    template <class Visit>
    void forEach(std::string_view from, std::string_view to, Visit &&visit) const
    {
        const Index &index = this->index();
        for (auto at = index.lower_bound(from); at != index.end(); ++at) {
            const std::string_view key = m_store.key(*at);
            if ((!to.empty() && key >= to) || !visit(key, m_store.value(*at))) {
                return;
            }
        }
    }
    /// The same from the last of from <= key < to backwards.
    template <class Visit>
    void forEachBackwards(std::string_view from, std::string_view to, Visit &&visit) const
    {
        const Index &index = this->index();
        auto at = to.empty() ? index.end() : index.lower_bound(to);
        while (at != index.begin()) {
            --at;
            const std::string_view key = m_store.key(*at);
            if (key < from || !visit(key, m_store.value(*at))) {
                return;
            }
        }
    }

    std::size_t size() const { return m_store.size(); }
    std::size_t bytes() const;

    void writeSnapshot(StateWriter &writer) const { m_store.writeSnapshot(writer); }
    void writeDelta(StateWriter &writer) { m_store.writeDelta(writer); }
    void forgetChanges() { m_store.forgetChanges(); }
    /// Applies a snapshot (to an empty store) or a delta. `state.corrupt`.
    Status read(StateReader &reader);

private:
    struct ByKey {
        using is_transparent = void;
        using Slot = KeyValueStore::Slot;

        bool operator()(Slot a, Slot b) const { return store->key(a) < store->key(b); }
        bool operator()(Slot a, std::string_view b) const { return store->key(a) < b; }
        bool operator()(std::string_view a, Slot b) const { return a < store->key(b); }

        const KeyValueStore *store;
    };
    using Index = absl::btree_set<KeyValueStore::Slot, ByKey>;

    const Index &index() const;

    KeyValueStore m_store;
    /// Made anew when it is needed after a read: a restore reads many deltas one after the other.
    mutable Index m_index;
    mutable bool m_indexed = true;
};

/// Appends a number so that bytes are ordered as the numbers are.
void appendSortable(std::int64_t number, std::string &out);
/// Reads it back and drops it from the front; `bytes` holds at least 8.
std::int64_t takeSortable(std::string_view &bytes);

/// Appends a text behind its length (4 bytes), so that no entry of one key stands between those of
/// another.
void appendCounted(std::string_view text, std::string &out);
/// Reads it back and drops it from the front.
std::string_view takeCounted(std::string_view &bytes);

} // namespace weir::state
