#include "core/runtime/AdminWorker.h"

#include "core/base/EitherStop.h"
#include "core/bind/Bind.h"
#include "core/runtime/ClusterFacts.h"
#include "core/runtime/RecordFetch.h"
#include "core/runtime/StatementRunner.h"
#include "core/runtime/TopicSampler.h"
#include "core/sql/Parser.h"

#include <algorithm>
#include <utility>

namespace weir::runtime {

namespace {

using SteadyClock = std::chrono::steady_clock;

} // namespace

AdminWorker::AdminWorker(SnapshotBoard &board, std::shared_ptr<const Clock> clock,
                         std::function<void(Reply)> reply)
    : m_board(board)
    , m_clock(std::move(clock))
    , m_reply(std::move(reply))
    , m_nextRefresh(SteadyClock::now())
    , m_thread([this](const std::stop_token &stop) { run(stop); })
{
}

AdminWorker::~AdminWorker()
{
    m_thread.request_stop();
    m_tasks.close();
    m_thread.join();
}

bool AdminWorker::takes(const Command &command)
{
    return std::holds_alternative<RunStatement>(command) ||
           std::holds_alternative<CreateTopic>(command) ||
           std::holds_alternative<DeleteTopic>(command) ||
           std::holds_alternative<FetchRecord>(command) ||
           std::holds_alternative<SampleTopic>(command) ||
           std::holds_alternative<WatchTopics>(command);
}

void AdminWorker::setCluster(log::ClusterPtr cluster)
{
    {
        const std::lock_guard lock(m_mutex);
        m_cluster = std::move(cluster);
        ++m_clusterNumber;
        m_ends.clear();
        m_nextRefresh = SteadyClock::now();
    }
    interruptRefresh();
}

void AdminWorker::setPlan(std::shared_ptr<const plan::LogicalPlan> plan)
{
    const std::lock_guard lock(m_mutex);
    m_plan = std::move(plan);
}

void AdminWorker::setRunTopics(std::set<std::string> topics)
{
    const std::lock_guard lock(m_mutex);
    m_runTopics = std::move(topics);
}

std::map<TopicPartition, std::int64_t> AdminWorker::ends() const
{
    const std::lock_guard lock(m_mutex);
    return m_ends;
}

bool AdminWorker::post(RequestId id, Command command, std::stop_token cancel)
{
    return m_tasks.tryPush({id, std::move(command), std::move(cancel)});
}

void AdminWorker::interruptRefresh()
{
    const std::lock_guard lock(m_mutex);
    m_refresh.request_stop();
}

void AdminWorker::refreshSoon()
{
    const std::lock_guard lock(m_mutex);
    m_nextRefresh = SteadyClock::now();
}

log::ClusterPtr AdminWorker::cluster() const
{
    const std::lock_guard lock(m_mutex);
    return m_cluster;
}

AdminWorker::NumberedCluster AdminWorker::numberedCluster() const
{
    const std::lock_guard lock(m_mutex);
    return {m_cluster, m_clusterNumber};
}

bool AdminWorker::isCurrent(const NumberedCluster &from) const
{
    const std::lock_guard lock(m_mutex);
    return from.number == m_clusterNumber;
}

void AdminWorker::run(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        SteadyClock::time_point next;
        {
            const std::lock_guard lock(m_mutex);
            next = std::min(m_nextRefresh, SteadyClock::now() + std::chrono::milliseconds(250));
        }
        if (auto task = m_tasks.pop(next)) {
            doTask(*task, stop);
            refreshSoon();
            continue;
        }
        bool due = false;
        {
            const std::lock_guard lock(m_mutex);
            due = SteadyClock::now() >= m_nextRefresh;
            if (due) {
                // Who wants another one while this one is under way says so here.
                m_nextRefresh = SteadyClock::time_point::max();
            }
        }
        if (due) {
            refresh(stop);
            const std::lock_guard lock(m_mutex);
            m_nextRefresh = std::min(m_nextRefresh, SteadyClock::now() + std::chrono::seconds(1));
        }
    }
    while (const auto task = m_tasks.tryPop()) {
        m_reply({task->id, fail(externalError("runtime.cancelled", "the engine ended"))});
    }
}

void AdminWorker::doTask(const Task &task, const std::stop_token &stop)
{
    const EitherStop either(stop, task.cancel);
    const Deadline deadline = Deadline::in(std::chrono::seconds(10), either.token());
    m_reply({task.id,
             deadline.cancelled() ? Result<Answer>(Answer()) : execute(task.command, deadline)});
}

void AdminWorker::refresh(const std::stop_token &stop)
{
    std::stop_source refresh;
    {
        const std::lock_guard lock(m_mutex);
        m_refresh = refresh;
    }
    // Behind that, so that a cluster which is set from here on breaks it off.
    const NumberedCluster from = numberedCluster();
    if (!from.cluster) {
        return;
    }
    const EitherStop either(stop, refresh.get_token());
    const Deadline deadline = Deadline::in(std::chrono::seconds(5), either.token());
    const auto topics = from.cluster->topics(deadline);
    if (topics) {
        describeTopics(from, *topics, deadline);
    } else if (!deadline.cancelled()) {
        publish(from, [](EngineSnapshot &snapshot) { snapshot.clusterReachable = false; });
    }
}

/// The question is asked while the board is held, so that who sets another cluster and then clears
/// the board has the last word.
void AdminWorker::publish(const NumberedCluster &from,
                          const std::function<void(EngineSnapshot &)> &edit)
{
    m_board.publish([&](EngineSnapshot &snapshot) {
        if (isCurrent(from)) {
            edit(snapshot);
        }
    });
}

