#include "tests/support/TestRegistry.h"

#include <QDir>
#include <QFile>
#include <QMap>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

namespace {

const QString kShared = QStringLiteral(WEIR_SOURCE_DIR "/../shared/conformance");
/// The cases take seconds; a machine under load gets minutes.
constexpr int kMostMs = 10 * 60 * 1000;

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Passed cases by file: lines of `NAME PASSED`.
QMap<QString, int> readPasses(const QString &path)
{
    QMap<QString, int> passes;
    for (const QByteArray &line : readAll(path).split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() == 2 && !line.startsWith('#')) {
            passes[QString::fromUtf8(words[0])] = words[1].toInt();
        }
    }
    return passes;
}

} // namespace

/// The reference's cases, where they are at hand (`../shared/conformance`): every configuration
/// gives the same report, and what passed once goes on passing.
class ConformanceCorpusTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QDir cases(kShared + QStringLiteral("/ksql"));
        for (const QFileInfo &file :
             cases.entryInfoList({QStringLiteral("*.jsonl")}, QDir::Files)) {
            m_cases << file.absoluteFilePath();
        }
        if (m_cases.isEmpty()) {
            qInfo("WEIR-SKIPPED-ALL: ../shared/conformance is not here");
            QSKIP("SKIPPED: ../shared/conformance is not here");
        }
        QVERIFY(m_folder.isValid());
        m_plain = run(QStringLiteral("plain"), {});
        QVERIFY(!m_plain.isEmpty());
    }

    void everyConfigurationGivesTheSameReport_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("N=7") << QStringList{"--batch", "7"};
        QTest::newRow("N=2048") << QStringList{"--batch", "2048"};
        QTest::newRow("not optimised") << QStringList{"--no-optimize"};
        QTest::newRow("reprinted") << QStringList{"--reprint"};
        QTest::newRow("restored") << QStringList{"--checkpoint-every", "2"};
    }
    void everyConfigurationGivesTheSameReport()
    {
        QFETCH(QStringList, options);
        const QList<QByteArray> plain = m_plain.split('\n');
        const QList<QByteArray> lines = run(QStringLiteral("other"), options).split('\n');
        QCOMPARE(lines.size(), plain.size());
        for (qsizetype i = 0; i < plain.size(); ++i) {
            QCOMPARE(lines[i], plain[i]);
        }
    }

    void whatPassedGoesOnPassing()
    {
        const QString python = QStandardPaths::findExecutable(QStringLiteral("python3"));
        if (python.isEmpty()) {
            QSKIP("SKIPPED: python3, which runs the judge, is not here");
        }
        QProcess judge;
        judge.start(python,
                    {kShared + QStringLiteral("/qtt_check.py"), kShared + QStringLiteral("/ksql"),
                     m_folder.filePath(QStringLiteral("plain.jsonl")), QStringLiteral("--files")});
        QVERIFY(judge.waitForFinished(kMostMs));
        const QString verdict = QString::fromUtf8(judge.readAllStandardOutput());
        QMap<QString, int> passed;
        static const QRegularExpression row(QStringLiteral("^\\s+(\\d+)/\\d+\\s+(\\S+)$"),
                                            QRegularExpression::MultilineOption);
        for (auto match = row.globalMatch(verdict); match.hasNext();) {
            const QRegularExpressionMatch found = match.next();
            passed[found.captured(2)] = found.captured(1).toInt();
        }
        QVERIFY2(!passed.isEmpty(), qPrintable(verdict + judge.readAllStandardError()));
        const QMap<QString, int> before =
            readPasses(QStringLiteral(WEIR_SOURCE_DIR "/tests/conformance/passes.txt"));
        QVERIFY(!before.isEmpty());
        QStringList fewer;
        for (auto file = before.begin(); file != before.end(); ++file) {
            const int now = passed.value(file.key());
            if (now < file.value()) {
                fewer << QStringLiteral("%1: %2 of %3").arg(file.key()).arg(now).arg(file.value());
            } else if (now > file.value()) {
                qInfo("%s: %d pass now; passes.txt says %d", qPrintable(file.key()), now,
                      file.value());
            }
        }
        QVERIFY2(fewer.isEmpty(), qPrintable(fewer.join(QStringLiteral(", "))));
    }

private:
    /// Runs all cases; returns the report.
    QByteArray run(const QString &name, const QStringList &options)
    {
        const QString report = m_folder.filePath(name + QStringLiteral(".jsonl"));
        QProcess weir;
        weir.start(QStringLiteral(WEIR_BINARY_DIR "/app/cli/weir"),
                   QStringList{QStringLiteral("test"), QStringLiteral("--report"), report} +
                       options + QStringList{QStringLiteral("--cases")} + m_cases);
        const bool ended = weir.waitForFinished(kMostMs) && weir.exitCode() == 0;
        return ended ? readAll(report) : QByteArray();
    }

    QTemporaryDir m_folder;
    QStringList m_cases;
    QByteArray m_plain;
};

WEIR_TEST(ConformanceCorpusTest)
#include "ConformanceCorpusTest.moc"
