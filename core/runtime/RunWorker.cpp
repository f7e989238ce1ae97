#include "core/runtime/RunWorker.h"

#include <set>
#include <utility>

namespace weir::runtime {

namespace {

constexpr std::chrono::milliseconds kPublishInterval(250);
constexpr std::chrono::milliseconds kIdleTurn(100);
/// For the last checkpoint when the program ends.
constexpr std::chrono::seconds kClosingPatience(1);

std::map<NodeKey, NodeKey> mergedNodes(const Run &run)
{
    std::map<NodeKey, NodeKey> merged;
    for (const auto &query : run.queries()) {
        for (const exec::PhysicalNode &node : query->driver().query().nodes) {
            for (const NodeKey &covered : node.covers) {
                merged[covered] = node.op->key();
            }
        }
        for (const exec::UnfusedNode &node : query->driver().query().unfused) {
            merged.erase(node.key());
        }
    }
    return merged;
}

} // namespace

RunWorker::RunWorker(SnapshotBoard &board, const AdminWorker &admin, TapBoard &taps)
    : m_board(board)
    , m_admin(admin)
    , m_taps(taps)
    , m_nextPublish(std::chrono::steady_clock::now())
    , m_thread([this](const std::stop_token &stop) { work(stop); })
{
}

RunWorker::~RunWorker()
{
    close();
}

void RunWorker::close()
{
    if (!m_thread.joinable()) {
        return;
    }
    m_thread.request_stop();
    {
        std::unique_lock lock(m_mutex);
        if (m_wakeable != nullptr) {
            m_wakeable->wake();
        }
        m_arrived.wait_for(lock, kClosingPatience, [this] { return m_ended; });
    }
    m_giveUp.request_stop();
    m_thread.join();
}

Status RunWorker::end()
{
    return call([this](std::unique_ptr<Run> &run) { return run ? finishRun() : Status(); });
}

Status RunWorker::call(const std::function<Status(std::unique_ptr<Run> &)> &task)
{
    std::promise<Status> promise;
    auto done = promise.get_future();
    add({task, &promise});
    return done.get();
}

void RunWorker::look(std::function<void(const Run *)> task)
{
    add({.work = {}, .look = std::move(task)});
}

void RunWorker::add(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_ended) {
            m_tasks.push_back(std::move(task));
            if (m_wakeable != nullptr) {
                m_wakeable->wake();
            }
            m_arrived.notify_all();
            return;
        }
    }
    refuse(task);
}

void RunWorker::refuse(Task &task)
{
    if (task.look) {
        task.look(nullptr);
    } else {
        task.done->set_value(fail(externalError("runtime.ended", "the engine ended")));
    }
}

void RunWorker::work(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        doTasks();
        if (m_run) {
            turn(stop);
            continue;
        }
        std::unique_lock lock(m_mutex);
        m_arrived.wait(lock, stop, [this] { return !m_tasks.empty(); });
    }
    doTasks();
    if (m_run) {
        if (const Status committed = finishRun(); !committed) {
            m_board.log(LogLevel::Error,
                        "the last checkpoint failed: " + committed.error().message);
        }
    }
    std::deque<Task> late;
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
        late.swap(m_tasks);
    }
    m_arrived.notify_all();
    for (Task &task : late) {
        refuse(task);
    }
}

void RunWorker::doTasks()
{
    while (true) {
        Task task;
        {
            const std::lock_guard lock(m_mutex);
            if (m_tasks.empty()) {
                m_wakeable = m_run.get();
                return;
            }
            task = std::move(m_tasks.front());
            m_tasks.pop_front();
            // A task may end the run: nobody must wake it meanwhile.
            m_wakeable = nullptr;
        }
        if (task.look) {
            task.look(m_run.get());
            continue;
        }
        Status status = task.work(m_run);
        if (m_run) {
            m_run->setTap(&m_taps);
            m_taps.setMerged(mergedNodes(*m_run));
            publish();
        }
        // Last, so that who waited sees the figures after the task.
        task.done->set_value(std::move(status));
    }
}

void RunWorker::turn(const std::stop_token &stop)
{
    const auto moved = m_run->turn(Deadline::in(kIdleTurn, stop));
    sayWarnings();
    if (!moved) {
        m_board.log(LogLevel::Error, "the run ended: " + moved.error().message);
        publish();
        endRun(RunState::Failed, moved.error());
        return;
    }
    if (m_run->settings().untilCaughtUp && m_run->caughtUp()) {
        finishRun();
        return;
    }
    if (std::chrono::steady_clock::now() >= m_nextPublish) {
        publish();
    }
}

void RunWorker::sayWarnings()
{
    for (const std::string &warning : m_run->takeWarnings()) {
        m_board.log(LogLevel::Warning, warning);
    }
}

Status RunWorker::finishRun()
{
    const Status committed = m_run->commit();
    sayWarnings();
    // What the last commit came to, the error of a query as well: the run is about to go.
    publish();
    endRun(committed ? RunState::Stopped : RunState::Failed,
           committed ? std::nullopt : std::optional(committed.error()));
    return committed;
}

void RunWorker::publish()
{
    m_nextPublish = std::chrono::steady_clock::now() + kPublishInterval;
    const auto ends = m_admin.ends();
    m_board.publish([&](EngineSnapshot &snapshot) {
        m_gauges.read(*m_run, ends, snapshot);
        snapshot.state = RunState::Running;
        bool allPaused = !snapshot.queries.empty();
        for (const QueryGauges &query : snapshot.queries) {
            allPaused = allPaused && query.state == RunState::Paused;
            for (const NodeGauges &node : query.nodes) {
                m_taps.setCounts(node.key, node.in, node.out);
            }
        }
        if (allPaused) {
            snapshot.state = RunState::Paused;
        }
        snapshot.error.reset();
    });
}

void RunWorker::endRun(RunState state, std::optional<Error> error)
{
    {
        const std::lock_guard lock(m_mutex);
        m_wakeable = nullptr;
    }
    m_run.reset();
    m_board.publish([&](EngineSnapshot &snapshot) {
        snapshot.state = state;
        snapshot.error = std::move(error);
        snapshot.recordsPerSecond = 0;
        for (QueryGauges &query : snapshot.queries) {
            query.state = query.error ? RunState::Failed : RunState::Stopped;
        }
    });
}

} // namespace weir::runtime
