#pragma once

#include "core/session/EnginePort.h"

#include <QPointer>

#include <map>
#include <vector>

namespace weir::test {

class FakeFeed;

/// An EnginePort that a test plays by hand: it records what the studio asks and answers what the
/// test says. Texts are understood at once by the real parser and binder; snapshots and rows are
/// shown at once, without a thread.
class FakeEnginePort final : public session::EnginePort {
    Q_OBJECT

public:
    explicit FakeEnginePort(QObject *parent = nullptr);

    std::optional<runtime::RequestId> submit(runtime::Command command) override;
    void cancel(runtime::RequestId id) override { cancelled.push_back(id); }
    std::shared_ptr<const runtime::EngineSnapshot> snapshot() const override { return m_snapshot; }
    std::unique_ptr<session::FeedHandle> subscribe(runtime::FeedSpec spec) override;
    void setGenerators(std::vector<runtime::GeneratorSpec> list) override
    {
        generators = std::move(list);
    }
    void setText(std::string text, std::uint64_t revision) override;
    std::shared_ptr<const session::LanguageResult> language() const override { return m_language; }
    std::size_t openFeeds() const override;

    void show(runtime::EngineSnapshot snapshot);
    void reply(runtime::RequestId id, Result<runtime::Answer> result);
    /// Returns the newest open feed of a kind of spec; null if there is none.
    template <class Spec> FakeFeed *feed() const;

    bool busy = false;                      ///< submit() refuses
    bool understands = true;                ///< false: results of new texts do not come yet
    std::vector<runtime::Command> commands; ///< but WatchTopics
    std::vector<std::string> watched;
    std::vector<runtime::RequestId> cancelled;
    std::vector<runtime::GeneratorSpec> generators;
    std::string text;
    std::uint64_t revision = 0;
    /// What each new feed delivers at once.
    std::function<void(FakeFeed &)> onSubscribe;

private:
    std::shared_ptr<const runtime::EngineSnapshot> m_snapshot;
    std::shared_ptr<const session::LanguageResult> m_language;
    std::vector<QPointer<FakeFeed>> m_feeds;
    runtime::RequestId m_next = 0;
};

/// A feed whose rows the test pushes.
class FakeFeed final : public session::FeedHandle {
    Q_OBJECT

public:
    explicit FakeFeed(runtime::FeedSpec what)
        : spec(std::move(what))
    {
    }

    runtime::FeedInfo info() const override { return feedInfo; }
    runtime::FeedDrain drain(std::size_t maxRows) override;
    /// Adds rows of these texts; "\\0" is NULL. Sequence and offset count up.
    void push(const std::vector<std::vector<std::string>> &rows);
    void wake() { Q_EMIT ready(); }

    runtime::FeedSpec spec;
    runtime::FeedInfo feedInfo;
    runtime::FeedDrain pending;
    std::size_t largestDrain = 0;

private:
    std::uint64_t m_sequence = 0;
};

template <class Spec> FakeFeed *FakeEnginePort::feed() const
{
    for (auto at = m_feeds.rbegin(); at != m_feeds.rend(); ++at) {
        if (*at && std::holds_alternative<Spec>((*at)->spec)) {
            return *at;
        }
    }
    return nullptr;
}

} // namespace weir::test
