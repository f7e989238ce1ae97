#include "core/runtime/RecordFetch.h"

#include "tests/support/TestRegistry.h"
#include "tests/unit/runtime/PassingReader.h"
#include "tests/unit/runtime/RunFixture.h"
#include "tests/unit/runtime/UnsafeCluster.h"

#include <QTest>

using namespace weir;
using namespace weir::runtime;
using namespace weir::test;

namespace weir::test {

/// A reader that has events to tell before it reads, and then may fall silent until the deadline.
class TellingReader final : public PassingReader {
public:
    TellingReader(std::unique_ptr<log::Reader> reader, std::vector<log::ReaderEvent> events,
                  bool silent)
        : PassingReader(std::move(reader))
        , m_events(std::move(events))
        , m_silent(silent)
    {
    }

    Result<log::Polled> poll(const Deadline &deadline, std::size_t byteBudget) override
    {
        if (!m_events.empty()) {
            return log::Polled{{}, std::exchange(m_events, {})};
        }
        return m_silent ? log::Polled() : PassingReader::poll(deadline, byteBudget);
    }

private:
    std::vector<log::ReaderEvent> m_events;
    bool m_silent;
};

class TellingCluster final : public UnsafeCluster {
public:
    using UnsafeCluster::UnsafeCluster;

    Result<std::unique_ptr<log::Reader>> openReader(const log::ReaderOptions &options) override
    {
        WEIR_ASSIGN(auto reader, UnsafeCluster::openReader(options));
        return std::make_unique<TellingReader>(std::move(reader), events, silent);
    }

    std::vector<log::ReaderEvent> events;
    bool silent = false;
};

} // namespace weir::test

class RecordFetchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_cluster = std::make_shared<TellingCluster>(memoryCluster());
        makeTopic(*m_cluster, "s");
        append(*m_cluster, "s", numbered(0, 5));
    }

    void readsOneRecord()
    {
        const FullRecord record = valueOf(fetchRecord(*m_cluster, {"s", 0, 3}, farOff()));
        QCOMPARE(record.key, std::string("k0"));
        QCOMPARE(record.value, std::string("{\"V\":3}"));
        QCOMPARE(record.timestamp, EpochMs(1003));
    }

    void saysThatAnOffsetIsNotThere()
    {
        const auto gone = fetchRecord(*m_cluster, {"s", 0, 5}, farOff());
        QCOMPARE(gone.error().code, std::string("runtime.record-gone"));
    }

    void waitsThroughAnOutage()
    {
        m_cluster->events = {{.kind = log::ReaderEvent::Kind::Outage}};
        QCOMPARE(valueOf(fetchRecord(*m_cluster, {"s", 0, 4}, farOff())).value,
                 std::string("{\"V\":4}"));
    }

    void blamesTheClusterThatDoesNotAnswer()
    {
        m_cluster->silent = true;
        QCOMPARE(fetchRecord(*m_cluster, {"s", 0, 4}, Deadline::now()).error().code,
                 std::string("log.deadline-exceeded"));
        m_cluster->events = {{.kind = log::ReaderEvent::Kind::Outage,
                              .error = externalError("log.unreachable", "no broker", true)}};
        QCOMPARE(fetchRecord(*m_cluster, {"s", 0, 4}, Deadline::in(std::chrono::milliseconds(50)))
                     .error()
                     .code,
                 std::string("log.unreachable"));
    }

    void saysThatTheTopicIsGone()
    {
        m_cluster->events = {{.kind = log::ReaderEvent::Kind::TopicGone}};
        QCOMPARE(fetchRecord(*m_cluster, {"s", 0, 4}, farOff()).error().code,
                 std::string("runtime.topic-gone"));
    }

private:
    std::shared_ptr<TellingCluster> m_cluster;
};

WEIR_TEST(RecordFetchTest)
#include "RecordFetchTest.moc"
