#include "tests/support/FakeEnginePort.h"

#include "core/session/LanguageWorker.h"

#include <algorithm>
#include <utility>

namespace weir::test {

FakeEnginePort::FakeEnginePort(QObject *parent)
    : EnginePort(parent)
    , m_snapshot(std::make_shared<runtime::EngineSnapshot>())
{
}

std::optional<runtime::RequestId> FakeEnginePort::submit(runtime::Command command)
{
    if (busy) {
        return std::nullopt;
    }
    if (auto *watch = std::get_if<runtime::WatchTopics>(&command)) {
        // The panels' housekeeping, not something that a person did.
        watched = std::move(watch->topics);
        return 0;
    }
    commands.push_back(std::move(command));
    return ++m_next;
}

std::unique_ptr<session::FeedHandle> FakeEnginePort::subscribe(runtime::FeedSpec spec)
{
    auto made = std::make_unique<FakeFeed>(std::move(spec));
    m_feeds.emplace_back(made.get());
    if (onSubscribe) {
        onSubscribe(*made);
    }
    return made;
}

void FakeEnginePort::setText(std::string newText, std::uint64_t newRevision)
{
    text = std::move(newText);
    revision = newRevision;
    session::LanguageRequest request{text, revision, {}};
    for (const runtime::GeneratorSpec &generator : generators) {
        request.environment.generatedTopics.insert(generator.topic);
    }
    if (!understands) {
        return;
    }
    // As the real one: results of lower revisions than the newest are thrown away.
    if (m_language && revision < m_language->revision) {
        return;
    }
    m_language = std::make_shared<const session::LanguageResult>(session::understand(request));
    Q_EMIT languageChanged();
}

std::size_t FakeEnginePort::openFeeds() const
{
    return static_cast<std::size_t>(std::count_if(m_feeds.begin(), m_feeds.end(),
                                                  [](const auto &feed) { return !feed.isNull(); }));
}

void FakeEnginePort::show(runtime::EngineSnapshot snapshot)
{
    m_snapshot = std::make_shared<const runtime::EngineSnapshot>(std::move(snapshot));
    Q_EMIT snapshotChanged();
}

void FakeEnginePort::reply(runtime::RequestId id, Result<runtime::Answer> result)
{
    Q_EMIT replied({id, std::move(result)});
}

runtime::FeedDrain FakeFeed::drain(std::size_t maxRows)
{
    runtime::FeedDrain taken = std::exchange(pending, {});
    if (taken.rows.size() > maxRows) {
        const auto cut = taken.rows.begin() + static_cast<std::ptrdiff_t>(maxRows);
        pending.rows.assign(std::make_move_iterator(cut),
                            std::make_move_iterator(taken.rows.end()));
        taken.rows.erase(cut, taken.rows.end());
        taken.more = true;
    }
    largestDrain = std::max(largestDrain, taken.rows.size());
    return taken;
}

void FakeFeed::push(const std::vector<std::vector<std::string>> &rows)
{
    for (const auto &texts : rows) {
        runtime::FeedRow row;
        row.sequence = m_sequence;
        row.record.offset = static_cast<std::int64_t>(m_sequence++);
        row.rowtime = 1'763'900'000'000 + static_cast<EpochMs>(m_sequence) * 50;
        for (const std::string &text : texts) {
            row.cells.push_back(text == "\\0" ? runtime::Cell{{}, true, false}
                                              : runtime::Cell{text, false, false});
        }
        pending.rows.push_back(std::move(row));
    }
    wake();
}

} // namespace weir::test
