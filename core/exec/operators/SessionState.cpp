#include "core/exec/operators/SessionState.h"

#include "core/base/BigEndian.h"

#include <algorithm>
#include <utility>

namespace weir::exec {

void SessionState::writeFigures(state::StateWriter &writer) const
{
    times.write(writer);
    dropped.write(writer);
    writer.putSigned(swept);
}

void SessionState::writeSnapshot(state::StateWriter &writer) const
{
    writeFigures(writer);
    entries.writeSnapshot(writer);
}

void SessionState::writeDelta(state::StateWriter &writer)
{
    writeFigures(writer);
    entries.writeDelta(writer);
}

Status SessionState::read(state::StateReader &reader)
{
    times.read(reader);
    dropped.read(reader);
    swept = reader.takeSigned();
    return entries.read(reader);
}

std::string SessionState::placeOf(std::string_view key, std::int64_t start)
{
    std::string place;
    state::appendCounted(key, place);
    state::appendSortable(start, place);
    return place;
}

std::int32_t SessionState::partitionOf(std::string_view key)
{
    return getBigEndian<std::int32_t>(key.data());
}

Session SessionState::sessionAt(std::string_view place, std::string_view value, bool withGroup)
{
    Session session;
    state::takeCounted(place);
    session.start = state::takeSortable(place);
    session.end = state::takeSortable(value);
    if (withGroup) {
        session.saved = std::string(value);
    }
    return session;
}

std::vector<Session> SessionState::near(std::string_view key, std::int64_t time,
                                        std::int64_t gap) const
{
    std::vector<Session> sessions;
    entries.forEachBackwards(placeOf(key, kFirstTime), placeOf(key, time + gap + 1),
                             [&](std::string_view place, std::string_view value) {
                                 if (time > sessionAt(place, value, false).end + gap) {
                                     return false;
                                 }
                                 sessions.push_back(sessionAt(place, value, true));
                                 return true;
                             });
    std::reverse(sessions.begin(), sessions.end());
    return sessions;
}

void SessionState::put(std::string_view key, const Session &session)
{
    std::string value;
    state::appendSortable(session.end, value);
    value += session.saved;
    entries.put(placeOf(key, session.start), value);
}

void SessionState::drop(std::string_view place, std::int64_t end)
{
    std::string_view rest = place;
    dropped.advance(partitionOf(state::takeCounted(rest)), end);
    entries.erase(place);
}

void SessionState::dropClosed(std::string_view key, std::int64_t gap, std::int64_t close)
{
    std::vector<std::pair<std::string, std::int64_t>> closed;
    entries.forEach(placeOf(key, kFirstTime), placeOf(key, close),
                    [&](std::string_view place, std::string_view value) {
                        const std::int64_t end = sessionAt(place, value, false).end;
                        if (end + gap >= close) {
                            return false;
                        }
                        closed.emplace_back(place, end);
                        return true;
                    });
    for (const auto &[place, end] : closed) {
        drop(place, end);
    }
}

} // namespace weir::exec
