#include "core/connect/GeneratorRun.h"
#include "tests/e2e/PipelineFixture.h"
#include "tests/e2e/WeirProgram.h"
#include "tests/support/TestRegistry.h"

#include <QDeadlineTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <stdexcept>

using namespace weir;
using namespace weir::test;

namespace {

constexpr int kKills = 50;
/// Every so many kills one comes before the run has committed anything.
constexpr int kEarlyEvery = 5;
/// The others must hit a run in the middle of its input; some may come too late on a busy machine.
constexpr int kLeastMidway = 30;
constexpr std::int64_t kBacklog = 12000;
constexpr std::int64_t kMostBeforeKill = 5000;

Deadline longEnough()
{
    return Deadline::in(std::chrono::seconds(30));
}

/// Records that stand in a topic; none where there is no topic yet.
std::int64_t recordsOf(log::Cluster &cluster, const std::string &topic)
{
    const auto offsets = cluster.offsets(topic, longEnough());
    if (!offsets && offsets.error().code != "log.unknown-topic") {
        throw std::runtime_error(offsets.error().message);
    }
    std::int64_t count = 0;
    for (std::size_t i = 0; offsets && i < offsets->size(); ++i) {
        count += (*offsets)[i].lastStable;
    }
    return count;
}

/// The join gives one row a rating, so its end tells how much of the input is committed.
std::int64_t committed(log::Cluster &cluster)
{
    return recordsOf(cluster, "RATINGS_WITH_CUSTOMER_DATA");
}

void addRatings(const log::ClusterPtr &cluster, std::uint64_t count)
{
    auto run = connect::GeneratorRun::open(
        cluster, {.generator = "ratings", .settings = {.seed = 7, .rate = 20}, .count = count},
        longEnough());
    while (run && !(*run)->finished()) {
        if (const auto appended = (*run)->append(connect::kNoTimeLimit, 50000, longEnough());
            !appended) {
            throw std::runtime_error(appended.error().message);
        }
    }
    if (!run) {
        throw std::runtime_error(run.error().message);
    }
}

} // namespace

/// `weir run` on the local cluster is killed in the middle of its work, again and again, while its
/// input grows: what stands in the topics at the end is what SQLite computes, no record lost or
/// doubled.
class KillTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void survivesKillMinusNine()
    {
        try {
            const QTemporaryDir folder;
            m_address = "local:" + folder.path();
            killAgainAndAgain();
        } catch (const std::exception &error) {
            QFAIL(error.what());
        }
    }

private:
    void killAgainAndAgain()
    {
        auto opened = log::openCluster(m_address.toStdString());
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().message.c_str());
        const log::ClusterPtr cluster = *opened;
        fillRatings(cluster, 2, std::uint64_t(kBacklog));

        // A fixed seed keeps runs comparable.
        QRandomGenerator random(20260223);
        int midway = 0;
        for (int round = 0; round < kKills; ++round) {
            const std::int64_t before = committed(*cluster);
            const std::int64_t ratings = recordsOf(*cluster, "ratings");
            const std::int64_t missing = kBacklog - (ratings - before);
            if (missing > 0) {
                addRatings(cluster, std::uint64_t(missing));
            }
            killOnce(*cluster, random, round % kEarlyEvery == 0, before);
            if (QTest::currentTestFailed()) {
                return;
            }
            const std::int64_t after = committed(*cluster);
            midway += after > before && after < recordsOf(*cluster, "ratings") ? 1 : 0;
        }
        QVERIFY2(midway >= kLeastMidway, qPrintable(QString::number(midway)));

        const Outcome last =
            runWeir({.arguments = runArguments() << "--until-caught-up", .cluster = m_address});
        QVERIFY2(last.code == 0, last.err.constData());
        RatingsOracle oracle;
        feedOracle(oracle, *cluster);
        const std::string difference = compareWithOracle(*cluster, oracle);
        QVERIFY2(difference.empty(), difference.c_str());
    }

    void killOnce(log::Cluster &cluster, QRandomGenerator &random, bool early, std::int64_t before)
    {
        QProcess process;
        startWeir(process, runArguments(), m_address);
        if (early) {
            QVERIFY(!waitForWords(process, "run kill-test").isEmpty());
        } else {
            const std::int64_t target = before + random.bounded(1, int(kMostBeforeKill));
            const QDeadlineTimer hangs(60000);
            while (committed(cluster) < target) {
                QVERIFY2(!process.waitForFinished(0) && !hangs.hasExpired(),
                         process.readAllStandardError().constData());
            }
            // Not always right behind a commit.
            for (int more = random.bounded(30); more > 0; --more) {
                (void)committed(cluster);
            }
        }
        ::kill(pid_t(process.processId()), SIGKILL);
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    }

    static QStringList runArguments()
    {
        return {"run", QStringLiteral(WEIR_SOURCE_DIR "/resources/samples/ratings.sql"), "--as",
                "kill-test"};
    }

    QString m_address;
};

WEIR_TEST(KillTest)
#include "KillTest.moc"
