#pragma once

#include "core/exec/GroupLayout.h"
#include "core/exec/Operator.h"
#include "core/exec/StreamTimes.h"
#include "core/state/KeyValueStore.h"

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

/// A session of one key.
struct Session {
    std::int64_t start = 0;
    std::int64_t end = 0;
    std::string saved; ///< the group as GroupLayout writes it
};

/// By key, with its partition in front: its sessions, by start.
class SessionState final : public OperatorState {
public:
    /// `byEnd`: sessions are also found by their end, for EMIT FINAL.
    explicit SessionState(bool byEnd)
        : m_byEnd(byEnd)
    {
    }

    std::size_t bytes() const override;
    std::size_t rows() const override { return m_keys.size(); }
    void writeSnapshot(state::StateWriter &writer) const override;
    void writeDelta(state::StateWriter &writer) override;
    void forgetChanges() override { m_keys.forgetChanges(); }
    Status read(state::StateReader &reader) override;

    std::vector<Session> sessions(std::string_view key) const;
    void put(std::string_view key, const std::vector<Session> &sessions);
    std::vector<std::string> keys() const;
    static std::int32_t partitionOf(std::string_view key);

    /// Takes out the session of a partition that ended first, if it ended before `time`; ties by
    /// start, then by key.
    std::optional<std::pair<std::string, Session>> takeEnded(std::int32_t partition,
                                                             std::int64_t time);

    StreamTimes times;
    /// Stream time of the last look for sessions that nobody can reach any more.
    std::int64_t swept = std::numeric_limits<std::int64_t>::min();

private:
    using Ends = std::set<std::tuple<std::int64_t, std::int64_t, std::string>>;

    void index();

    state::KeyValueStore m_keys;
    bool m_byEnd;
    bool m_indexed = false;
    std::map<std::int32_t, Ends> m_ends;
    std::size_t m_endBytes = 0;
};

} // namespace weir::exec
