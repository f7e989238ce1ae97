#pragma once

#include "core/base/Clock.h"
#include "core/runtime/AdminWorker.h"
#include "core/runtime/Run.h"
#include "core/runtime/RunGauges.h"
#include "core/runtime/SnapshotBoard.h"
#include "core/runtime/feed/TapBoard.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

namespace weir::runtime {

/// The one thread that executes a run. Others hand it tasks, which it does between two turns.
class RunWorker {
public:
    RunWorker(SnapshotBoard &board, const AdminWorker &admin, TapBoard &taps);
    /// As close().
    ~RunWorker();
    RunWorker(const RunWorker &) = delete;
    RunWorker &operator=(const RunWorker &) = delete;

    /// Ends the run with a checkpoint, and the worker; takes no tasks any more (`runtime.ended`). A
    /// cluster that gives no answer is not waited for.
    void close();
    /// Is asked to stop when nobody waits for the cluster any more.
    std::stop_token giveUp() const { return m_giveUp.get_token(); }

    /// Ends the run, if there is one, with a checkpoint; what its queries came to stays in the
    /// snapshot. Any thread but the worker.
    Status end();
    /// Does `task` on the worker and waits for it. Any thread but the worker.
    Status call(const std::function<Status(std::unique_ptr<Run> &)> &task);
    /// Lets `task` look at the run, or at none, on the worker; does not wait. Any thread.
    void look(std::function<void(const Run *)> task);

private:
    void work(const std::stop_token &stop);
    void doTasks();
    void turn(const std::stop_token &stop);
    void publish();
    void sayWarnings();
    Status finishRun();
    void endRun(RunState state, std::optional<Error> error);

    SnapshotBoard &m_board;
    const AdminWorker &m_admin;
    TapBoard &m_taps;
    RunGauges m_gauges;
    std::unique_ptr<Run> m_run;
    std::chrono::steady_clock::time_point m_nextPublish;

    std::mutex m_mutex;
    std::condition_variable_any m_arrived;
    struct Task {
        std::function<Status(std::unique_ptr<Run> &)> work;
        std::promise<Status> *done = nullptr;
        std::function<void(const Run *)> look = {}; ///< instead of `work`
    };
    void add(Task task);
    static void refuse(Task &task);
    std::deque<Task> m_tasks;
    Run *m_wakeable = nullptr; ///< guarded by m_mutex
    bool m_ended = false;      ///< guarded by m_mutex
    std::stop_source m_giveUp;
    std::jthread m_thread;
};

} // namespace weir::runtime
