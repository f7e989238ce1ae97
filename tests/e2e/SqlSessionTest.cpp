#include "tests/support/TestRegistry.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

/// `weir sql` from outside.
class SqlSessionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void waitsForItsQueriesAndLeavesNoRunBehind()
    {
        const Outcome outcome =
            sql({"-e",
                 kDeclareS + "CREATE TABLE T AS SELECT K, COUNT(*) AS N FROM S GROUP BY K; "
                             "INSERT INTO S (K, V) VALUES ('a', 1);",
                 "-e", "INSERT INTO S (K, V) VALUES ('a', 2);"});
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.out.isEmpty());
        const Outcome rows = sql({"--json", "-e", "PRINT 'T' FROM BEGINNING LIMIT 2;"});
        QVERIFY(rows.out.contains(R"("value":{"N":2})"));
        QVERIFY(sql({"-e", "SHOW QUERIES;"}).out.count('\n') == 2);
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

    void readsAPipe()
    {
        const Outcome outcome = sql({}, "DEFINE t = 's';\nSHOW VARIABLES;\n");
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.out.contains('s'));
    }

private:
    struct Outcome {
        int code = -1;
        QByteArray out;
        QByteArray err;
    };

    Outcome sql(const QStringList &arguments, const QByteArray &input = {})
    {
        QProcess process;
        process.start(WEIR_BINARY_DIR "/app/cli/weir",
                      QStringList{"sql", "--cluster", "local:" + m_folder->filePath("cluster")} +
                          arguments);
        process.write(input);
        process.closeWriteChannel();
        process.waitForFinished(60000);
        return {process.exitCode(), process.readAllStandardOutput(),
                process.readAllStandardError()};
    }

    const QString kDeclareS =
        "CREATE STREAM S (K VARCHAR KEY, V INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON', "
        "PARTITIONS=1); ";
    std::unique_ptr<QTemporaryDir> m_folder;
};

WEIR_TEST(SqlSessionTest)
#include "SqlSessionTest.moc"
