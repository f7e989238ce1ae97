#include "core/runtime/RunCheckpoint.h"

#include "tests/support/TestRegistry.h"
#include "tests/unit/runtime/RunFixture.h"

#include <QTest>

#include <set>

using namespace weir;
using namespace weir::runtime;
using namespace weir::test;

class RunCheckpointTest : public QObject {
    Q_OBJECT

private:
    static log::CheckpointChain chainOf(std::string bytes)
    {
        log::Checkpoint checkpoint;
        checkpoint.epoch = 3;
        checkpoint.bytes = std::move(bytes);
        log::CheckpointChain chain;
        chain.parts.push_back(std::move(checkpoint));
        return chain;
    }

private Q_SLOTS:
    void readsWhatItWrote()
    {
        const QuerySection section{"A", "sig", "state", {{{"t", 1}, 42}}, false, "bytes"};
        const auto memory = decodeCheckpoints(chainOf(encodeCheckpoint({section}, "SQL", 77)));
        QVERIFY(memory.has_value());
        QCOMPARE(memory->epoch, std::uint64_t(3));
        QCOMPARE(memory->sql, std::string("SQL"));
        QCOMPARE(memory->seed, std::uint64_t(77));
        QCOMPARE(memory->queries.at("A").positions.at({"t", 1}), std::int64_t(42));
    }

    void keepsTheSeedThatARunWasGivenFirst()
    {
        const auto cluster = memoryCluster();
        makeTopic(*cluster, "s");
        const auto seedOf = [&](bool reset) {
            const auto run = openRun(cluster, {.runId = "r", .compactBytes = 1, .reset = reset});
            applyText(*run, *cluster,
                      kStreamS + "CREATE STREAM IDS AS SELECT K, UUID() AS U FROM S;\n");
            append(*cluster, "s", numbered(0, 20));
            turnUntilIdle(*run);
            run->waitForCompaction();
            return valueOf(decodeCheckpoints(valueOf(cluster->checkpoints().load("r", farOff()))))
                .seed;
        };
        const std::uint64_t first = seedOf(false);
        QVERIFY(first != 0);
        QCOMPARE(seedOf(false), first);
        QVERIFY(seedOf(true) != first);
        const auto rows = texts(readAll(*cluster, "IDS"));
        std::set<std::string> uuids;
        for (const std::string &row : rows) {
            uuids.insert(row.substr(row.find('=')));
        }
        // 20, then 20 more, then all 60 anew.
        QCOMPARE(rows.size(), std::size_t(100));
        QCOMPARE(uuids.size(), rows.size());
    }

    void tellsAnotherFormFromADamagedOne()
    {
        std::string bytes = encodeCheckpoint({{"A", "sig", "state", {}, false, "bytes"}}, "SQL", 0);
        const auto damaged = decodeCheckpoints(chainOf(bytes.substr(0, bytes.size() - 3)));
        QCOMPARE(damaged.error().code, std::string("runtime.corrupt-checkpoint"));
        bytes[0] = 1;
        const auto old = decodeCheckpoints(chainOf(bytes));
        QCOMPARE(old.error().code, std::string("runtime.checkpoint-version"));
        QVERIFY(old.error().message.find("--reset") != std::string::npos);
    }
};

WEIR_TEST(RunCheckpointTest)
#include "RunCheckpointTest.moc"
