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

std::size_t SessionState::bytes() const
{
    return m_keys.bytes() + m_endBytes;
}

void SessionState::writeSnapshot(state::StateWriter &writer) const
{
    times.write(writer);
    writer.putSigned(swept);
    m_keys.writeSnapshot(writer);
}

void SessionState::writeDelta(state::StateWriter &writer)
{
    times.write(writer);
    writer.putSigned(swept);
    m_keys.writeDelta(writer);
}

Status SessionState::read(state::StateReader &reader)
{
    m_indexed = false;
    times.read(reader);
    swept = reader.takeSigned();
    return m_keys.read(reader);
}

std::vector<Session> SessionState::sessions(std::string_view key) const
{
    std::vector<Session> sessions;
    const auto slot = m_keys.find(key, state::hashKey(key));
    if (slot == state::KeyValueStore::kNone) {
        return sessions;
    }
    state::StateReader reader(m_keys.value(slot));
    while (!reader.atEnd() && reader.ok()) {
        Session session;
        session.start = reader.takeSigned();
        session.end = reader.takeSigned();
        session.saved = std::string(reader.takeText());
        sessions.push_back(std::move(session));
    }
    return sessions;
}

void SessionState::put(std::string_view key, const std::vector<Session> &sessions)
{
    if (m_byEnd) {
        index();
        Ends &ends = m_ends[partitionOf(key)];
        for (const Session &session : this->sessions(key)) {
            ends.erase({session.end, session.start, std::string(key)});
            m_endBytes -= kEndEntryBytes + key.size();
        }
        for (const Session &session : sessions) {
            ends.emplace(session.end, session.start, key);
            m_endBytes += kEndEntryBytes + key.size();
        }
    }
    const std::uint32_t hash = state::hashKey(key);
    if (sessions.empty()) {
        if (const auto slot = m_keys.find(key, hash); slot != state::KeyValueStore::kNone) {
            m_keys.erase(slot);
        }
        return;
    }
    state::StateWriter writer;
    for (const Session &session : sessions) {
        writer.putSigned(session.start);
        writer.putSigned(session.end);
        writer.putText(session.saved);
    }
    const std::string &bytes = writer.bytes();
    m_keys.assign(m_keys.findOrAdd(key, hash, bytes.size()).first, bytes);
}

std::vector<std::string> SessionState::keys() const
{
    std::vector<std::string> keys;
    m_keys.scan({}, {}, [&keys](std::string_view key, std::string_view) {
        keys.emplace_back(key);
        return true;
    });
    return keys;
}

std::int32_t SessionState::partitionOf(std::string_view key)
{
    return getBigEndian<std::int32_t>(key.data());
}

std::optional<std::pair<std::string, Session>> SessionState::takeEnded(std::int32_t partition,
                                                                       std::int64_t time)
{
    index();
    Ends &ends = m_ends[partition];
    if (ends.empty() || std::get<0>(*ends.begin()) >= time) {
        return std::nullopt;
    }
    const auto [end, start, key] = *ends.begin();
    std::vector<Session> left = sessions(key);
    const auto found =
        std::find_if(left.begin(), left.end(),
                     [start = start](const Session &session) { return session.start == start; });
    Session taken = std::move(*found);
    left.erase(found);
    put(key, left);
    return std::pair(key, std::move(taken));
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
    for (const std::string &key : keys()) {
        for (const Session &session : sessions(key)) {
            m_ends[partitionOf(key)].emplace(session.end, session.start, key);
            m_endBytes += kEndEntryBytes + key.size();
        }
    }
}

} // namespace weir::exec
