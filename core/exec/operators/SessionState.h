#pragma once

#include "core/exec/Operator.h"
#include "core/exec/StreamTimes.h"
#include "core/state/OrderedStore.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::exec {

/// One session of a key. Times in ms.
struct Session {
    std::int64_t start = 0;
    std::int64_t end = 0;
    std::string saved; ///< the group as GroupLayout writes it
};

/// Sessions by (key, start): the end, then the group. Those of one key are more than the gap apart.
class SessionState final : public OperatorState {
public:
    static constexpr std::int64_t kFirstTime = std::numeric_limits<std::int64_t>::min();

    std::size_t bytes() const override { return entries.bytes(); }
    std::size_t rows() const override { return entries.size(); }
    std::optional<std::int64_t> streamTime() const override { return times.newest(); }
    void writeSnapshot(state::StateWriter &writer) const override;
    void writeDelta(state::StateWriter &writer) override;
    void forgetChanges() override { entries.forgetChanges(); }
    Status read(state::StateReader &reader) override;

    /// The entry of a key's session; a state key begins with its partition.
    static std::string placeOf(std::string_view key, std::int64_t start);
    static std::int32_t partitionOf(std::string_view key);
    /// Makes a session of an entry; the group is left out if not wanted.
    static Session sessionAt(std::string_view place, std::string_view value, bool withGroup);

    /// Returns the sessions of a key that are at most the gap away from a time, by start.
    std::vector<Session> near(std::string_view key, std::int64_t time, std::int64_t gap) const;
    void put(std::string_view key, const Session &session);
    /// Drops a session that no row can reach any more.
    void drop(std::string_view place, std::int64_t end);
    /// Drops those of a key whose end and gap lie before `close`. They are its oldest.
    void dropClosed(std::string_view key, std::int64_t gap, std::int64_t close);

    state::OrderedStore entries;
    StreamTimes times;
    StreamTimes dropped; ///< by partition: end of the newest session that is no longer held
    std::int64_t swept = kFirstTime;

private:
    void writeFigures(state::StateWriter &writer) const;
};

} // namespace weir::exec
