#include "tests/e2e/WeirProgram.h"
#include "tests/support/TestRegistry.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using weir::test::Outcome;
using weir::test::runWeir;

/// The `weir` program from outside: what a shell script sees.
class CliTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_cluster = "local:" + m_folder->filePath("cluster");
    }

    void everyCommandExplainsItselfWithAnExample()
    {
        for (const char *command :
             {"run", "sql", "topics", "print", "produce", "generate", "test", "bench"}) {
            const Outcome outcome = weir({command, "--help"});
            QCOMPARE(outcome.code, 0);
            QVERIFY2(outcome.out.contains("weir " + QByteArray(command)), command);
        }
    }

    void wrongUsageIsCodeTwo()
    {
        QCOMPARE(weir({"frobnicate"}).code, 2);
        QCOMPARE(weir({"print"}).code, 2);
        QCOMPARE(weir({"run", "/no/such/file.sql"}).code, 2);
    }

    void theOptionWinsOverTheEnvironment()
    {
        const QString other = "local:" + m_folder->filePath("other");
        QCOMPARE(weir({"topics", "create", "t", "--cluster", other}).code, 0);
        QVERIFY(weir({"topics", "list", "--json", "--cluster", other}).out.contains("\"t\""));
        QVERIFY(!weir({"topics", "list", "--json"}).out.contains("\"t\""));
    }

    void producesDescribesAndPrints()
    {
        QCOMPARE(weir({"topics", "create", "t", "--partitions", "3"}).code, 0);
        QCOMPARE(weir({"produce", "t", "--key-separator", ":", "--timestamp", "1000"},
                      "a:{\"x\":1}\nb:plain\n")
                     .code,
                 0);
        const Outcome printed = weir({"print", "t", "--json"});
        QCOMPARE(printed.code, 0);
        const QList<QByteArray> lines = printed.out.trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        for (const QByteArray &line : lines) {
            const QJsonObject record = QJsonDocument::fromJson(line).object();
            QCOMPARE(record["topic"].toString(), "t");
            QCOMPARE(record["timestamp"].toInt(), 1000);
            QVERIFY(record["key"].toString() == "a" ? record["value"].toObject()["x"].toInt() == 1
                                                    : record["value"].toString() == "plain");
        }
        QVERIFY(weir({"topics", "list"}).out.contains("t"));
        QCOMPARE(weir({"print", "missing"}).code, 1);
        QVERIFY(weir({"print", "missing"}).err.contains("log.unknown-topic"));
    }

    void printsWhatTheDeclarationSays()
    {
        const QString sql = m_folder->filePath("types.sql");
        QFile file(sql);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("CREATE STREAM A (K INT KEY, V VARCHAR) WITH (KAFKA_TOPIC='a', "
                   "VALUE_FORMAT='KAFKA', PARTITIONS=1);\n"
                   "CREATE STREAM B (K DOUBLE KEY, V DECIMAL(38, 0)) WITH (KAFKA_TOPIC='b', "
                   "VALUE_FORMAT='JSON', PARTITIONS=1);\n");
        file.close();
        QCOMPARE(weir({"sql", file.fileName(), "-e",
                       "INSERT INTO A (K, V) VALUES (825307441, '42'); INSERT INTO B (K, V) VALUES "
                       "(1.5, '12345678901234567890123456789');"})
                     .code,
                 0);
        const QByteArray a = weir({"print", "a", "--json", "--sql", sql}).out;
        QVERIFY2(a.contains(R"("key":825307441,"value":"42",)"), a.constData());
        const QByteArray b = weir({"print", "b", "--json", "--sql", sql}).out;
        QVERIFY2(b.contains(R"("key":1.5,"value":{"V":12345678901234567890123456789},)"),
                 b.constData());
    }

    void saysThatInsertValuesAreSkippedWhereTheyAre()
    {
        const QByteArray sql =
            "CREATE STREAM S (K INT KEY, V INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON', "
            "PARTITIONS=1);\nINSERT INTO S (K, V) VALUES (1, 2);\n"
            "CREATE STREAM C AS SELECT A.K AS K, A.V, B.V AS W FROM S A JOIN S2 B WITHIN 1 HOUR ON "
            "A.K = B.K;\n";
        const QByteArray other =
            "CREATE STREAM S2 (K INT KEY, V INT) WITH (KAFKA_TOPIC='s2', VALUE_FORMAT='JSON', "
            "PARTITIONS=1);\nINSERT INTO S2 (K, V) VALUES (1, 3);\n";
        const Outcome fresh = run(other + sql, {"--until-caught-up"});
        QVERIFY2(fresh.code == 0, fresh.err.constData());
        QVERIFY2(!fresh.err.contains("fresh run only"), fresh.err.constData());
        // What came in by both sources counts.
        const QList<QByteArray> counts =
            fresh.err.trimmed().split('\n').last().simplified().split(' ');
        QVERIFY2(counts.size() > 2, fresh.err.constData());
        QCOMPARE(counts[1], QByteArray("2"));
        const Outcome again = run(other + sql, {"--until-caught-up"});
        QVERIFY2(again.err.contains(":4: INSERT VALUES runs on a fresh run only"),
                 again.err.constData());
    }

    void limitsAndPositions()
    {
        QCOMPARE(weir({"topics", "create", "t"}).code, 0);
        QCOMPARE(weir({"produce", "t"}, "1\n2\n3\n4\n").code, 0);
        QCOMPARE(weir({"print", "t", "--json", "--limit", "2"}).out.count('\n'), 2);
        QCOMPARE(weir({"print", "t", "--json", "--from", "3"}).out.count('\n'), 1);
        QCOMPARE(weir({"print", "t", "--json", "--from", "end"}).out.count('\n'), 0);
        QCOMPARE(weir({"print", "t", "--json", "--from", "1 hour ago"}).out.count('\n'), 4);
    }

    void errorsPointIntoTheFile()
    {
        const Outcome outcome =
            run("CREATE STREAM A (X INT) WITH (KAFKA_TOPIC='a', VALUE_FORMAT='JSON', "
                "PARTITIONS=1);\nCREATE STREAM B AS SELECT Y FROM A;\n",
                {});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.err.contains(":2:27: error:"), outcome.err.constData());
        QVERIFY(outcome.err.contains("^"));
        QVERIFY(!outcome.err.contains("\033["));
    }

    void runsTheSampleUntilCaughtUp()
    {
        // Both in the past: a stream older than its table finds no partners.
        QCOMPARE(weir({"generate", "customers", "--start", "@1519304100000"}).code, 0);
        QCOMPARE(weir({"generate", "ratings", "--count", "2000", "--rate", "20", "--start",
                       "@1519304100000"})
                     .code,
                 0);
        const QStringList arguments = {"run", kPipeline, "--until-caught-up"};
        const Outcome outcome = weir(arguments);
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        const Outcome printed = weir({"print", "RATINGS_BY_CLUB_STATUS", "--json", "--limit", "1"});
        const QJsonObject row = QJsonDocument::fromJson(printed.out).object();
        QVERIFY2(row["window"].toObject()["end"].toInteger() -
                         row["window"].toObject()["start"].toInteger() ==
                     60000,
                 printed.out.constData());

        // Running again resumes: nothing is written twice.
        const QByteArray before = weir({"topics", "list", "--json"}).out;
        const Outcome again = weir(arguments);
        QCOMPARE(again.code, 0);
        QVERIFY2(again.err.contains("resumed"), again.err.constData());
        QCOMPARE(weir({"topics", "list", "--json"}).out, before);
    }

    void saysWhichQueryDoesNotRunAndRunsTheOthers()
    {
        const Outcome outcome =
            run("CREATE STREAM S (V INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON', "
                "PARTITIONS=1);\n"
                "CREATE STREAM P (V INT) WITH (KAFKA_TOPIC='p', VALUE_FORMAT='PROTOBUF_NOSR', "
                "PARTITIONS=1);\n"
                "CREATE STREAM COPY AS SELECT * FROM S EMIT CHANGES;\n"
                "CREATE STREAM Q WITH (VALUE_FORMAT='JSON') AS SELECT * FROM P EMIT CHANGES;\n",
                {"--until-caught-up"});
        QVERIFY2(outcome.err.contains("Q does not run"), outcome.err.constData());
        QVERIFY2(outcome.err.contains("PROTOBUF_NOSR"), outcome.err.constData());
        QVERIFY2(outcome.err.contains("COPY"), outcome.err.constData());
    }

    void aSecondRunnerIsRefusedByName()
    {
        QCOMPARE(weir({"generate", "customers"}).code, 0);
        QCOMPARE(weir({"generate", "ratings", "--count", "100", "--rate", "max"}).code, 0);
        QProcess first;
        weir::test::startWeir(first, {"run", kPipeline}, m_cluster);
        QVERIFY(!weir::test::waitForWords(first, "started run").isEmpty());

        const Outcome second = weir({"run", kPipeline});
        QCOMPARE(second.code, 4);
        QVERIFY2(second.err.contains(QByteArray::number(first.processId())),
                 second.err.constData());
        QVERIFY(second.err.contains("weir run"));
        // Others may look at the cluster meanwhile.
        QVERIFY(weir({"topics", "list"}).out.contains("ratings"));
        QCOMPARE(weir({"print", "ratings", "--limit", "1", "--json"}).out.count('\n'), 1);

        first.terminate();
        QCOMPARE(weir::test::finishWeir(first).code, 0);
    }

private:
    const QString kPipeline = QStringLiteral(WEIR_SOURCE_DIR "/resources/samples/ratings.sql");

    Outcome weir(const QStringList &arguments, const QByteArray &input = {})
    {
        return runWeir({.arguments = arguments, .input = input, .cluster = m_cluster});
    }

    Outcome run(const QByteArray &sql, const QStringList &arguments)
    {
        QFile file(m_folder->filePath("pipeline.sql"));
        if (!file.open(QIODevice::WriteOnly)) {
            return {};
        }
        file.write(sql);
        file.close();
        return weir(QStringList{"run", file.fileName()} + arguments);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_cluster;
};

WEIR_TEST(CliTest)
#include "CliTest.moc"
