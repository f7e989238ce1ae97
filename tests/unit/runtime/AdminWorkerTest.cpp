#include "core/runtime/AdminWorker.h"

#include "tests/support/TestRegistry.h"
#include "tests/unit/runtime/RunFixture.h"
#include "tests/unit/runtime/UnsafeCluster.h"

#include <QTest>

#include <condition_variable>

using namespace weir;
using namespace weir::runtime;
using namespace weir::test;

namespace weir::test {

/// A cluster that keeps who asks for its topics waiting, and then answers although nobody waits.
class LateCluster final : public UnsafeCluster {
public:
    using UnsafeCluster::UnsafeCluster;

    Result<std::vector<log::TopicInfo>> topics(const Deadline &deadline) override
    {
        auto answer = UnsafeCluster::topics(deadline);
        std::unique_lock lock(m_mutex);
        m_asked = true;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return m_answers; });
        return answer;
    }
    Result<std::string> id(const Deadline &) override { return std::string("before"); }
    void waitUntilAsked()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_asked; });
    }
    void answer()
    {
        const std::lock_guard lock(m_mutex);
        m_answers = true;
        m_changed.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_asked = false;
    bool m_answers = false;
};

/// The names of topics in all snapshots, and a way to wait for one.
class SeenTopics {
public:
    void see(const runtime::EngineSnapshot &snapshot)
    {
        const std::lock_guard lock(m_mutex);
        for (const runtime::TopicGauges &topic : snapshot.topics) {
            m_names.insert(topic.name);
        }
        m_ids.insert(snapshot.clusterId);
        m_changed.notify_all();
    }
    bool waitFor(const std::string &topic)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, std::chrono::seconds(60),
                                  [&] { return m_names.count(topic) > 0; });
    }
    bool has(const std::string &topic)
    {
        const std::lock_guard lock(m_mutex);
        return m_names.count(topic) > 0;
    }
    bool hasId(const std::string &id)
    {
        const std::lock_guard lock(m_mutex);
        return m_ids.count(id) > 0;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::set<std::string> m_names;
    std::set<std::string> m_ids;
};

} // namespace weir::test

class AdminWorkerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void publishesNothingOfTheClusterBefore()
    {
        const auto clock = std::make_shared<FixedClock>(1000000);
        const auto before = std::make_shared<LateCluster>(memoryCluster());
        makeTopic(*before, "old");
        const auto after = memoryCluster();
        makeTopic(*after, "new");
        SnapshotBoard board(clock);
        SeenTopics seen;
        board.onChange([&] { seen.see(*board.current()); });
        AdminWorker worker(board, clock, [](const Reply &) {});
        worker.setRunTopics({"old", "new"});
        worker.setCluster(before);
        before->waitUntilAsked();
        worker.setCluster(after);
        before->answer();
        QVERIFY(seen.waitFor("new"));
        QVERIFY(!seen.has("old"));
        QVERIFY(!seen.hasId("before"));
        const auto ends = worker.ends();
        QCOMPARE(ends.size(), std::size_t(1));
        QCOMPARE(ends.begin()->first.topic, std::string("new"));
    }
};

WEIR_TEST(AdminWorkerTest)
#include "AdminWorkerTest.moc"
