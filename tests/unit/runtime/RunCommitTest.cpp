#include "tests/support/TestRegistry.h"
#include "tests/unit/runtime/RunFixture.h"
#include "tests/unit/runtime/UnsafeCluster.h"

#include <QTest>

using namespace weir;
using namespace weir::runtime;
using namespace weir::test;

namespace {

const std::string kCommitText =
    kStreamS + "CREATE STREAM COPY AS SELECT K, V + 1 AS W FROM S EMIT CHANGES;\n"
               "CREATE TABLE SUMS AS SELECT K, COUNT(*) AS N, SUM(V) AS TOTAL FROM S GROUP BY K "
               "EMIT CHANGES;\n"
               "CREATE STREAM AGAIN AS SELECT * FROM COPY WHERE W % 2 = 0 EMIT CHANGES;\n";

/// What the text gives when nothing goes wrong.
struct Outputs {
    std::vector<std::string> copy;
    std::vector<std::string> sums;
    std::vector<std::string> again;

    bool operator==(const Outputs &) const = default;
};

Outputs outputsOf(log::Cluster &cluster)
{
    return {texts(readAll(cluster, "COPY")), texts(readAll(cluster, "SUMS")),
            texts(readAll(cluster, "AGAIN"))};
}

Outputs uninterrupted()
{
    const auto cluster = memoryCluster();
    makeTopic(*cluster, "s");
    append(*cluster, "s", numbered(0, 60));
    const auto run = openRun(cluster);
    applyText(*run, *cluster, kCommitText);
    turnUntilIdle(*run);
    return outputsOf(*cluster);
}

} // namespace

