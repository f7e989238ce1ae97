#pragma once

#include "core/runtime/Engine.h"
#include "tests/unit/runtime/RunFixture.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace weir::test {

/// An engine on a memory cluster, with its replies kept.
class TestEngine {
public:
    /// `pullRows` as in EngineOptions.
    explicit TestEngine(log::ClusterPtr cluster = memoryCluster(), std::size_t pullRows = 100'000);

    runtime::Engine &engine() { return *m_engine; }
    log::Cluster &cluster() { return *m_cluster; }
    void destroyEngine() { m_engine.reset(); }

    /// Submits a command and waits for its reply.
    Result<runtime::Answer> call(runtime::Command command);
    /// Applies a text under run id "r".
    Result<runtime::Answer> apply(const std::string &text);
    /// Waits for the reply to a request.
    Result<runtime::Answer> replyTo(runtime::RequestId id);
    /// Returns how often each request was replied to.
    std::map<runtime::RequestId, int> replyCounts() const;

    /// Waits until `holds` is true of a snapshot; false after a time that only a hang needs.
    bool waitFor(const std::function<bool(const runtime::EngineSnapshot &)> &holds);
    bool waitUntilCaughtUp();

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::uint64_t m_snapshots = 0;
    std::map<runtime::RequestId, std::vector<Result<runtime::Answer>>> m_replies;
    log::ClusterPtr m_cluster;
    std::unique_ptr<runtime::Engine> m_engine;
};

/// Takes rows and points out of a feed as they come.
class FeedReaderLoop {
public:
    explicit FeedReaderLoop(std::unique_ptr<runtime::Feed> feed);
    ~FeedReaderLoop();

    /// Drains until `rows` rows are here, or the feed finished or failed.
    void waitForRows(std::size_t rows);
    /// Drains until `holds` is true.
    bool waitFor(const std::function<bool()> &holds);
    runtime::FeedInfo info() const { return m_feed->info(); }

    std::vector<runtime::FeedRow> rows;
    /// The newest point of each key and window start, as `key@start`.
    std::map<std::string, runtime::WindowPoint> points;
    std::uint64_t droppedUnseen = 0;
    std::uint64_t inCount = 0;
    std::uint64_t outCount = 0;
    bool finished = false;

private:
    void drain();

    std::mutex m_mutex;
    std::condition_variable m_came;
    bool m_woken = true;
    std::unique_ptr<runtime::Feed> m_feed;
};

/// Returns the cells of rows as text, `a|b`, with NULL for a null.
std::vector<std::string> cellTexts(const std::vector<runtime::FeedRow> &rows);

} // namespace weir::test
