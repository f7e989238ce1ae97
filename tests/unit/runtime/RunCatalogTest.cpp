#include "core/runtime/RunCatalog.h"

#include "core/runtime/RunCheckpoint.h"
#include "tests/support/TestRegistry.h"
#include "tests/unit/runtime/RunFixture.h"
#include "tests/unit/runtime/UnsafeCluster.h"

#include <QTest>

using namespace weir;
using namespace weir::test;

namespace {

void keep(log::Cluster &cluster, const std::string &runId, const std::string &bytes)
{
    log::CheckpointStore &store = cluster.checkpoints();
    const auto lease = valueOf(store.acquire(runId, "test", farOff()));
    (void)store.commit(*lease, {}, {1, log::Checkpoint::Kind::Snapshot, bytes}, farOff());
}

} // namespace

class RunCatalogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsSourcesOfRunsWithoutTheirStates()
    {
        const auto cluster = std::make_shared<UnsafeCluster>(memoryCluster());
        makeTopic(*cluster, "s");
        append(*cluster, "s", numbered(0, 3));
        auto run = openRun(cluster);
        applyText(*run, *cluster,
                  kStreamS + "CREATE TABLE T AS SELECT K, COUNT(*) AS N FROM S GROUP BY K;");
        turnUntilIdle(*run);
        cluster->unsafe().loads = 0;
        const auto known = valueOf(runtime::knownSources(*cluster, farOff()));
        QCOMPARE(known.sources.count("S"), std::size_t(1));
        QCOMPARE(known.sources.count("T"), std::size_t(1));
        QVERIFY(known.unread.empty());
        QCOMPARE(cluster->unsafe().loads.load(), 0);
    }

    void readsRunsThatSayNothingOfThemselves()
    {
        const log::ClusterPtr cluster = memoryCluster();
        keep(*cluster, "before", runtime::encodeCheckpoint({}, kStreamS, 0));
        keep(*cluster, "damaged", "no checkpoint");
        const auto known = valueOf(runtime::knownSources(*cluster, farOff()));
        QCOMPARE(known.sources.count("S"), std::size_t(1));
        QCOMPARE(known.unread.size(), std::size_t(1));
        QVERIFY(known.unread.front().message.find("'damaged'") != std::string::npos);
    }
};

WEIR_TEST(RunCatalogTest)
#include "RunCatalogTest.moc"
