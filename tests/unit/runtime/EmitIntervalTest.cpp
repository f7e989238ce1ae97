#include "tests/support/TestRegistry.h"
#include "tests/unit/runtime/RunFixture.h"
#include "tests/unit/runtime/UnsafeCluster.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace weir;
using namespace weir::runtime;
using namespace weir::test;

namespace {

const std::string kCounts =
    kStreamS + "CREATE TABLE COUNTS AS SELECT K, COUNT(*) AS N, SUM(V) AS TOTAL FROM S GROUP BY K "
               "EMIT CHANGES;\n";
/// A reader of the table's changes in the same run.
const std::string kWithReader =
    kCounts + "CREATE STREAM CHANGES (K VARCHAR KEY, N BIGINT) WITH (KAFKA_TOPIC='COUNTS', "
              "VALUE_FORMAT='JSON', PARTITIONS=1);\n"
              "CREATE STREAM SEEN AS SELECT * FROM CHANGES EMIT CHANGES;\n";

/// Longer than any test: what is held back leaves for another reason.
const PrepareOptions kLong{.emitInterval = std::chrono::hours(1)};

void applyWith(Run &run, log::Cluster &cluster, const std::string &sql,
               const PrepareOptions &options)
{
    applyText(run, cluster, sql, OnChange::Refuse, options);
}

std::vector<std::string> everyChange(int records)
{
    const auto cluster = memoryCluster();
    makeTopic(*cluster, "s");
    append(*cluster, "s", numbered(0, records));
    const auto run = openRun(cluster);
    applyText(*run, *cluster, kCounts);
    turnUntilIdle(*run);
    return texts(readAll(*cluster, "COUNTS"));
}

bool isSubsequence(const std::vector<std::string> &part, const std::vector<std::string> &whole)
{
    std::size_t at = 0;
    for (const std::string &row : whole) {
        at += at < part.size() && part[at] == row ? 1 : 0;
    }
    return at == part.size();
}

} // namespace

