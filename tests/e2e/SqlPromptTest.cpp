#include "tests/e2e/WeirProgram.h"
#include "tests/support/TestRegistry.h"

#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <memory>

namespace weir::test {

/// A terminal of our own: what is typed here is what the program reads.
class Keyboard {
public:
    Keyboard()
        : m_own(posix_openpt(O_RDWR | O_NOCTTY))
    {
        if (m_own < 0 || grantpt(m_own) != 0 || unlockpt(m_own) != 0) {
            qFatal("no pseudo terminal");
        }
    }
    ~Keyboard() { close(m_own); }
    Keyboard(const Keyboard &) = delete;
    Keyboard &operator=(const Keyboard &) = delete;

    QString file() const { return QString::fromLocal8Bit(ptsname(m_own)); }
    bool type(const QByteArray &text) const
    {
        return write(m_own, text.constData(), std::size_t(text.size())) == text.size();
    }

private:
    int m_own;
};

} // namespace weir::test

using namespace weir::test;

/// `weir sql` with somebody at the keyboard.
class SqlPromptTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_keyboard = std::make_unique<Keyboard>();
        m_process = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("XDG_DATA_HOME", m_folder->path()); // where its history is
        environment.insert("TERM", "dumb");
        m_process->setProcessEnvironment(environment);
        m_process->setStandardInputFile(m_keyboard->file());
        startWeir(*m_process, {"sql"}, "local:" + m_folder->filePath("cluster"));
        QVERIFY(!waitForWords(*m_process, "weir> ", QProcess::StandardOutput).isEmpty());
    }

    void completesWhatTheLastStatementMade()
    {
        QVERIFY(m_keyboard->type("CREATE STREAM SENSORS (K INT KEY) WITH (KAFKA_TOPIC='s', "
                                 "VALUE_FORMAT='NONE', PARTITIONS=1);\n"));
        QVERIFY(!waitForWords(*m_process, "SENSORS created").isEmpty());
        QVERIFY(m_keyboard->type("SELECT * FROM SENS\t"));
        QVERIFY(
            !waitForWords(*m_process, "SELECT * FROM SENSORS", QProcess::StandardOutput).isEmpty());
        m_process->terminate();
        QCOMPARE(finishWeir(*m_process).code, 0);
    }

    void endsBySigtermWhileNothingRuns()
    {
        m_process->terminate();
        QCOMPARE(finishWeir(*m_process).code, 0);
    }

    void endsBySigtermWhileAQueryRuns()
    {
        QVERIFY(m_keyboard->type(
            "CREATE STREAM S (K INT KEY, V INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON', "
            "PARTITIONS=1); INSERT INTO S (K, V) VALUES (1, 4711); SELECT * FROM S EMIT "
            "CHANGES;\n"));
        QVERIFY(!waitForWords(*m_process, "  4711\n", QProcess::StandardOutput).isEmpty());
        m_process->terminate();
        QCOMPARE(finishWeir(*m_process).code, 0);
    }

    void endsByCtrlCOnAnEmptyLine()
    {
        ::kill(pid_t(m_process->processId()), SIGINT);
        QCOMPARE(finishWeir(*m_process).code, 0);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Keyboard> m_keyboard;
    std::unique_ptr<QProcess> m_process;
};

WEIR_TEST(SqlPromptTest)
#include "SqlPromptTest.moc"
