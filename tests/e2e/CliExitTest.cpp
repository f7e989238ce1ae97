#include "tests/e2e/WeirProgram.h"
#include "tests/support/TestRegistry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

using namespace weir::test;

/// How `weir` ends: its exit codes, what it says when its results cannot be written, Ctrl+C.
class CliExitTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_cluster = "local:" + m_folder->filePath("cluster");
    }

    void wrongUsageIsCodeTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("--for") << QStringList{"run", kPipeline, "--for", "banana"};
        QTest::newRow("--from") << QStringList{"run", kPipeline, "--from", "banana"};
        QTest::newRow("--state-memory") << QStringList{"run", kPipeline, "--state-memory", "x"};
        QTest::newRow("a time to print from") << QStringList{"print", "t", "--from", "banana"};
        QTest::newRow("--cluster") << QStringList{"topics", "list", "--cluster", "foo://x"};
        QTest::newRow("--config") << QStringList{"topics", "create", "t", "--config", "x"};
        QTest::newRow("no file of cases") << QStringList{"test", "--cases", "/no/such/file"};
        QTest::newRow("no such query") << QStringList{"bench", "--query", "7"};
    }

    void wrongUsageIsCodeTwo()
    {
        QFETCH(QStringList, arguments);
        QCOMPARE(weir({"topics", "create", "t"}).code, 0);
        const Outcome outcome = weir(arguments);
        QVERIFY(!outcome.err.isEmpty());
        QCOMPARE(outcome.code, 2);
    }

    void aPartitionThatIsNotThereIsRefused()
    {
        QCOMPARE(weir({"topics", "create", "t"}).code, 0);
        const Outcome outcome = weir({"print", "t", "--partition", "9", "--follow"});
        QCOMPARE(outcome.code, 1);
        QVERIFY(outcome.err.contains("cli.unknown-partition"));
    }

    void saysWhenItsResultsCannotBeWritten_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("print") << QStringList{"print", "t"};
        QTest::newRow("sql") << QStringList{"sql", "-e", "SHOW TOPICS;"};
        QTest::newRow("topics") << QStringList{"topics", "list"};
        QTest::newRow("help") << QStringList{"--help"};
        QTest::newRow("test") << QStringList{"test", "--cases", "CASES"};
        QTest::newRow("test, in its report")
            << QStringList{"test", "--cases", "CASES", "--report", "/dev/full"};
    }

    void saysWhenItsResultsCannotBeWritten()
    {
        QFETCH(QStringList, arguments);
        QCOMPARE(weir({"topics", "create", "t"}).code, 0);
        QCOMPARE(weir({"produce", "t"}, "1\n").code, 0);
        arguments.replaceInStrings("CASES", casesFile(3));
        const Outcome outcome =
            runWeir({.arguments = arguments, .cluster = m_cluster, .outFile = "/dev/full"});
        QVERIFY2(outcome.err.contains("No space left on device"), outcome.err.constData());
        QCOMPARE(outcome.code, 3);
    }

    void saysNothingWhenItsReaderGoesAway()
    {
        QCOMPARE(weir({"topics", "create", "t"}).code, 0);
        QByteArray lines;
        for (int i = 0; i < 30000; ++i) {
            lines += "a line of some length " + QByteArray::number(i) + "\n";
        }
        QCOMPARE(weir({"produce", "t"}, lines).code, 0);
        const Outcome outcome =
            runWeir({.arguments = {"print", "t"}, .cluster = m_cluster, .readsAll = false});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.err, QByteArray());
    }

    void aRunIsInterruptedBeforeItHasStarted()
    {
#ifdef __SANITIZE_THREAD__
        QSKIP("ThreadSanitizer does not know the C11 threads that librdkafka starts");
#endif
        // Nobody listens there, so that the run waits for its cluster.
        QProcess process;
        startWeir(process, {"run", kPipeline, "--cluster", "kafka://127.0.0.1:1"}, {});
        QVERIFY(waitForSignalsTaken(process));
        ::kill(pid_t(process.processId()), SIGINT);
        const Outcome outcome = finishWeir(process);
        QVERIFY2(outcome.code == 0, outcome.err.constData());
    }

    void anInterruptedTestIsNotWhole()
    {
        constexpr int kCases = 20000;
        const QString report = m_folder->filePath("report.jsonl");
        QProcess process;
        startWeir(process, {"test", "--cases", casesFile(kCases), "--report", report}, m_cluster);
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(linesOf(report) > 0, 60000);
        ::kill(pid_t(process.processId()), SIGINT);
        const Outcome outcome = finishWeir(process);
        QCOMPARE(outcome.code, 130);
        QVERIFY(linesOf(report) < kCases);
        QVERIFY2(outcome.err.contains("interrupted"), outcome.err.constData());
    }

private:
    const QString kPipeline = QStringLiteral(WEIR_SOURCE_DIR "/resources/samples/ratings.sql");

    Outcome weir(const QStringList &arguments, const QByteArray &input = {})
    {
        return runWeir({.arguments = arguments, .input = input, .cluster = m_cluster});
    }

    QString casesFile(int count)
    {
        QFile file(m_folder->filePath("cases.jsonl"));
        if (!file.open(QIODevice::WriteOnly)) {
            return {};
        }
        for (int i = 0; i < count; ++i) {
            file.write(R"({"id":"a","kind":"qtt","statements":[],"topics":[],"inputs":[]})"
                       "\n");
        }
        return file.fileName();
    }

    static qsizetype linesOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll().count('\n') : 0;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_cluster;
};

WEIR_TEST(CliExitTest)
#include "CliExitTest.moc"
