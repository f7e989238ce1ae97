#pragma once

#include "core/base/Clock.h"
#include "core/connect/GeneratorRun.h"
#include "core/log/Cluster.h"
#include "core/runtime/Command.h"
#include "core/runtime/SnapshotBoard.h"

#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace weir::runtime {

/// Runs the generators of a project. begin() makes their topics and writes what lies in the past,
/// tables first; live() then goes on at the generators' rates on a thread of its own. Destruction
/// stops it.
class GeneratorPump {
public:
    GeneratorPump(log::ClusterPtr cluster, std::shared_ptr<const Clock> clock,
                  SnapshotBoard &board);
    ~GeneratorPump();
    GeneratorPump(const GeneratorPump &) = delete;
    GeneratorPump &operator=(const GeneratorPump &) = delete;

    /// Starts at `now - backfill` for a topic it makes (as `declared` says, if that has it); goes
    /// on behind the last record, without making up the time between, for one that is there.
    /// Endless generators without a rate write nothing yet.
    Status begin(const std::vector<GeneratorSpec> &specs,
                 const std::vector<log::NewTopic> &declared, const Deadline &deadline);
    /// Does nothing if they are live already.
    void live();

private:
    struct Source {
        GeneratorSpec spec;
        std::unique_ptr<connect::GeneratorRun> run;
    };

    Status open(const GeneratorSpec &spec, EpochMs start,
                const std::vector<log::NewTopic> &declared, const Deadline &deadline);
    void pump(const std::stop_token &stop);
    void dropFinished();

    log::ClusterPtr m_cluster;
    std::shared_ptr<const Clock> m_clock;
    SnapshotBoard &m_board;
    std::vector<Source> m_sources; ///< the thread's once they are live
    std::jthread m_thread;
};

} // namespace weir::runtime
