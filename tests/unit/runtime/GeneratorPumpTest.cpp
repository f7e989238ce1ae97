#include "core/runtime/GeneratorPump.h"

#include "tests/support/TestRegistry.h"
#include "tests/unit/runtime/EngineFixture.h"
#include "tests/unit/runtime/UnsafeCluster.h"

#include <QTest>

using namespace weir;
using namespace weir::runtime;
using namespace weir::test;

namespace weir::test {

/// What the writers of a cluster are doing: how often each topic's was flushed, and how many are in
/// a flush at once. While it is shut, a flush waits until it is opened or another one comes.
class FlushGate {
public:
    void shut() { set(true); }
    void open() { set(false); }

    void enter(const std::string &topic)
    {
        std::unique_lock lock(m_mutex);
        ++m_flushes[topic];
        m_most = std::max(m_most, ++m_inside);
        m_changed.notify_all();
        m_changed.wait(lock, [&] { return !m_shut || m_most > 1; });
        --m_inside;
    }
    void waitForFlushes(const std::string &topic, int flushes)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_flushes[topic] >= flushes; });
    }
    int flushes(const std::string &topic)
    {
        const std::lock_guard lock(m_mutex);
        return m_flushes[topic];
    }
    int mostAtOnce()
    {
        const std::lock_guard lock(m_mutex);
        return m_most;
    }

private:
    void set(bool shut)
    {
        const std::lock_guard lock(m_mutex);
        m_shut = shut;
        m_changed.notify_all();
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<std::string, int> m_flushes;
    bool m_shut = false;
    int m_inside = 0;
    int m_most = 0;
};

/// A writer of one topic whose flushes go through a gate.
class GatedWriter final : public log::Writer {
public:
    GatedWriter(std::unique_ptr<log::Writer> writer, FlushGate &gate)
        : m_writer(std::move(writer))
        , m_gate(gate)
    {
    }

    Result<std::uint64_t> append(const log::OutputBatch &batch, const Deadline &deadline) override
    {
        m_topic = batch.partition.topic;
        return m_writer->append(batch, deadline);
    }
    Result<std::vector<log::BatchAck>> flush(const Deadline &deadline) override
    {
        m_gate.enter(m_topic);
        return m_writer->flush(deadline);
    }
    Status begin(const Deadline &deadline) override { return m_writer->begin(deadline); }
    Result<std::vector<log::BatchAck>> commit(const Deadline &deadline) override
    {
        return m_writer->commit(deadline);
    }
    Status abort(const Deadline &deadline) override { return m_writer->abort(deadline); }

private:
    std::unique_ptr<log::Writer> m_writer;
    FlushGate &m_gate;
    std::string m_topic;
};

class GatedCluster final : public UnsafeCluster {
public:
    using UnsafeCluster::UnsafeCluster;

    Result<std::unique_ptr<log::Writer>> openWriter(const log::WriterOptions &options) override
    {
        WEIR_ASSIGN(auto writer, UnsafeCluster::openWriter(options));
        return std::make_unique<GatedWriter>(std::move(writer), gate);
    }

    FlushGate gate;
};

} // namespace weir::test

class GeneratorPumpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_shared<FixedClock>(1000000);
        m_board = std::make_unique<SnapshotBoard>(m_clock);
        m_cluster = std::make_shared<GatedCluster>(memoryCluster());
        m_pump = std::make_unique<GeneratorPump>(m_cluster, m_clock, *m_board);
    }
    void cleanup()
    {
        m_cluster->gate.open();
        m_pump.reset();
    }

    void writesFromOneThreadHoweverOftenItGoesLive()
    {
        valueOf(m_pump->begin({{.topic = "ratings", .generator = "ratings", .backfillMs = 1000}},
                              {}, farOff()));
        m_cluster->gate.shut();
        const int before = m_cluster->gate.flushes("ratings");
        m_pump->live();
        m_cluster->gate.waitForFlushes("ratings", before + 1);
        m_pump->live();
        QCOMPARE(m_cluster->gate.mostAtOnce(), 1);
    }

    void makesATopicAsItIsDeclared()
    {
        valueOf(m_pump->begin(
            {{.topic = "ratings", .generator = "ratings", .backfillMs = 1000},
             {.topic = "other", .generator = "ratings", .backfillMs = 1000}},
            {{.name = "ratings", .partitions = 4, .config = {{"retention.ms", "86400000"}}}},
            farOff()));
        QCOMPARE(valueOf(m_cluster->topic("ratings", farOff())).partitions, 4);
        QCOMPARE(valueOf(m_cluster->topicConfig("ratings", farOff())).at("retention.ms"),
                 std::string("86400000"));
        // What nobody declares, the generator decides.
        QCOMPARE(valueOf(m_cluster->topic("other", farOff())).partitions, 1);
        QCOMPARE(valueOf(m_cluster->topicConfig("other", farOff())).at("retention.ms"),
                 std::string("-1"));
    }

    void fillsAsManyPartitionsAsTheTextSays()
    {
        TestEngine test;
        valueOf(test.call(ApplyText{
            .text = "CREATE STREAM R (RATING_ID BIGINT KEY, STARS INT) WITH (KAFKA_TOPIC='ratings',"
                    " VALUE_FORMAT='JSON', PARTITIONS=3);\n"
                    "CREATE STREAM GOOD AS SELECT * FROM R WHERE STARS > 3 EMIT CHANGES;\n",
            .revision = 1,
            .runId = "r",
            .generators = {{.topic = "ratings", .generator = "ratings", .backfillMs = 1000}},
            .untilCaughtUp = true}));
        QCOMPARE(valueOf(test.cluster().topic("ratings", farOff())).partitions, 3);
        QCOMPARE(valueOf(test.cluster().topic("GOOD", farOff())).partitions, 3);
    }

    void asksAFinishedSourceNoMore()
    {
        valueOf(m_pump->begin({{.topic = "users", .generator = "users", .rate = 0},
                               {.topic = "ratings", .generator = "ratings", .backfillMs = 1000}},
                              {}, farOff()));
        const int before = m_cluster->gate.flushes("users");
        QVERIFY(before > 0);
        const int live = m_cluster->gate.flushes("ratings");
        m_pump->live();
        m_cluster->gate.waitForFlushes("ratings", live + 3);
        QCOMPARE(m_cluster->gate.flushes("users"), before);
    }

private:
    std::shared_ptr<FixedClock> m_clock;
    std::unique_ptr<SnapshotBoard> m_board;
    std::shared_ptr<GatedCluster> m_cluster;
    std::unique_ptr<GeneratorPump> m_pump;
};

WEIR_TEST(GeneratorPumpTest)
#include "GeneratorPumpTest.moc"
