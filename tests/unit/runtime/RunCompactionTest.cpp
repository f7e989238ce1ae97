#include "tests/support/TestRegistry.h"
#include "tests/unit/runtime/RunFixture.h"
#include "tests/unit/runtime/UnsafeCluster.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <future>
#include <map>

using namespace weir;
using namespace weir::runtime;
using namespace weir::test;

namespace {

const std::string kSums = "CREATE TABLE SUMS AS SELECT K, COUNT(*) AS N, SUM(V) AS TOTAL FROM S "
                          "GROUP BY K EMIT CHANGES;\n";

const std::string kStateText =
    kStreamS + kSums +
    "CREATE TABLE LISTS AS SELECT K, COLLECT_SET(V) AS L FROM S GROUP BY K EMIT CHANGES;\n"
    "CREATE TABLE WINDOWS AS SELECT K, COUNT(*) AS N FROM S WINDOW TUMBLING (SIZE 10 MILLISECONDS, "
    "GRACE PERIOD 5 MILLISECONDS) GROUP BY K EMIT CHANGES;\n"
    "CREATE TABLE SESSIONS AS SELECT K, COUNT(*) AS N FROM S WINDOW SESSION (4 MILLISECONDS, GRACE "
    "PERIOD 5 MILLISECONDS) GROUP BY K EMIT CHANGES;\n"
    "CREATE STREAM PAIRS AS SELECT A.K AS K, A.V, B.V AS W FROM S A JOIN COPIES B WITHIN 6 "
    "MILLISECONDS ON A.K = B.K EMIT CHANGES;\n";

const std::string kCopyText = "CREATE STREAM COPIES AS SELECT K, V FROM S EMIT CHANGES;\n";

std::string stateText()
{
    std::string text = kStateText;
    text.insert(kStreamS.size(), kCopyText);
    return text;
}

using StateOutputs = std::map<std::string, std::vector<std::string>>;

StateOutputs stateOutputs(log::Cluster &cluster)
{
    StateOutputs outputs;
    for (const char *topic : {"SUMS", "LISTS", "WINDOWS", "SESSIONS", "PAIRS"}) {
        outputs[topic] = texts(readAll(cluster, topic));
    }
    return outputs;
}

RunSettings compacting()
{
    return {.runId = "r", .compactBytes = 1};
}

/// Feeds records in small appends, with a commit after each.
void feedSmall(Run &run, log::Cluster &cluster, int first, int count)
{
    for (int i = first; i < first + count; i += 2) {
        append(cluster, "s", numbered(i, 2));
        turnUntilIdle(run);
    }
}

StateOutputs uncompacted(int records)
{
    const auto cluster = memoryCluster();
    makeTopic(*cluster, "s");
    const auto run = openRun(cluster);
    applyText(*run, *cluster, stateText());
    feedSmall(*run, *cluster, 0, records);
    return stateOutputs(*cluster);
}

log::CheckpointChain checkpointChain(log::Cluster &cluster)
{
    return valueOf(cluster.checkpoints().load("r", farOff()));
}

} // namespace

