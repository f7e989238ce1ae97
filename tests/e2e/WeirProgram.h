#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace weir::test {

/// What a shell script sees of `weir`.
struct Outcome {
    int code = -1; ///< -1: it did not start, it crashed, or it hung and was killed; `err` says so
    QByteArray out;
    QByteArray err;
};

/// One call of `weir`.
struct WeirCall {
    QStringList arguments;
    QByteArray input = {};
    QString cluster = {}; ///< WEIR_CLUSTER
    QString outFile = {}; ///< where stdout goes instead of into the outcome
    bool readsAll = true; ///< false: what reads stdout goes away at once
};

/// Runs `weir` to its end.
Outcome runWeir(const WeirCall &call);

/// Starts `weir`, in the environment of `process` if it has one; standard input stays open.
void startWeir(QProcess &process, const QStringList &arguments, const QString &cluster);

/// Waits for the end of a started `weir` and returns what is left to read.
Outcome finishWeir(QProcess &process);

/// Waits until the program has said `words`; returns all that it said since the last call, or
/// nothing if it ended without.
QByteArray waitForWords(QProcess &process, const QByteArray &words,
                        QProcess::ProcessChannel channel = QProcess::StandardError);

/// Waits until the program takes Ctrl+C and SIGTERM as it should, which is not from its first
/// moment on.
bool waitForSignalsTaken(QProcess &process);

} // namespace weir::test
