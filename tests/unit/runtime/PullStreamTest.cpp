#include "tests/support/TestRegistry.h"
#include "tests/unit/runtime/EngineFixture.h"
#include "tests/unit/runtime/PassingReader.h"
#include "tests/unit/runtime/UnsafeCluster.h"

#include <QTest>

#include <atomic>

using namespace weir;
using namespace weir::runtime;
using namespace weir::test;

namespace weir::test {

/// Counts the records that its readers hand out.
class CountingCluster final : public UnsafeCluster {
public:
    using UnsafeCluster::UnsafeCluster;

    Result<std::unique_ptr<log::Reader>> openReader(const log::ReaderOptions &options) override
    {
        WEIR_ASSIGN(auto reader, UnsafeCluster::openReader(options));
        return std::make_unique<CountingReader>(std::move(reader), handedOut);
    }

    std::atomic<std::size_t> handedOut = 0;

private:
    class CountingReader final : public PassingReader {
    public:
        CountingReader(std::unique_ptr<log::Reader> reader, std::atomic<std::size_t> &count)
            : PassingReader(std::move(reader))
            , m_count(count)
        {
        }
        Result<log::Polled> poll(const Deadline &deadline, std::size_t byteBudget) override
        {
            auto polled = PassingReader::poll(deadline, byteBudget);
            for (std::size_t i = 0; polled && i < polled->slabs.size(); ++i) {
                m_count += polled->slabs[i]->size();
            }
            return polled;
        }

    private:
        std::atomic<std::size_t> &m_count;
    };
};

} // namespace weir::test

/// A pull query on a stream gives what stands in the topic, and ends.
class PullStreamTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_cluster = std::make_shared<CountingCluster>(memoryCluster());
        makeTopic(*m_cluster, "s", 2);
        m_test = std::make_unique<TestEngine>(m_cluster);
    }
    void cleanup() { m_test.reset(); }

    void givesRowsInTheOrderOfEventTime()
    {
        // All of one partition is read before the other's first, smaller times.
        append(*m_cluster, "s",
               {{"a", "{\"V\":2}", 20, 1},
                {"a", "{\"V\":4}", 40, 1},
                {"b", "{\"V\":1}", 10, 0},
                {"b", "{\"V\":3}", 30, 0},
                {"b", "{\"V\":5}", 50, 0}});
        FeedReaderLoop feed(m_test->engine().subscribe(
            QueryResultSpec{.sql = "SELECT V FROM S;", .projectText = kStreamS}));
        feed.waitFor([&] { return feed.finished || feed.info().failure; });
        QCOMPARE(cellTexts(feed.rows),
                 (std::vector<std::string>{"b|1", "a|2", "b|3", "a|4", "b|5"}));
        const auto readAt = feed.info().readAt;
        QVERIFY(readAt);
        QCOMPARE(readAt->offsets.at({"s", 0}), std::int64_t(3));
        QCOMPARE(readAt->offsets.at({"s", 1}), std::int64_t(2));
    }

    void endsOnAnEmptyTopic()
    {
        FeedReaderLoop feed(m_test->engine().subscribe(
            QueryResultSpec{.sql = "SELECT V FROM S;", .projectText = kStreamS}));
        QVERIFY(feed.waitFor([&] { return feed.finished; }));
        QVERIFY(feed.rows.empty());
    }

    void readsNoMoreThanItsLimitNeeds()
    {
        constexpr std::size_t kRecords = 20;
        const std::string wide = "{\"V\":1,\"REST\":\"" + std::string(1U << 20U, 'x') + "\"}";
        for (std::size_t i = 0; i < kRecords; ++i) {
            append(*m_cluster, "s", {{"a", wide, EpochMs(i), 0}, {"b", wide, EpochMs(i), 1}});
        }
        m_cluster->handedOut = 0;
        FeedReaderLoop feed(m_test->engine().subscribe(
            QueryResultSpec{.sql = "SELECT V FROM S LIMIT 2;", .projectText = kStreamS}));
        QVERIFY(feed.waitFor([&] { return feed.finished; }));
        QCOMPARE(feed.rows.size(), std::size_t(2));
        QVERIFY2(m_cluster->handedOut < kRecords,
                 qPrintable(QString::number(m_cluster->handedOut)));
    }

private:
    std::shared_ptr<CountingCluster> m_cluster;
    std::unique_ptr<TestEngine> m_test;
};

WEIR_TEST(PullStreamTest)
#include "PullStreamTest.moc"
