#pragma once

#include "core/exec/GroupLayout.h"
#include "core/exec/Operator.h"
#include "core/exec/StreamTimes.h"
#include "core/state/OrderedStore.h"

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace weir::exec {

/// A group outside any store: sessions come and go with every row.
class LooseGroup {
public:
    explicit LooseGroup(const GroupLayout &layout);
    LooseGroup(const LooseGroup &) = delete;
    LooseGroup &operator=(const LooseGroup &) = delete;
    ~LooseGroup();

    char *data() { return reinterpret_cast<char *>(m_words.data()); }
    void load(std::string_view saved);

private:
    const GroupLayout &m_layout;
    std::vector<std::int64_t> m_words;
};

/// A session of one key. Times in ms.
struct Session {
    std::int64_t start = 0;
    std::int64_t end = 0;
    std::string saved; ///< the group as GroupLayout writes it
};

/// Sessions by (key with its partition in front, start): one entry a session. Those of one key are
/// more than the gap apart.
class SessionState final : public OperatorState {
public:
    static constexpr std::int64_t kFirstTime = std::numeric_limits<std::int64_t>::min();
    static constexpr std::int64_t kLastTime = std::numeric_limits<std::int64_t>::max();

    /// `byEnd`: sessions are also found by their end, for EMIT FINAL.
    explicit SessionState(bool byEnd)
        : m_byEnd(byEnd)
    {
    }

    std::size_t bytes() const override { return m_entries.bytes() + m_endBytes; }
    std::size_t rows() const override { return m_entries.size(); }
    std::optional<std::int64_t> streamTime() const override { return times.newest(); }
    void writeSnapshot(state::StateWriter &writer) const override;
    void writeDelta(state::StateWriter &writer) override;
    void forgetChanges() override { m_entries.forgetChanges(); }
    Status read(state::StateReader &reader) override;

    /// Returns the sessions of a key that are at most the gap away from a time, by start.
    std::vector<Session> near(std::string_view key, std::int64_t time, std::int64_t gap) const;
    /// Adds a session, or replaces the one of the same key and start.
    void put(std::string_view key, const Session &session);
    void erase(std::string_view key, std::int64_t start);
    /// Drops those of a key whose end and gap lie before `close`: no row can reach them any more.
    /// They are its oldest.
    void dropClosed(std::string_view key, std::int64_t gap, std::int64_t close);
    /// Drops those of all keys that end before what `closed` says of their partition.
    template <class Closed> void dropAllClosed(std::int64_t gap, Closed &&closed)
    {
        Places gone;
        m_entries.forEach({}, {}, [&](std::string_view place, std::string_view value) {
            std::string_view rest = place;
            const std::int32_t partition = partitionOf(state::takeCounted(rest));
            const std::int64_t end = state::takeSortable(value);
            if (end + gap < closed(partition)) {
                gone.emplace_back(place, end);
            }
            return true;
        });
        drop(gone);
    }
    /// Takes out the session of a partition that ended first, if it ended before `time`; ties by
    /// start, then by key.
    std::optional<std::pair<std::string, Session>> takeEnded(std::int32_t partition,
                                                             std::int64_t time);

    /// Calls `visit(key, session)` for the sessions of a key, or of all keys if it is empty.
    template <class Visit> void forEach(std::string_view key, Visit &&visit) const
    {
        m_entries.forEach(key.empty() ? std::string() : placeOf(key, kFirstTime),
                          key.empty() ? std::string() : placeOf(key, kLastTime),
                          [&visit](std::string_view place, std::string_view value) {
                              const Session session = sessionAt(place, value, true);
                              visit(state::takeCounted(place), session);
                              return true;
                          });
    }

    StreamTimes times;
    StreamTimes dropped; ///< by partition: end of the newest session that is no longer held
    /// Stream time of the last look for sessions that nobody can reach any more.
    std::int64_t swept = kFirstTime;

private:
    using Ends = std::set<std::tuple<std::int64_t, std::int64_t, std::string>>;
    using Places = std::vector<std::pair<std::string, std::int64_t>>; ///< with the session's end

    static std::string placeOf(std::string_view key, std::int64_t start);
    static std::int32_t partitionOf(std::string_view key);
    static Session sessionAt(std::string_view place, std::string_view value, bool withGroup);
    void writeFigures(state::StateWriter &writer) const;
    void drop(const Places &places);
    void noteEnd(std::string_view key, std::int64_t start, std::int64_t end, bool there);
    void index();

    state::OrderedStore m_entries; ///< end, then the group
    bool m_byEnd;
    bool m_indexed = false;
    std::map<std::int32_t, Ends> m_ends;
    std::size_t m_endBytes = 0;
};

} // namespace weir::exec
