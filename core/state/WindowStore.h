#pragma once

#include "core/base/Result.h"
#include "core/state/KeyValueStore.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

namespace weir::state {

/// One table per open window and partition; a closed window leaves as a whole. One thread.
class WindowStore {
public:
    explicit WindowStore(const ValueKind *kind = nullptr);

    /// Returns the table of a window for writing, made if there is none. Valid until the window is
    /// dropped or a checkpoint is written.
    KeyValueStore &table(std::int32_t partition, std::int64_t start);
    /// Returns the table of a window, or null.
    const KeyValueStore *find(std::int32_t partition, std::int64_t start) const;
    /// Returns the start of the oldest window of a partition; `none` when it holds none.
    std::int64_t oldest(std::int32_t partition, std::int64_t none) const;
    /// Returns the start of the next window of a partition that starts after `start`, or `none`.
    std::int64_t next(std::int32_t partition, std::int64_t start, std::int64_t none) const;
    void drop(std::int32_t partition, std::int64_t start);

    /// Returns the number of windows held.
    std::size_t windows() const { return m_tables.size(); }
    /// Returns the number of keys in all windows. Like bytes(), a delta and forgetChanges() it
    /// costs the windows that were written since the last checkpoint, not all that are open.
    std::size_t size() const;
    std::size_t bytes() const;

    /// Calls `visit(partition, start, key, value)` in order of (start, key bytes) for
    /// from <= start <= to, until it returns false.
    using Visit =
        std::function<bool(std::int32_t, std::int64_t, std::string_view, std::string_view)>;
    void scan(std::int64_t from, std::int64_t to, const Visit &visit) const;

    /// Calls `visit(start, table)` for the windows with from <= start <= to, by partition, then
    /// start.
    void forEachWindow(std::int64_t from, std::int64_t to,
                       const std::function<void(std::int64_t, const KeyValueStore &)> &visit) const;

    void writeSnapshot(StateWriter &writer) const;
    void writeDelta(StateWriter &writer);
    void forgetChanges();
    /// Applies a snapshot (to an empty store) or a delta. `state.corrupt`.
    Status read(StateReader &reader);

private:
    using WindowKey = std::pair<std::int32_t, std::int64_t>;

    struct Figures {
        std::size_t size = 0;
        std::size_t bytes = 0;
    };
    struct Window {
        std::unique_ptr<KeyValueStore> table;
        bool written = false; ///< since the last checkpoint; then its figures are not in m_settled
    };

    static Figures figuresOf(const KeyValueStore &table) { return {table.size(), table.bytes()}; }
    /// Takes a window's figures into or out of m_settled.
    void settle(const KeyValueStore &table);
    void unsettle(const KeyValueStore &table);
    /// A checkpoint knows all: nothing counts as written any more.
    void settleWritten();
    Figures figures() const;

    std::shared_ptr<BlockPool> m_pool;
    const ValueKind *m_kind;
    std::map<WindowKey, Window> m_tables;
    std::set<WindowKey> m_written;
    std::vector<WindowKey> m_dropped;
    Figures m_settled; ///< of the windows that are not in m_written
    WindowKey m_lastKey{-1, 0};
    KeyValueStore *m_last = nullptr;
};

} // namespace weir::state
