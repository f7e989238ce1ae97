#include "core/log/Cluster.h"
#include "tests/e2e/WeirProgram.h"
#include "tests/support/TestRegistry.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

using namespace weir;
using namespace weir::test;

/// `weir produce`, fed by a program that takes its time.
class ProduceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_cluster = "local:" + m_folder->filePath("cluster");
        QCOMPARE(weir({"topics", "create", "t"}).code, 0);
    }

    void sendsWhatIsThereWhileItWaitsForMore()
    {
        QProcess process;
        startWeir(process, {"produce", "t"}, m_cluster);
        process.write("1\n2\nthe beginning of a li");
        QTRY_COMPARE_WITH_TIMEOUT(records(), 2, 60000);
        process.write("ne\n");
        QTRY_COMPARE_WITH_TIMEOUT(records(), 3, 60000);
        process.write("a line without an end");
        process.closeWriteChannel();
        const Outcome outcome = finishWeir(process);
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.err.contains("produced 4 records"));
    }

    void endsByCtrlCWhileItWaits_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
    }

    void endsByCtrlCWhileItWaits()
    {
        QFETCH(int, signal);
        QProcess process;
        startWeir(process, {"produce", "t"}, m_cluster);
        process.write("1\nhalf a line");
        QTRY_COMPARE_WITH_TIMEOUT(records(), 1, 60000);
        ::kill(pid_t(process.processId()), signal);
        const Outcome outcome = finishWeir(process);
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        QVERIFY(outcome.err.contains("produced 1 records"));
    }

    void keepsTheOrderOfManyLines()
    {
        QByteArray lines;
        for (int i = 0; i < 25000; ++i) {
            lines += QByteArray::number(i) + "\n";
        }
        QCOMPARE(weir({"produce", "t", "--timestamp", "1"}, lines).code, 0);
        const QList<QByteArray> printed = weir({"print", "t", "--json"}).out.trimmed().split('\n');
        QCOMPARE(printed.size(), 25000);
        for (int i = 0; i < printed.size(); ++i) {
            QVERIFY2(printed[i].contains("\"value\":" + QByteArray::number(i) + ","), printed[i]);
        }
    }

    void sendsTheLinesBeforeABadOne()
    {
        const Outcome outcome =
            weir({"produce", "t", "--key-separator", ":"}, "a:1\nb:2\nno key\nc:3\n");
        QCOMPARE(outcome.code, 1);
        QVERIFY(outcome.err.contains("line 3"));
        QCOMPARE(records(), 2);
    }

    void saysWhenItsInputCannotBeRead()
    {
        QProcess process;
        process.setStandardInputFile(m_folder->path());
        startWeir(process, {"produce", "t"}, m_cluster);
        const Outcome outcome = finishWeir(process);
        QCOMPARE(outcome.code, 3);
        QVERIFY2(outcome.err.contains("cli.cannot-read"), outcome.err.constData());
    }

private:
    Outcome weir(const QStringList &arguments, const QByteArray &input = {})
    {
        return runWeir({.arguments = arguments, .input = input, .cluster = m_cluster});
    }

    int records()
    {
        const auto cluster = log::openCluster(m_cluster.toStdString());
        const auto offsets =
            cluster ? (*cluster)->offsets("t", Deadline::in(std::chrono::seconds(10)))
                    : Result<std::vector<log::PartitionOffsets>>(fail(cluster.error()));
        return offsets ? int(offsets->at(0).lastStable) : -1;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_cluster;
};

WEIR_TEST(ProduceTest)
#include "ProduceTest.moc"
