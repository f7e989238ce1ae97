#include "tests/e2e/WeirProgram.h"

#include <QFile>
#include <QProcessEnvironment>
#include <QTest>

#include <csignal>

namespace weir::test {

namespace {

constexpr int kHangsMs = 60000;

} // namespace

void startWeir(QProcess &process, const QStringList &arguments, const QString &cluster)
{
    QProcessEnvironment environment = process.processEnvironment();
    if (environment.isEmpty()) {
        environment = QProcessEnvironment::systemEnvironment();
    }
    if (!cluster.isEmpty()) {
        environment.insert(QStringLiteral("WEIR_CLUSTER"), cluster);
    }
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(WEIR_BINARY_DIR "/app/cli/weir"), arguments);
}

Outcome finishWeir(QProcess &process)
{
    Outcome outcome;
    QByteArray trouble;
    if (process.state() == QProcess::NotRunning && process.error() == QProcess::FailedToStart) {
        trouble = "weir did not start";
    } else if (process.state() != QProcess::NotRunning && !process.waitForFinished(kHangsMs)) {
        process.kill();
        process.waitForFinished();
        trouble = "weir hung and was killed";
    } else if (process.exitStatus() != QProcess::NormalExit) {
        trouble = "weir crashed";
    } else {
        outcome.code = process.exitCode();
    }
    outcome.out = process.readAllStandardOutput();
    outcome.err = process.readAllStandardError() + trouble;
    return outcome;
}

Outcome runWeir(const WeirCall &call)
{
    QProcess process;
    if (!call.outFile.isEmpty()) {
        process.setStandardOutputFile(call.outFile);
    }
    startWeir(process, call.arguments, call.cluster);
    process.waitForStarted();
    if (!call.readsAll) {
        process.closeReadChannel(QProcess::StandardOutput);
    }
    process.write(call.input);
    process.closeWriteChannel();
    return finishWeir(process);
}

QByteArray waitForWords(QProcess &process, const QByteArray &words,
                        QProcess::ProcessChannel channel)
{
    QByteArray said;
    process.setReadChannel(channel);
    while (!said.contains(words)) {
        if (process.bytesAvailable() == 0 && !process.waitForReadyRead(kHangsMs)) {
            return {};
        }
        said += process.readAll();
    }
    return said;
}

bool waitForSignalsTaken(QProcess &process)
{
    const auto taken = [&process] {
        QFile status(QStringLiteral("/proc/%1/status").arg(process.processId()));
        if (!status.open(QIODevice::ReadOnly)) {
            return false;
        }
        const QByteArray all = status.readAll();
        const QByteArray mask = all.mid(all.indexOf("SigBlk:") + 7, 20).trimmed().left(16);
        return (mask.toULongLong(nullptr, 16) & (1ULL << (SIGINT - 1))) != 0;
    };
    return process.waitForStarted() && QTest::qWaitFor(taken, kHangsMs);
}

} // namespace weir::test