void AdminWorker::describeTopics(const NumberedCluster &from,
                                 const std::vector<log::TopicInfo> &topics,
                                 const Deadline &deadline)
{
    if (m_countedNumber != from.number) {
        m_counted.clear();
        m_countedNumber = from.number;
    }
    std::set<std::string> counted;
    {
        const std::lock_guard lock(m_mutex);
        counted = m_watched;
        counted.insert(m_runTopics.begin(), m_runTopics.end());
    }
    std::vector<TopicGauges> gauges;
    std::map<TopicPartition, std::int64_t> ends;
    for (const log::TopicInfo &topic : topics) {
        TopicGauges gauge{
            .name = topic.name, .partitions = topic.partitions, .internal = topic.internal};
        if (counted.count(topic.name) > 0) {
            if (const auto offsets = from.cluster->offsets(topic.name, deadline)) {
                countRecords(*offsets, gauge);
                for (std::size_t i = 0; i < offsets->size(); ++i) {
                    ends[{topic.name, static_cast<std::int32_t>(i)}] = (*offsets)[i].lastStable;
                }
            }
        }
        gauges.push_back(std::move(gauge));
    }
    const auto id = from.cluster->id(deadline);
    {
        const std::lock_guard lock(m_mutex);
        if (from.number != m_clusterNumber) {
            return;
        }
        m_ends = std::move(ends);
    }
    publish(from, [&](EngineSnapshot &snapshot) {
        snapshot.topics = std::move(gauges);
        snapshot.clusterReachable = true;
        snapshot.clusterId = id.value_or(snapshot.clusterId);
    });
}

void AdminWorker::countRecords(const std::vector<log::PartitionOffsets> &offsets,
                               TopicGauges &gauge)
{
    std::uint64_t records = 0;
    for (const log::PartitionOffsets &partition : offsets) {
        records += static_cast<std::uint64_t>(partition.lastStable - partition.begin);
    }
    const auto now = SteadyClock::now();
    Counted &before = m_counted[gauge.name];
    const double seconds = std::chrono::duration<double>(now - before.at).count();
    const bool comparable = seconds < 30 && records >= before.records;
    const double rate = comparable ? double(records - before.records) / std::max(seconds, 0.05) : 0;
    before = {records, now, before.rate * 0.5 + rate * 0.5};
    gauge.records = records;
    gauge.rate = before.rate < 0.05 ? 0 : before.rate;
}

Result<Answer> AdminWorker::execute(const Command &command, const Deadline &deadline)
{
    if (const auto *watch = std::get_if<WatchTopics>(&command)) {
        const std::lock_guard lock(m_mutex);
        m_watched = {watch->topics.begin(), watch->topics.end()};
        return Answer();
    }
    const log::ClusterPtr cluster = this->cluster();
    if (!cluster) {
        return fail(externalError("runtime.no-cluster", "no cluster is open"));
    }
    if (const auto *create = std::get_if<CreateTopic>(&command)) {
        WEIR_TRY(cluster->createTopic(
            {.name = create->topic, .partitions = create->partitions, .config = create->config},
            deadline));
        return Answer();
    }
    if (const auto *remove = std::get_if<DeleteTopic>(&command)) {
        WEIR_TRY(cluster->deleteTopic(remove->topic, deadline));
        return Answer();
    }
    if (const auto *fetch = std::get_if<FetchRecord>(&command)) {
        WEIR_ASSIGN(FullRecord record, fetchRecord(*cluster, fetch->record, deadline));
        return Answer(std::move(record));
    }
    if (const auto *sample = std::get_if<SampleTopic>(&command)) {
        WEIR_ASSIGN(const auto slabs,
                    newestRecords(*cluster, sample->topic, sample->count, deadline));
        return Answer(inferColumns(sample->topic, slabs));
    }
    if (const auto *statement = std::get_if<RunStatement>(&command)) {
        return runText(*statement, deadline);
    }
    return fail(
        internalError("runtime.unknown-command", "this command is not for the admin worker"));
}

/// What a statement may name: all that the text leaves behind, or the sources of what runs. Whether
/// a query may be dropped is not asked here: the text that runs is reconciled.
catalog::Environment AdminWorker::environmentFor(const std::string &text,
                                                 catalog::Environment facts) const
{
    if (!text.empty()) {
        catalog::Environment environment = declaredBy(text, std::move(facts));
        environment.queries.clear();
        return environment;
    }
    const std::lock_guard lock(m_mutex);
    if (m_plan) {
        facts.sources = m_plan->sources;
    }
    return facts;
}

Result<Answer> AdminWorker::runText(const RunStatement &command, const Deadline &deadline)
{
    const log::ClusterPtr cluster = this->cluster();
    WEIR_ASSIGN(catalog::Environment facts, clusterFacts(*cluster, deadline));
    const catalog::Environment environment = environmentFor(command.projectText, std::move(facts));
    const bind::BoundScript script =
        bind::bind(sql::parse(command.text), environment,
                   {.mode = bind::BindMode::Imperative, .stopAtError = true});
    if (!script.ok()) {
        const Diagnostic &first = script.diagnostics.front();
        return fail(userError(first.code, first.message, first.span));
    }
    const auto running = m_board.current();
    TableAnswer last;
    for (const bind::BoundStatement &statement : script.statements) {
        const StatementContext context{*cluster, script.after, *running, *m_clock};
        WEIR_ASSIGN(last, runStatement(statement, context, deadline));
    }
    return Answer(std::move(last));
}

} // namespace weir::runtime
