#include "core/connect/GeneratorRun.h"
#include "tests/e2e/PipelineFixture.h"
#include "tests/support/TestRegistry.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace weir;
using namespace weir::test;

/// `weir run` on the local cluster is killed at random, again and again, while its input grows:
/// what stands in the topics at the end is what SQLite computes, no record lost or doubled.
class KillTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void survivesKillMinusNine()
    {
        const QTemporaryDir folder;
        const QString address = "local:" + folder.path();
        auto opened = log::openCluster(address.toStdString());
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().message.c_str());
        const log::ClusterPtr cluster = *opened;
        fillRatings(cluster, 2, kRatingsPerRound);

        // The seed is printed by Qt Test on failure; a fixed one keeps runs comparable.
        QRandomGenerator random(20260223);
        int killed = 0;
        for (int round = 0; round < kKills; ++round) {
            moreRatings(cluster);
            QProcess process;
            process.setProcessChannelMode(QProcess::MergedChannels);
            process.start(kWeir, {"run", kPipeline, "--cluster", address, "--as", "kill-test"});
            QVERIFY(process.waitForStarted());
            QTest::qWait(random.bounded(20, 120));
            killed += process.state() == QProcess::Running ? 1 : 0;
            ::kill(pid_t(process.processId()), SIGKILL);
            QVERIFY(process.waitForFinished());
        }
        QCOMPARE(killed, kKills);

        QProcess last;
        last.setProcessChannelMode(QProcess::MergedChannels);
        last.start(kWeir, {"run", kPipeline, "--cluster", address, "--as", "kill-test",
                           "--until-caught-up"});
        QVERIFY(last.waitForFinished(120000));
        QVERIFY2(last.exitCode() == 0, last.readAll().constData());

        RatingsOracle oracle;
        feedOracle(oracle, *cluster);
        const std::string difference = compareWithOracle(*cluster, oracle);
        QVERIFY2(difference.empty(), difference.c_str());
    }

private:
    static constexpr int kKills = 50;
    static constexpr std::uint64_t kRatingsPerRound = 2000;
    const QString kWeir = QStringLiteral(WEIR_BINARY_DIR "/app/cli/weir");
    const QString kPipeline = QStringLiteral(WEIR_SOURCE_DIR "/resources/samples/ratings.sql");

    static void moreRatings(const log::ClusterPtr &cluster)
    {
        const auto deadline = Deadline::in(std::chrono::seconds(30));
        auto run = connect::GeneratorRun::open(cluster,
                                               {.generator = "ratings",
                                                .settings = {.seed = 7, .rate = 20},
                                                .count = kRatingsPerRound},
                                               deadline);
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        while (!(*run)->finished()) {
            QVERIFY((*run)->append(connect::kNoTimeLimit, 50000, deadline).has_value());
        }
    }
};

WEIR_TEST(KillTest)
#include "KillTest.moc"