/// Outputs, offsets and state are committed together, whatever becomes of a commit (ENGINE.md 8).
class RunCommitTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesEveryRowOnceWhenCommitsFail_data()
    {
        QTest::addColumn<int>("fates");
        const auto rows = allFates();
        for (std::size_t i = 0; i < rows.size(); ++i) {
            QTest::newRow(rows[i].first) << static_cast<int>(i);
        }
    }

    void givesEveryRowOnceWhenCommitsFail()
    {
        QFETCH(int, fates);
        const auto cluster = std::make_shared<UnsafeCluster>(memoryCluster());
        makeTopic(*cluster, "s");
        const auto run = openRun(cluster);
        applyText(*run, *cluster, kCommitText);
        cluster->unsafe().fates = allFates()[static_cast<std::size_t>(fates)].second;
        const auto wanted = cluster->unsafe().fates.size();
        // Small appends, so that many commits fall between rows.
        for (int first = 0; first < 60; first += 4) {
            append(*cluster, "s", numbered(first, 4));
            turnUntilIdle(*run);
        }
        QVERIFY(cluster->unsafe().fates.empty());
        QVERIFY(wanted > 0 && cluster->unsafe().failedCommits > 0);
        const Outputs expected = uninterrupted();
        QCOMPARE(expected.copy.size(), std::size_t(60));
        const Outputs actual = outputsOf(*cluster);
        QCOMPARE(actual.copy, expected.copy);
        QCOMPARE(actual.sums, expected.sums);
        QCOMPARE(actual.again, expected.again);
    }

    void goesOnFromTheCheckpointAsIfNeverStopped()
    {
        const auto cluster = memoryCluster();
        makeTopic(*cluster, "s");
        append(*cluster, "s", numbered(0, 60));
        // Dropped after every few turns, some of them without a commit of what was done.
        for (int life = 0; life < 20; ++life) {
            const auto run = openRun(cluster);
            QCOMPARE(run->resumed(), life > 0);
            applyText(*run, *cluster, kCommitText);
            valueOf(run->turn(Deadline::now()));
            valueOf(run->commit());
            valueOf(run->turn(Deadline::now()));
        }
        const auto run = openRun(cluster);
        applyText(*run, *cluster, kCommitText);
        turnUntilIdle(*run);
        QCOMPARE(outputsOf(*cluster), uninterrupted());
    }

    void asksForTheTopicsOnceHoweverManyQueriesThereAre()
    {
        const auto cluster = std::make_shared<UnsafeCluster>(memoryCluster());
        makeTopic(*cluster, "s");
        const auto listsFor = [&cluster](const std::string &sql) {
            const int before = cluster->topicLists;
            (void)prepared(*cluster, sql);
            return cluster->topicLists - before;
        };
        QCOMPARE(listsFor(kCommitText),
                 listsFor(kStreamS + "CREATE STREAM ONE AS SELECT * FROM S EMIT CHANGES;\n"));
    }

    void startsAnewOnReset()
    {
        const auto cluster = memoryCluster();
        makeTopic(*cluster, "s");
        append(*cluster, "s", numbered(0, 6));
        for (const bool reset : {false, true}) {
            const auto run = openRun(cluster, {.runId = "r", .reset = reset});
            QVERIFY(!run->resumed());
            applyText(*run, *cluster, kCommitText);
            turnUntilIdle(*run);
        }
        QCOMPARE(readAll(*cluster, "COPY").size(), std::size_t(12));
    }

    void endsWhenAnotherProcessTookTheRun()
    {
        const auto cluster = memoryCluster();
        makeTopic(*cluster, "s");
        const auto run = openRun(cluster);
        const auto second = Run::open(cluster, {.runId = "r"}, Deadline::now());
        QVERIFY(!second);
        QCOMPARE(second.error().code, std::string("log.run-owned"));
    }

    void keepsPausedWhatWasPausedOverAFailedCommit()
    {
        const auto cluster = std::make_shared<UnsafeCluster>(memoryCluster());
        makeTopic(*cluster, "s");
        const auto run = openRun(cluster);
        applyText(*run, *cluster, kCommitText);
        append(*cluster, "s", numbered(0, 3));
        turnUntilIdle(*run);
        run->pause("SUMS");
        cluster->unsafe().fates = {CommitFate::Aborted};
        append(*cluster, "s", numbered(3, 6));
        turnUntilIdle(*run);
        QVERIFY(cluster->unsafe().fates.empty());
        QCOMPARE(readAll(*cluster, "COPY").size(), std::size_t(9));
        QCOMPARE(readAll(*cluster, "SUMS").size(), std::size_t(3));
        valueOf(run->resume("SUMS", farOff()));
        turnUntilIdle(*run);
        QCOMPARE(readAll(*cluster, "SUMS").size(), std::size_t(9));
    }

    void keepsStoppedWhatWasStoppedOverAFailedCommit()
    {
        const auto cluster = std::make_shared<UnsafeCluster>(memoryCluster());
        makeTopic(*cluster, "s");
        const auto run = openRun(cluster);
        applyText(*run, *cluster, kCommitText);
        valueOf(run->stop("SUMS"));
        cluster->unsafe().fates = {CommitFate::Aborted};
        append(*cluster, "s", numbered(0, 6));
        turnUntilIdle(*run);
        QVERIFY(cluster->unsafe().fates.empty());
        QCOMPARE(readAll(*cluster, "COPY").size(), std::size_t(6));
        QCOMPARE(readAll(*cluster, "SUMS").size(), std::size_t(0));
    }

private:
    static std::vector<std::pair<const char *, std::deque<CommitFate>>> allFates()
    {
        using enum CommitFate;
        return {{"one abort", {Good, Good, Aborted}},
                {"the first commit", {Aborted, Aborted}},
                {"unknown, lost", {Good, UnknownLost, Good, UnknownLost}},
                {"unknown, stored", {Good, UnknownStored, Good, UnknownStored}},
                {"all kinds in a row",
                 {Aborted, UnknownStored, UnknownLost, Good, UnknownStored, Aborted, Good,
                  UnknownLost, UnknownStored, UnknownStored, Good, Aborted}}};
    }
};

WEIR_TEST(RunCommitTest)
#include "RunCommitTest.moc"
