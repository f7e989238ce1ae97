#include "core/runtime/Engine.h"

#include "core/base/BoundedQueue.h"
#include "core/base/EitherStop.h"
#include "core/runtime/AdminWorker.h"
#include "core/runtime/ClusterNames.h"
#include "core/runtime/GeneratorPump.h"
#include "core/runtime/InsertRecord.h"
#include "core/runtime/OpenRequests.h"
#include "core/runtime/PreparedRun.h"
#include "core/runtime/RunWorker.h"
#include "core/runtime/SnapshotBoard.h"
#include "core/runtime/StateBudget.h"
#include "core/runtime/TableReads.h"
#include "core/runtime/feed/FeedFactory.h"
#include "core/runtime/feed/TapBoard.h"

#include <atomic>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

namespace weir::runtime {

/// The control thread and what it steers. Members are in the order in which they must end: the
/// worker and the control thread first, then the generators and the admin worker.
class Engine::Impl {
public:
    explicit Impl(EngineOptions options);
    ~Impl();

    std::optional<RequestId> submit(Command command);
    void cancel(RequestId id);
    std::unique_ptr<Feed> subscribe(FeedSpec spec);

    SnapshotBoard board;
    std::function<void(Reply)> onReply;

private:
    struct Task {
        RequestId id = 0;
        Command command;
        std::stop_token cancel;
    };

    void control(const std::stop_token &stop);
    Result<Answer> execute(Command &command, const Deadline &deadline, const std::stop_token &stop);
    Status openCluster(const std::string &address);
    void setCluster(log::ClusterPtr cluster);
    Status apply(const ApplyText &apply, const Deadline &deadline, const std::stop_token &stop);
    Status startGenerators(const ApplyText &apply, const PrepareOptions &options,
                           const Deadline &deadline);
    Status openRun(const ApplyText &apply, const Deadline &deadline);
    Status endQueries(const std::string &query);
    void reply(RequestId id, Result<Answer> result);
    log::ClusterPtr cluster() const;

