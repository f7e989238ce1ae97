#pragma once

#include "core/base/BoundedQueue.h"
#include "core/base/Clock.h"
#include "core/catalog/Environment.h"
#include "core/log/Cluster.h"
#include "core/plan/LogicalPlan.h"
#include "core/runtime/Command.h"
#include "core/runtime/SnapshotBoard.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <stop_token>
#include <string>
#include <thread>

namespace weir::runtime {

/// Everything that asks the cluster without touching the run: topic lists, samples, single records,
/// statements outside the plan. On a thread of its own and with deadlines, so that a dead broker
/// delays nobody else. Any thread.
class AdminWorker {
public:
    AdminWorker(SnapshotBoard &board, std::shared_ptr<const Clock> clock,
                std::function<void(Reply)> reply);
    ~AdminWorker();
    AdminWorker(const AdminWorker &) = delete;
    AdminWorker &operator=(const AdminWorker &) = delete;

    /// Whether a command is for it: it asks the cluster and does not touch the run.
    static bool takes(const Command &command);

    /// From the return on, nothing is published that another cluster said.
    void setCluster(log::ClusterPtr cluster);
    /// Says whose sources statements may name when they bring no text of their own.
    void setPlan(std::shared_ptr<const plan::LogicalPlan> plan);
    /// Says which topics' ends the lag needs.
    void setRunTopics(std::set<std::string> topics);
    /// Returns the ends of the run's topics as last fetched.
    std::map<TopicPartition, std::int64_t> ends() const;

    /// Queues a command; a request to stop `cancel` ends it early. False when too many are waiting.
    bool post(RequestId id, Command command, std::stop_token cancel);
    /// Breaks off fetching the topics, if that is under way: somebody waits for another reply.
    void interruptRefresh();
    /// Fetches the topics at the next chance instead of within a second.
    void refreshSoon();

private:
    struct Task {
        RequestId id = 0;
        Command command;
        std::stop_token cancel;
    };

    /// A cluster and which one of those set so far it is.
    struct NumberedCluster {
        log::ClusterPtr cluster;
        std::uint64_t number = 0;
    };

    void run(const std::stop_token &stop);
    void doTask(const Task &task, const std::stop_token &stop);
    void refresh(const std::stop_token &stop);
    void describeTopics(const NumberedCluster &from, const std::vector<log::TopicInfo> &topics,
                        const Deadline &deadline);
    void countRecords(const std::vector<log::PartitionOffsets> &offsets, TopicGauges &gauge);
    void publish(const NumberedCluster &from, const std::function<void(EngineSnapshot &)> &edit);
    Result<Answer> execute(const Command &command, const Deadline &deadline);
    Result<Answer> runText(const RunStatement &command, const Deadline &deadline);
    catalog::Environment environmentFor(const std::string &text, catalog::Environment facts) const;
    log::ClusterPtr cluster() const;
    NumberedCluster numberedCluster() const;
    bool isCurrent(const NumberedCluster &from) const;

    SnapshotBoard &m_board;
    std::shared_ptr<const Clock> m_clock;
    std::function<void(Reply)> m_reply;
    BoundedQueue<Task> m_tasks{256};
    mutable std::mutex m_mutex;
    log::ClusterPtr m_cluster;
    std::uint64_t m_clusterNumber = 0;
    std::shared_ptr<const plan::LogicalPlan> m_plan;
    std::set<std::string> m_watched;
    std::set<std::string> m_runTopics;
    std::map<TopicPartition, std::int64_t> m_ends;
    struct Counted {
        std::uint64_t records = 0;
        std::chrono::steady_clock::time_point at;
        double rate = 0;
    };
    std::map<std::string, Counted> m_counted; ///< this thread's, as is the next
    std::uint64_t m_countedNumber = 0;        ///< of the cluster that was counted
    std::chrono::steady_clock::time_point m_nextRefresh;
    std::stop_source m_refresh; ///< of the one that is under way; guarded by m_mutex
    std::jthread m_thread;
};

} // namespace weir::runtime
