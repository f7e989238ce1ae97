#include "core/connect/GeneratorRun.h"

#include "core/types/Partitioner.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

#include <string>
#include <tuple>
#include <vector>

using namespace weir;
using namespace weir::connect;

namespace {

constexpr EpochMs kRunStart = 1'700'000'000'000;

using Row = std::tuple<EpochMs, std::string, std::string>;
using Partitions = std::vector<std::vector<Row>>;

Deadline soon()
{
    return Deadline::in(std::chrono::seconds(10));
}

GeneratorRunOptions optionsOf(const std::string &name, std::int32_t partitions = 4)
{
    return {.generator = name,
            .partitions = partitions,
            .settings = {.seed = 5, .start = kRunStart, .rate = 20}};
}

std::unique_ptr<GeneratorRun> opened(const log::ClusterPtr &cluster,
                                     const GeneratorRunOptions &options)
{
    auto run = GeneratorRun::open(cluster, options, soon());
    if (!run) {
        qFatal("%s", run.error().message.c_str());
    }
    return std::move(*run);
}

Partitions contentOf(log::Cluster &cluster, const std::string &topic)
{
    const auto offsets = cluster.offsets(topic, soon());
    const auto reader = cluster.openReader();
    Partitions content(offsets->size());
    std::size_t open = 0;
    for (std::size_t i = 0; i < content.size(); ++i) {
        open +=
            (*reader)->assign({topic, std::int32_t(i)}, log::Position::beginning(), soon()) ? 1 : 0;
    }
    while (open > 0) {
        const auto polled = (*reader)->poll(soon(), 1U << 20U);
        for (const SlabPtr &slab : polled->slabs) {
            for (const RecordView &record : slab->records()) {
                content[std::size_t(slab->source().partition)].emplace_back(
                    record.timestamp, record.key(), record.value());
            }
        }
        open -= polled->events.size();
    }
    return content;
}

} // namespace

class GeneratorRunTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_cluster = *log::openCluster("memory:"); }

    void putsRecordsWhereTheirKeysBelong()
    {
        QCOMPARE(
            opened(m_cluster, optionsOf("ratings"))->append(kNoTimeLimit, 1000, soon()).value(),
            std::size_t(1000));
        const Partitions content = contentOf(*m_cluster, "ratings");
        std::size_t seen = 0;
        for (std::size_t i = 0; i < content.size(); ++i) {
            for (const auto &[time, key, value] : content[i]) {
                QCOMPARE(partitionOfKey(key, 4), std::int32_t(i));
                ++seen;
            }
        }
        QCOMPARE(seen, std::size_t(1000));
        QCOMPARE(m_cluster->topicConfig("ratings", soon())->at("retention.ms"), std::string("-1"));
    }

    void resumesAsIfItHadNeverStopped_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("partitions");
        for (const GeneratorTraits &traits : knownGenerators()) {
            for (const int partitions : {1, 4}) {
                QTest::addRow("%s/%d", traits.name.c_str(), partitions)
                    << QString::fromStdString(traits.name) << partitions;
            }
        }
    }

    void resumesAsIfItHadNeverStopped()
    {
        QFETCH(QString, name);
        QFETCH(int, partitions);
        GeneratorRunOptions options = optionsOf(name.toStdString(), partitions);
        opened(m_cluster, options)->append(kNoTimeLimit, 700, soon()).value();
        const Partitions whole = contentOf(*m_cluster, options.generator);

        init();
        for (const std::size_t part : {1, 2, 97, 300, 300}) {
            opened(m_cluster, options)->append(kNoTimeLimit, part, soon()).value();
            options.settings.start += 12'345; // counts for the first run alone
        }
        QCOMPARE(contentOf(*m_cluster, options.generator), whole);
    }

    void mendsARunThatReachedOnlySomePartitions()
    {
        opened(m_cluster, optionsOf("ratings"))->append(kNoTimeLimit, 600, soon()).value();
        const Partitions whole = contentOf(*m_cluster, "ratings");

        init();
        opened(m_cluster, optionsOf("ratings"))->append(kNoTimeLimit, 300, soon()).value();
        const std::size_t there = contentOf(*m_cluster, "ratings")[2].size();
        RecordBuffer ahead;
        for (std::size_t i = there; i < there + 20; ++i) {
            const auto &[time, key, value] = whole[2][i];
            ahead.add(time, key, value);
        }
        const auto writer = m_cluster->openWriter();
        QVERIFY((*writer)->write({{"ratings", 2}, ahead.run()}, soon()).has_value());

        const auto run = opened(m_cluster, optionsOf("ratings"));
        QVERIFY(run->resumed());
        run->append(run->generator().timeOf(599), 1000, soon()).value();
        QCOMPARE(contentOf(*m_cluster, "ratings"), whole);
    }

    void appendsWhatIsDue()
    {
        const auto run = opened(m_cluster, optionsOf("ratings"));
        QVERIFY(!run->resumed());
        QVERIFY(run->append(kRunStart - 1, 1000, soon()).value() == 0);
        const std::size_t due = run->append(kRunStart + 10'000, 1000, soon()).value();
        QVERIFY(due >= 199 && due <= 201);
        QVERIFY(*run->nextTime() > kRunStart + 10'000);
        QCOMPARE(run->append(kRunStart + 10'000, 1000, soon()).value(), std::size_t(0));
    }

    void skipsAPause()
    {
        const auto run = opened(m_cluster, optionsOf("ratings"));
        run->append(kRunStart + 1000, 1000, soon()).value();
        const std::uint64_t next = run->nextIndex();
        run->skipTo(kRunStart + 1'000'000);
        QCOMPARE(*run->nextTime(), kRunStart + 1'000'000);
        QCOMPARE(run->nextIndex(), next);
        run->skipTo(kRunStart);
        QCOMPARE(*run->nextTime(), kRunStart + 1'000'000);
    }

    void endsAfterTheCountAsked()
    {
        GeneratorRunOptions options = optionsOf("orders");
        options.count = 10;
        options.topic = "elsewhere";
        for (const std::uint64_t end : {10, 20}) {
            const auto run = opened(m_cluster, options);
            QCOMPARE(run->append(kNoTimeLimit, 1000, soon()).value(), std::size_t(10));
            QVERIFY(run->finished());
            QCOMPARE(run->nextIndex(), end);
        }
    }

    void writesATableOnce()
    {
        for (const std::size_t expected : {20, 0}) {
            const auto run = opened(m_cluster, optionsOf("customers"));
            QCOMPARE(run->append(kNoTimeLimit, 1000, soon()).value(), expected);
            QVERIFY(run->finished());
        }
        QCOMPARE(m_cluster->topicConfig("customers", soon())->at("cleanup.policy"),
                 std::string("compact"));
    }

private:
    log::ClusterPtr m_cluster;
};

WEIR_TEST(GeneratorRunTest)
#include "GeneratorRunTest.moc"
