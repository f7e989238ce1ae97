#pragma once

#include "core/base/Clock.h"
#include "core/log/Cluster.h"
#include "core/runtime/Command.h"
#include "core/runtime/Feed.h"
#include "core/runtime/Snapshot.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace weir::runtime {

/// What an engine is made with.
struct EngineOptions {
    /// As log::openCluster takes it.
    std::string cluster = "local";
    /// Taken instead of opening `cluster`, if set: a memory cluster that others share.
    std::shared_ptr<log::Cluster> opened = nullptr;
    /// Local clusters, checkpoints of Kafka runs; empty: log::defaultDataFolder().
    std::string dataFolder = {};
    /// Budget of a run's state in bytes; 0: half of the machine's memory.
    std::size_t stateMemory = 0;
    /// Rows a step takes at most; changes nothing but speed (ENGINE.md 2).
    std::size_t batchRows = 2048;
    bool optimize = true;
    /// Rows of a table over which a pull query reads the last checkpoint, not the worker's state.
    std::size_t pullRows = 100'000;
    /// For how long changes of a table are gathered where the text does not SET 'emit.interval';
    /// 0: every change is written.
    std::chrono::milliseconds emitInterval{100};
    /// Null: the system's.
    std::shared_ptr<const Clock> clock = nullptr;
};

/// The engine of one program: a control thread, a worker, at most one run at a time. The studio
/// (through core/session) and `weir run` use it in the same way: commands in, snapshots and feeds
/// out. Nothing here throws or waits, except the destructor, which ends a run with a checkpoint in
/// under 2 s. Any thread unless said otherwise.
class Engine {
public:
    explicit Engine(EngineOptions options);
    ~Engine();
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;

    /// Queues a command; nothing when 256 are waiting (Busy). Exactly one reply follows an id.
    std::optional<RequestId> submit(Command command);
    /// Asks that a command end early: calls to the cluster that it waits for are broken off, what
    /// changes the run is done or not done as a whole. Its reply is then `runtime.cancelled`.
    void cancel(RequestId id);
    /// Returns the newest gauges; never null.
    std::shared_ptr<const EngineSnapshot> snapshot() const;
    /// Opens a feed; problems show in Feed::info().failure.
    std::unique_ptr<Feed> subscribe(FeedSpec spec);

    /// Sets who is told of replies and of new snapshots (at most four a second). Called on the
    /// control thread; both must only post a message. Set before the first submit.
    void onReply(std::function<void(Reply)> callback);
    void onSnapshot(std::function<void()> callback);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace weir::runtime