/// Changes of a table are gathered for `emit.interval` and written at the latest with a checkpoint
/// (ENGINE.md 3).
class EmitIntervalTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesTheLastChangeOfAKey_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("memory") << "memory:";
        QTest::newRow("local") << "local:";
    }

    void writesTheLastChangeOfAKey()
    {
        QFETCH(QString, kind);
        const QTemporaryDir folder;
        const std::string address =
            kind.toStdString() + (kind == u"local:" ? folder.path().toStdString() : std::string());
        const auto cluster = valueOf(log::openCluster(address));
        makeTopic(*cluster, "s");
        append(*cluster, "s", numbered(0, 60));
        const auto run = openRun(cluster);
        applyWith(*run, *cluster, kWithReader, kLong);
        turnUntilIdle(*run);
        const auto written = texts(readAll(*cluster, "COUNTS"));
        const auto all = everyChange(60);
        QCOMPARE(all.size(), std::size_t(60));
        QVERIFY(written.size() < all.size());
        QVERIFY(isSubsequence(written, all));
        const std::vector<std::string> last(all.end() - 3, all.end());
        QCOMPARE(std::vector<std::string>(written.end() - 3, written.end()), last);
        // Its reader has seen exactly what was written.
        QCOMPARE(readAll(*cluster, "SEEN").size(), written.size());
    }

    void writesEveryChangeWhereTheTextSaysSo()
    {
        const auto cluster = memoryCluster();
        makeTopic(*cluster, "s");
        append(*cluster, "s", numbered(0, 60));
        const auto run = openRun(cluster);
        applyWith(*run, *cluster, "SET 'emit.interval'='0';\n" + kCounts, kLong);
        turnUntilIdle(*run);
        QCOMPARE(texts(readAll(*cluster, "COUNTS")), everyChange(60));
    }

    void isNotCaughtUpWhileSomethingIsHeldBack()
    {
        const auto cluster = memoryCluster();
        makeTopic(*cluster, "s");
        append(*cluster, "s", numbered(0, 60));
        const auto run = openRun(cluster, {.runId = "r", .untilCaughtUp = true});
        applyWith(*run, *cluster, kWithReader, kLong);
        for (int turns = 0; !run->caughtUp(); ++turns) {
            QVERIFY(turns < 1000);
            valueOf(run->turn(Deadline::now()));
        }
        const auto written = readAll(*cluster, "COUNTS");
        QCOMPARE(newestTexts(written).size(), std::size_t(3));
        QCOMPARE(texts(written).back(), everyChange(60).back());
        QCOMPARE(readAll(*cluster, "SEEN").size(), written.size());
    }

    void letsOutWhatIsHeldBeforeAQueryWaits()
    {
        const auto cluster = memoryCluster();
        makeTopic(*cluster, "s");
        append(*cluster, "s", numbered(0, 6));
        const auto run = openRun(cluster);
        applyWith(*run, *cluster, kCounts, kLong);
        valueOf(run->turn(Deadline::now()));
        run->pause("COUNTS");
        turnUntilIdle(*run);
        QCOMPARE(newestTexts(readAll(*cluster, "COUNTS")),
                 (std::vector<std::string>{"k0={\"N\":2,\"TOTAL\":3}", "k1={\"N\":2,\"TOTAL\":5}",
                                           "k2={\"N\":2,\"TOTAL\":7}"}));
    }

    void letsOutWhatWasHeldWhenARowEndsTheQuery()
    {
        const auto cluster = memoryCluster();
        makeTopic(*cluster, "s");
        const auto run = openRun(cluster);
        applyWith(*run, *cluster,
                  "CREATE STREAM S (K VARCHAR KEY, V DECIMAL(2, 0)) WITH (KAFKA_TOPIC='s', "
                  "VALUE_FORMAT='JSON');\n"
                  "CREATE TABLE T AS SELECT K, SUM(V) AS N FROM S GROUP BY K EMIT CHANGES;\n",
                  kLong);
        append(*cluster, "s",
               {{"a", "{\"V\":1}", 1},
                {"a", "{\"V\":2}", 2},
                {"b", "{\"V\":5}", 3},
                {"a", "{\"V\":99}", 4},
                {"b", "{\"V\":3}", 5}});
        turnUntilIdle(*run);
        QVERIFY(run->queries().front()->error.has_value());
        QCOMPARE(newestTexts(readAll(*cluster, "T")),
                 (std::vector<std::string>{"a={\"N\":3}", "b={\"N\":5}"}));
    }

    void losesAndDoublesNothingWhenARunEndsAnywhere()
    {
        const auto cluster = std::make_shared<UnsafeCluster>(memoryCluster());
        makeTopic(*cluster, "s");
        using enum CommitFate;
        int records = 0;
        for (int life = 0; life < 20; ++life) {
            const auto run = openRun(cluster);
            applyWith(*run, *cluster, kCounts, kLong);
            cluster->unsafe().fates = {Good, UnknownStored, Aborted, UnknownLost};
            append(*cluster, "s", numbered(records, 40));
            records += 40;
            valueOf(run->turn(Deadline::now()));
            valueOf(run->turn(Deadline::now()));
        }
        cluster->unsafe().fates = {};
        const auto run = openRun(cluster);
        applyWith(*run, *cluster, kCounts, kLong);
        turnUntilIdle(*run);
        const auto written = texts(readAll(*cluster, "COUNTS"));
        const auto all = everyChange(records);
        QVERIFY(written.size() < all.size());
        QVERIFY(isSubsequence(written, all));
        QCOMPARE(newestTexts(readAll(*cluster, "COUNTS")).size(), std::size_t(3));
        const std::vector<std::string> last(all.end() - 3, all.end());
        QVERIFY(std::is_permutation(written.end() - 3, written.end(), last.begin()));
    }

    void takesANewIntervalOverWithoutStartingAnew()
    {
        const auto cluster = memoryCluster();
        makeTopic(*cluster, "s");
        const auto run = openRun(cluster);
        applyWith(*run, *cluster, kCounts, kLong);
        append(*cluster, "s", numbered(0, 30));
        turnUntilIdle(*run);
        const std::size_t before = readAll(*cluster, "COUNTS").size();
        applyWith(*run, *cluster, "SET 'emit.interval'='0';\n" + kCounts, kLong);
        append(*cluster, "s", numbered(30, 30));
        turnUntilIdle(*run);
        const auto written = texts(readAll(*cluster, "COUNTS"));
        const auto all = everyChange(60);
        QCOMPARE(std::vector<std::string>(written.begin() + std::ptrdiff_t(before), written.end()),
                 std::vector<std::string>(all.begin() + 30, all.end()));
    }
};

WEIR_TEST(EmitIntervalTest)
#include "EmitIntervalTest.moc"
