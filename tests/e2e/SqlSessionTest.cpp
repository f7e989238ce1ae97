#include "core/log/Cluster.h"
#include "tests/e2e/WeirProgram.h"
#include "tests/support/TestRegistry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace weir;
using weir::test::Outcome;

/// `weir sql` from outside.
class SqlSessionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void waitsForItsQueriesAndLeavesNoRunBehind()
    {
        const Outcome outcome =
            sql({"-e",
                 "SET 'emit.interval'='0'; " + kDeclareS +
                     "CREATE TABLE T AS SELECT K, COUNT(*) AS N FROM S GROUP BY K; "
                     "INSERT INTO S (K, V) VALUES ('a', 1);",
                 "-e", "INSERT INTO S (K, V) VALUES ('a', 2);"});
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.out.isEmpty());
        const Outcome rows = sql({"--json", "-e", "PRINT 'T' FROM BEGINNING LIMIT 2;"});
        QCOMPARE(rows.code, 0);
        QVERIFY(rows.out.contains(R"("value":{"N":2})"));
        const auto cluster = log::openCluster(clusterAddress().toStdString());
        QVERIFY(cluster);
        const auto runs = (*cluster)->checkpoints().runs(Deadline::in(std::chrono::seconds(10)));
        QVERIFY(runs);
        QVERIFY(runs->empty());
    }

    void givesRowsAsAlignedTableOrAsJson()
    {
        const QString text = kDeclareS + "INSERT INTO S (K, V) VALUES ('long key', 1); "
                                         "INSERT INTO S (K, V) VALUES ('b', 22); "
                                         "SELECT * FROM S EMIT CHANGES LIMIT 2;";
        // Columns widen when a later row needs it: how wide they are is up to when rows come.
        QStringList lines;
        for (const QByteArray &line : sql({"-e", text}).out.trimmed().split('\n')) {
            lines.push_back(QString::fromUtf8(line).simplified());
        }
        QCOMPARE(lines.size(), 4);
        QCOMPARE(lines[0], "K V");
        QCOMPARE(lines[2], "long key 1");
        QCOMPARE(lines[3], "b 22");
        QCOMPARE(sql({"--json", "-e", kDeclareS + "SELECT * FROM S EMIT CHANGES LIMIT 1;"}).out,
                 QByteArray("{\"K\":\"long key\",\"V\":1}\n"));
    }

    void givesAProgramTheWholeValue()
    {
        const Outcome outcome =
            sql({"--json", "-e",
                 kDeclareS + "INSERT INTO S (K, V) VALUES ('a', 1); "
                             "SELECT LPAD('x', 9000, '-') AS L, ARRAY['1'] AS A, MAP('k' := '2') "
                             "AS M FROM S EMIT CHANGES LIMIT 1;"});
        QCOMPARE(outcome.out, "{\"K\":\"a\",\"L\":\"" + QByteArray(8999, '-') +
                                  "x\",\"A\":[\"1\"],\"M\":{\"k\":\"2\"}}\n");
    }

    void showsTheLineOfAnErrorAndStopsThere()
    {
        const Outcome outcome = sql({"-e", "SHOW TYPES;\nSELECT A\nFROM NOWHERE;\nSHOW TOPICS;"});
        QCOMPARE(outcome.code, 1);
        QVERIFY(outcome.err.contains("-e:3:6: error:"));
        QVERIFY(outcome.err.contains("FROM NOWHERE;\n       ^^^^^^^"));
        QVERIFY(!outcome.out.contains("PARTITIONS"));
        QVERIFY(!outcome.err.contains('\033'));
    }

    void knowsTheSourcesOfAProjectAndStartsNoneOfItsQueries()
    {
        QFile project(m_folder->filePath("project.sql"));
        QVERIFY(project.open(QIODevice::WriteOnly));
        project.write((kDeclareS + "CREATE STREAM A AS SELECT * FROM S;").toUtf8());
        project.close();
        // Its topics are there, as its own run would have made them.
        QCOMPARE(sql({"-e", kDeclareS + "CREATE STREAM A AS SELECT * FROM S;"}).code, 0);
        const Outcome outcome =
            sql({"--project", project.fileName(), "-e", "DESCRIBE A; SHOW QUERIES; SHOW TOPICS;"});
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.out.contains("STRING"));
        QVERIFY(!outcome.out.contains("running"));
    }

    void explainsOverAProjectWhoseTopicsAreMissing()
    {
        QFile project(m_folder->filePath("project.sql"));
        QVERIFY(project.open(QIODevice::WriteOnly));
        project.write("CREATE STREAM S (K VARCHAR KEY, V INT) WITH (KAFKA_TOPIC='s', "
                      "VALUE_FORMAT='JSON');\nCREATE STREAM A AS SELECT * FROM S;");
        project.close();
        const Outcome outcome = sql({"--project", project.fileName(), "-e",
                                     "EXPLAIN SELECT * FROM A EMIT CHANGES; DESCRIBE S;"});
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        QVERIFY(outcome.out.contains("STRING"));
        const Outcome reading =
            sql({"--project", project.fileName(), "-e", "SELECT * FROM S EMIT CHANGES;"});
        QVERIFY2(reading.err.contains("log.unknown-topic"), reading.err.constData());
    }

    void readsAPipe()
    {
        const Outcome outcome = sql({}, "DEFINE t = 's';\nSHOW VARIABLES;\n");
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.out.contains('s'));
    }

private:
    QString clusterAddress() const { return "local:" + m_folder->filePath("cluster"); }

    Outcome sql(const QStringList &arguments, const QByteArray &input = {})
    {
        return test::runWeir({.arguments = QStringList{"sql"} + arguments,
                              .input = input,
                              .cluster = clusterAddress()});
    }

    const QString kDeclareS =
        "CREATE STREAM S (K VARCHAR KEY, V INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON', "
        "PARTITIONS=1); ";
    std::unique_ptr<QTemporaryDir> m_folder;
};

WEIR_TEST(SqlSessionTest)
#include "SqlSessionTest.moc"
