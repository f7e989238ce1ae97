#include "core/exec/operators/SessionState.h"

#include "core/base/BigEndian.h"

#include <algorithm>

namespace weir::exec {
namespace {

/// A node of a tree beside the key's bytes, roughly.
constexpr std::size_t kEndEntryBytes = 96;

} // namespace

LooseGroup::LooseGroup(const GroupLayout &layout)
    : m_layout(layout)
    , m_words((layout.size() + 7) / 8, 0)
{
    m_layout.init(data());
}

LooseGroup::~LooseGroup()
{
    m_layout.destroy(data());
}

void LooseGroup::load(std::string_view saved)
{
    m_layout.destroy(data());
    std::fill(m_words.begin(), m_words.end(), 0);
    m_layout.load(saved, data());
}

void SessionState::writeFigures(state::StateWriter &writer) const
{
    times.write(writer);
    dropped.write(writer);
    writer.putSigned(swept);
}

void SessionState::writeSnapshot(state::StateWriter &writer) const
{
    writeFigures(writer);
    m_entries.writeSnapshot(writer);
}

void SessionState::writeDelta(state::StateWriter &writer)
{
    writeFigures(writer);
    m_entries.writeDelta(writer);
}

Status SessionState::read(state::StateReader &reader)
{
    m_indexed = false;
    times.read(reader);
    dropped.read(reader);
    swept = reader.takeSigned();
    return m_entries.read(reader);
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
    m_entries.forEachBackwards(placeOf(key, kFirstTime), placeOf(key, time + gap + 1),
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
    if (m_byEnd) {
        index();
        erase(key, session.start);
        noteEnd(key, session.start, session.end, true);
    }
    std::string value;
    state::appendSortable(session.end, value);
    value += session.saved;
    m_entries.put(placeOf(key, session.start), value);
}

void SessionState::erase(std::string_view key, std::int64_t start)
{
    const std::string place = placeOf(key, start);
    if (m_byEnd) {
        index();
        m_entries.forEach(place, {}, [&](std::string_view found, std::string_view value) {
            if (found == place) {
                noteEnd(key, start, sessionAt(found, value, false).end, false);
            }
            return false;
        });
    }
    m_entries.erase(place);
}

void SessionState::drop(const Places &places)
{
    for (const auto &[place, end] : places) {
        std::string_view rest = place;
        const std::string_view key = state::takeCounted(rest);
        dropped.advance(partitionOf(key), end);
        erase(key, state::takeSortable(rest));
    }
}

void SessionState::dropClosed(std::string_view key, std::int64_t gap, std::int64_t close)
{
    Places gone;
    m_entries.forEach(placeOf(key, kFirstTime), placeOf(key, close),
                      [&](std::string_view place, std::string_view value) {
                          const std::int64_t end = sessionAt(place, value, false).end;
                          if (end + gap >= close) {
                              return false;
                          }
                          gone.emplace_back(place, end);
                          return true;
                      });
    drop(gone);
}

std::optional<std::pair<std::string, Session>> SessionState::takeEnded(std::int32_t partition,
                                                                       std::int64_t time)
{
    index();
    const Ends &ends = m_ends[partition];
    if (ends.empty() || std::get<0>(*ends.begin()) >= time) {
        return std::nullopt;
    }
    const auto [end, start, key] = *ends.begin();
    const std::string place = placeOf(key, start);
    Session taken;
    m_entries.forEach(place, {}, [&taken](std::string_view found, std::string_view value) {
        taken = sessionAt(found, value, true);
        return false;
    });
    erase(key, start);
    return std::pair(key, std::move(taken));
}

void SessionState::noteEnd(std::string_view key, std::int64_t start, std::int64_t end, bool there)
{
    Ends &ends = m_ends[partitionOf(key)];
    if (there) {
        ends.emplace(end, start, key);
        m_endBytes += kEndEntryBytes + key.size();
    } else {
        ends.erase({end, start, std::string(key)});
        m_endBytes -= kEndEntryBytes + key.size();
    }
}

/// What is found by its end is in no checkpoint: it is made of the sessions.
void SessionState::index()
{
    if (m_indexed) {
        return;
    }
    m_indexed = true;
    m_ends.clear();
    m_endBytes = 0;
    m_entries.forEach({}, {}, [this](std::string_view place, std::string_view value) {
        const Session session = sessionAt(place, value, false);
        noteEnd(state::takeCounted(place), session.start, session.end, true);
        return true;
    });
}

} // namespace weir::exec