/// Chains of checkpoints are made short beside the run, and nothing of it shows (ENGINE.md 8).
class RunCompactionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_cluster = std::make_shared<UnsafeCluster>(memoryCluster());
        makeTopic(*m_cluster, "s");
    }
    void cleanup() { m_cluster.reset(); }

    void goesOnFromACompactedChain()
    {
        for (int life = 0; life < 15; ++life) {
            const auto run = openRun(m_cluster, compacting());
            applyText(*run, *m_cluster, stateText());
            feedSmall(*run, *m_cluster, life * 8, 8);
            run->waitForCompaction();
            // The end of the last one is noticed with the next commit.
        }
        QVERIFY(m_cluster->unsafe().compactions > 2);
        const log::CheckpointChain chain = checkpointChain(*m_cluster);
        QVERIFY(chain.parts.front().epoch > 1);
        QVERIFY(chain.parts.size() < chain.epoch());
        QCOMPARE(stateOutputs(*m_cluster), uncompacted(15 * 8));
    }

    void writesNoWholeStateWhenItGoesOn()
    {
        {
            const auto run = openRun(m_cluster);
            applyText(*run, *m_cluster, kStreamS + kSums);
            std::vector<TestRecord> many;
            for (int i = 0; i < 5000; ++i) {
                many.push_back({"key" + std::to_string(i), "{\"V\":1}", 1000 + i});
            }
            append(*m_cluster, "s", many);
            turnUntilIdle(*run);
        }
        const std::uint64_t before = checkpointChain(*m_cluster).epoch();
        const auto run = openRun(m_cluster);
        applyText(*run, *m_cluster, kStreamS + kSums);
        append(*m_cluster, "s", {{"key7", "{\"V\":1}", 9000}});
        turnUntilIdle(*run);
        const log::CheckpointChain chain = checkpointChain(*m_cluster);
        QVERIFY(chain.epoch() > before);
        QVERIFY(chain.parts.back().kind == log::Checkpoint::Kind::Delta);
        QVERIFY2(chain.parts.back().bytes.size() < 2000,
                 std::to_string(chain.parts.back().bytes.size()).c_str());
        QCOMPARE(texts(readAll(*m_cluster, "SUMS")).back(),
                 std::string("key7={\"N\":2,\"TOTAL\":2}"));
    }

    void commitsGoOnWhileItCompacts()
    {
        std::promise<void> begun;
        std::promise<void> released;
        const auto wait = released.get_future().share();
        bool first = true;
        m_cluster->unsafe().beforeCompact = [&, wait] {
            if (first) {
                first = false;
                begun.set_value();
                wait.wait();
            }
            return Status();
        };
        auto run = openRun(m_cluster, compacting());
        applyText(*run, *m_cluster, stateText());
        feedSmall(*run, *m_cluster, 0, 20);
        begun.get_future().wait();
        const std::uint64_t epoch = checkpointChain(*m_cluster).epoch();
        feedSmall(*run, *m_cluster, 20, 20);
        QVERIFY(checkpointChain(*m_cluster).epoch() >= epoch + 10);
        released.set_value();
        run->waitForCompaction();
        const log::CheckpointChain chain = checkpointChain(*m_cluster);
        QVERIFY(chain.parts.front().kind == log::Checkpoint::Kind::Snapshot);
        QVERIFY(chain.parts.front().epoch > 1);
        QVERIFY(chain.parts.size() > 10);
        // It goes on from a snapshot with deltas that were written meanwhile.
        run.reset();
        run = openRun(m_cluster, compacting());
        applyText(*run, *m_cluster, stateText());
        feedSmall(*run, *m_cluster, 40, 20);
        QCOMPARE(stateOutputs(*m_cluster), uncompacted(60));
    }

    void failsWithoutHarm()
    {
        m_cluster->unsafe().beforeCompact = [] {
            return Status(fail(externalError("log.storage", "the test wants it so")));
        };
        auto run = openRun(m_cluster, compacting());
        applyText(*run, *m_cluster, stateText());
        for (int i = 0; i < 100; i += 2) {
            feedSmall(*run, *m_cluster, i, 2);
            run->waitForCompaction();
        }
        // Tried again when there is much more to gain, not with every commit.
        QVERIFY(m_cluster->unsafe().compactions > 1);
        QVERIFY(m_cluster->unsafe().compactions < 12);
        const auto warnings = run->takeWarnings();
        QVERIFY(!warnings.empty());
        QVERIFY(warnings[0].find("the test wants it so") != std::string::npos);
        QVERIFY(run->takeWarnings().empty());
        QVERIFY(checkpointChain(*m_cluster).parts.size() > 40);
        run.reset();
        run = openRun(m_cluster, compacting());
        applyText(*run, *m_cluster, stateText());
        QCOMPARE(stateOutputs(*m_cluster), uncompacted(100));
    }

    void keepsQueriesThatLeftTheText()
    {
        {
            const auto run = openRun(m_cluster, compacting());
            applyText(*run, *m_cluster, stateText());
            feedSmall(*run, *m_cluster, 0, 30);
            applyText(*run, *m_cluster, kStreamS + kCopyText);
            feedSmall(*run, *m_cluster, 30, 30);
            run->waitForCompaction();
        }
        QVERIFY(m_cluster->unsafe().compactions > 0);
        const auto run = openRun(m_cluster, compacting());
        applyText(*run, *m_cluster, stateText());
        turnUntilIdle(*run);
        QCOMPARE(stateOutputs(*m_cluster)["SUMS"], uncompacted(60)["SUMS"]);
    }

    void endsWithARunThatCompacts()
    {
        // Breaks off wherever it is: nothing hangs, the chain is whole.
        for (int life = 0; life < 10; ++life) {
            const auto run = openRun(m_cluster, compacting());
            applyText(*run, *m_cluster, stateText());
            feedSmall(*run, *m_cluster, life * 6, 6);
        }
        QCOMPARE(stateOutputs(*m_cluster), uncompacted(60));
    }

    /// WEIR_BENCH_KEYS=1000000: how long commits take on a local cluster while the chain grows and
    /// is compacted.
    void measuresCommits()
    {
        const int keys = qEnvironmentVariableIntValue("WEIR_BENCH_KEYS");
        if (keys == 0) {
            QSKIP("set WEIR_BENCH_KEYS to measure");
        }
        const QTemporaryDir folder;
        const auto cluster =
            valueOf(log::openCluster("local:" + folder.filePath("log.db").toStdString()));
        makeTopic(*cluster, "s");
        auto run = openRun(cluster, {.runId = "r"});
        applyText(*run, *cluster, kStreamS + kSums);
        qint64 longest = 0;
        for (int round = 0; round < 4; ++round) {
            for (int first = 0; first < keys; first += 20000) {
                std::vector<TestRecord> records;
                for (int i = first; i < std::min(first + 20000, keys); ++i) {
                    records.push_back({"key" + std::to_string(i), "{\"V\":1}", 1000 + i});
                }
                append(*cluster, "s", records);
                while (valueOf(run->turn(Deadline::now()))) {
                    QElapsedTimer timer;
                    timer.start();
                    valueOf(run->commit());
                    longest = std::max(longest, timer.nsecsElapsed());
                }
            }
            qInfo("round %d: longest commit %.1f ms, state %.1f MB", round, double(longest) / 1e6,
                  double(run->stateBytes()) / 1e6);
            longest = 0;
        }
        QElapsedTimer timer;
        timer.start();
        const std::size_t whole = run->queries()[0]->state().parts[0].size();
        qInfo("writing the whole state on the worker would take %lld ms (%.1f MB)", timer.elapsed(),
              double(whole) / 1e6);
        timer.restart();
        run->waitForCompaction();
        qInfo("waited for the last compaction: %lld ms", timer.elapsed());
        const auto parts = valueOf(cluster->checkpoints().load("r", farOff())).parts;
        std::size_t bytes = 0;
        for (const log::Checkpoint &part : parts) {
            bytes += part.bytes.size();
        }
        qInfo("chain: %zu parts, %.1f MB, snapshot %.1f MB", parts.size(), double(bytes) / 1e6,
              double(parts.front().bytes.size()) / 1e6);
    }

private:
    std::shared_ptr<UnsafeCluster> m_cluster;
};

WEIR_TEST(RunCompactionTest)
#include "RunCompactionTest.moc"