    EngineOptions m_options;
    std::shared_ptr<const Clock> m_clock;
    BoundedQueue<Task> m_commands{256};
    std::atomic<RequestId> m_nextId{1};
    OpenRequests m_requests;
    mutable std::mutex m_mutex; ///< guards the two below
    log::ClusterPtr m_cluster;
    std::shared_ptr<const plan::LogicalPlan> m_plan;
    std::unique_ptr<AdminWorker> m_admin;
    TapBoard m_taps;
    std::unique_ptr<GeneratorPump> m_generators;
    std::unique_ptr<RunWorker> m_worker;
    std::shared_ptr<TableReads> m_tables;
    std::jthread m_control;
};

Engine::Impl::Impl(EngineOptions options)
    : board(options.clock ? options.clock : std::make_shared<SystemClock>())
    , m_options(std::move(options))
    , m_clock(m_options.clock ? m_options.clock : std::make_shared<SystemClock>())
{
    if (m_options.stateMemory == 0) {
        m_options.stateMemory = defaultStateBudget();
    }
    m_admin = std::make_unique<AdminWorker>(
        board, m_clock, [this](Reply made) { reply(made.id, std::move(made.result)); });
    m_worker = std::make_unique<RunWorker>(board, *m_admin, m_taps);
    m_tables = std::make_shared<TableReads>(*m_worker);
    board.change(
        [this](EngineSnapshot &snapshot) { snapshot.cluster = clusterName(m_options.cluster); });
    if (m_options.opened) {
        // At once, so that the first feed and the first statement find it.
        setCluster(std::exchange(m_options.opened, nullptr));
    }
    m_control = std::jthread([this](const std::stop_token &stop) { control(stop); });
}

Engine::Impl::~Impl()
{
    m_control.request_stop();
    m_commands.close();
    m_tables->close();
    m_worker->close(); // the control thread may be waiting for it
    m_control.join();
    m_worker.reset();
    m_generators.reset();
    m_admin.reset();
}

std::optional<RequestId> Engine::Impl::submit(Command command)
{
    const RequestId id = m_nextId.fetch_add(1);
    std::stop_token cancel = m_requests.open(id);
    const bool taken = AdminWorker::takes(command)
                           ? m_admin->post(id, std::move(command), std::move(cancel))
                           : m_commands.tryPush({id, std::move(command), std::move(cancel)});
    if (!taken) {
        m_requests.close(id);
    }
    return taken ? std::optional(id) : std::nullopt;
}

void Engine::Impl::cancel(RequestId id)
{
    if (m_requests.cancel(id)) {
        m_admin->interruptRefresh();
    }
}

void Engine::Impl::reply(RequestId id, Result<Answer> result)
{
    if (m_requests.close(id)) {
        result = fail(externalError("runtime.cancelled", "cancelled"));
    }
    if (onReply) {
        onReply({id, std::move(result)});
    }
}

log::ClusterPtr Engine::Impl::cluster() const
{
    const std::lock_guard lock(m_mutex);
    return m_cluster;
}

void Engine::Impl::control(const std::stop_token &stop)
{
    if (const Status opened = cluster() ? Status() : openCluster(m_options.cluster); !opened) {
        board.log(LogLevel::Error, opened.error().message);
        board.publish([&](EngineSnapshot &snapshot) {
            snapshot.error = opened.error();
            snapshot.clusterReachable = false;
        });
    }
    while (!stop.stop_requested()) {
        auto task = m_commands.pop(std::chrono::steady_clock::now() + std::chrono::seconds(1));
        if (!task) {
            continue;
        }
        const EitherStop either(stop, task->cancel);
        const Deadline deadline = Deadline::in(std::chrono::seconds(30), either.token());
        auto result = task->cancel.stop_requested() ? Result<Answer>(Answer())
                                                    : execute(task->command, deadline, stop);
        if (!result) {
            board.log(LogLevel::Error, result.error().message);
        }
        reply(task->id, std::move(result));
    }
    // Whoever submitted still gets the one reply.
    while (const auto task = m_commands.tryPop()) {
        reply(task->id, fail(externalError("runtime.cancelled", "the engine ended")));
    }
}

Result<Answer> Engine::Impl::execute(Command &command, const Deadline &deadline,
                                     const std::stop_token &stop)
{
    Status done;
    // What changes the run is done as a whole: half of it would be another run.
    const Deadline whole = Deadline::in(std::chrono::seconds(30), stop);
    if (const auto *open = std::get_if<OpenCluster>(&command)) {
        done = endQueries("");
        if (done) {
            done = openCluster(open->uri);
        }
    } else if (const auto *text = std::get_if<ApplyText>(&command)) {
        done = apply(*text, deadline, stop);
    } else if (const auto *pause = std::get_if<PauseRun>(&command)) {
        done = m_worker->call([&](std::unique_ptr<Run> &run) -> Status {
            if (run) {
                run->pause(pause->query);
            }
            return Status();
        });
    } else if (const auto *resume = std::get_if<ResumeRun>(&command)) {
        done = m_worker->call([&](std::unique_ptr<Run> &run) -> Status {
            return run ? run->resume(resume->query, whole) : Status();
        });
    } else if (const auto *ending = std::get_if<StopRun>(&command)) {
        done = endQueries(ending->query);
    }
    if (!done) {
        return fail(done.error());
    }
    return Answer();
}

Status Engine::Impl::openCluster(const std::string &address)
{
    auto opened =
        log::openCluster(address, {.dataFolder = m_options.dataFolder, .clock = m_options.clock});
    if (!opened) {
        return fail(opened.error());
    }
    setCluster(std::move(*opened));
    return {};
}

void Engine::Impl::setCluster(log::ClusterPtr cluster)
{
    m_admin->setCluster(cluster);
    board.publish([&](EngineSnapshot &snapshot) {
        snapshot.cluster = clusterName(cluster->address());
        snapshot.clusterId.clear();
        snapshot.topics.clear();
        snapshot.queries.clear();
        snapshot.error.reset();
    });
    m_admin->refreshSoon(); // what it has published meanwhile was cleared too
    m_generators.reset();
    const std::lock_guard lock(m_mutex);
    m_cluster = std::move(cluster);
}

Status Engine::Impl::apply(const ApplyText &apply, const Deadline &deadline,
                           const std::stop_token &stop)
{
    if (!cluster()) {
        return fail(externalError("runtime.no-cluster", "no cluster is open"));
    }
    PrepareOptions options{.optimize = m_options.optimize,
                           .statements = apply.statements,
                           .emitInterval = m_options.emitInterval};
    for (const GeneratorSpec &generator : apply.generators) {
        options.generatedTopics.insert(generator.topic);
    }
    WEIR_TRY(startGenerators(apply, options, deadline));
    WEIR_ASSIGN(const PreparedRun prepared,
                prepareRun(*cluster(), apply.text, apply.revision, options, deadline));
    if (deadline.cancelled()) {
        return fail(externalError("runtime.cancelled", "cancelled"));
    }
    // From here on it is done as a whole: half of it would be another run.
    const Deadline whole = Deadline::in(std::chrono::seconds(30), stop);
    for (const auto &[key, error] : prepared.refused) {
        board.log(LogLevel::Error, key + " does not run: " + error.message);
    }
    WEIR_TRY(openRun(apply, whole));
    const bool fresh = !board.current()->resumed;
    if (apply.insertValues && fresh) {
        WEIR_TRY(insertRows(*cluster(), prepared.inserts, m_clock->now(), whole));
    }
    WEIR_TRY(m_worker->call([&](std::unique_ptr<Run> &run) -> Status {
        if (!run) {
            return fail(board.current()->error.value_or(
                externalError("runtime.run-ended", "the run ended before the text was applied")));
        }
        return run->apply(prepared, apply.onChange, whole);
    }));
    std::set<std::string> topics;
    for (const PreparedQuery &query : prepared.queries) {
        for (const exec::ScanInput &scan : query.physical->scans) {
            topics.insert(scan.topic);
        }
    }
    m_admin->setRunTopics(std::move(topics));
    m_admin->setPlan(prepared.plan);
    m_admin->refreshSoon();
    {
        const std::lock_guard lock(m_mutex);
        m_plan = prepared.plan;
    }
    if (m_generators && !apply.untilCaughtUp) {
        m_generators->live();
    }
    return {};
}

/// Generators start with the first text that declares them and go on until the run is stopped.
/// They make the topics that they fill, with as many partitions as the text says.
Status Engine::Impl::startGenerators(const ApplyText &apply, const PrepareOptions &options,
                                     const Deadline &deadline)
{
    if (apply.generators.empty() || m_generators) {
        return {};
    }
    auto pump = std::make_unique<GeneratorPump>(cluster(), m_clock, board);
    WEIR_ASSIGN(const auto declared, declaredTopics(*cluster(), apply.text, options, deadline));
    WEIR_TRY(pump->begin(apply.generators, declared, deadline));
    m_generators = std::move(pump);
    return {};
}

Status Engine::Impl::openRun(const ApplyText &apply, const Deadline &deadline)
{
    return m_worker->call([&](std::unique_ptr<Run> &run) -> Status {
        if (run && run->settings().runId == apply.runId && !apply.reset) {
            return Status();
        }
        if (run) {
            WEIR_TRY(run->commit());
            run.reset();
        }
        RunSettings settings{.runId = apply.runId,
                             .program = apply.program,
                             .batchRows = m_options.batchRows,
                             .stateMemory = m_options.stateMemory,
                             .pullRows = m_options.pullRows,
                             .from = apply.from,
                             .reset = apply.reset,
                             .untilCaughtUp = apply.untilCaughtUp,
                             .clock = m_clock,
                             .giveUp = m_worker->giveUp()};
        WEIR_ASSIGN(run, Run::open(cluster(), std::move(settings), deadline));
        return Status();
    });
}

Status Engine::Impl::endQueries(const std::string &query)
{
    if (query.empty()) {
        m_generators.reset();
        return m_worker->end();
    }
    return m_worker->call(
        [&](std::unique_ptr<Run> &run) -> Status { return run ? run->stop(query) : Status(); });
}

std::unique_ptr<Feed> Engine::Impl::subscribe(FeedSpec spec)
{
    if (const auto *tap = std::get_if<NodeTapSpec>(&spec)) {
        return m_taps.open(*tap);
    }
    const std::lock_guard lock(m_mutex);
    return openFeed(m_cluster, std::move(spec), m_plan, m_options.optimize, m_tables);
}

Engine::Engine(EngineOptions options)
    : m_impl(std::make_unique<Impl>(std::move(options)))
{
}

Engine::~Engine() = default;

std::optional<RequestId> Engine::submit(Command command)
{
    return m_impl->submit(std::move(command));
}

void Engine::cancel(RequestId id)
{
    m_impl->cancel(id);
}

std::shared_ptr<const EngineSnapshot> Engine::snapshot() const
{
    return m_impl->board.current();
}

std::unique_ptr<Feed> Engine::subscribe(FeedSpec spec)
{
    return m_impl->subscribe(std::move(spec));
}

void Engine::onReply(std::function<void(Reply)> callback)
{
    m_impl->onReply = std::move(callback);
}

void Engine::onSnapshot(std::function<void()> callback)
{
    m_impl->board.onChange(std::move(callback));
}

} // namespace weir::runtime
