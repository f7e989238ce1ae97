#include "tests/support/TestRegistry.h"

#include <QObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// The program `weir-studio` on a machine without a screen.
class DisplayTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void explainsItselfWithoutADisplay()
    {
        QProcess studio;
        run(studio, {QStringLiteral("--help")});
        QCOMPARE(studio.exitCode(), 0);
        QVERIFY(studio.readAllStandardOutput().contains("--demo"));
    }

    void saysWhatAWindowNeeds()
    {
        QProcess studio;
        run(studio, {});
        QCOMPARE(studio.exitStatus(), QProcess::NormalExit);
        QCOMPARE(studio.exitCode(), 1);
        const QByteArray said = studio.readAllStandardError();
        QVERIFY2(said.contains("DISPLAY") && said.contains("weir run"), said.constData());
    }

private:
    void run(QProcess &studio, const QStringList &arguments) const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
            environment.remove(QLatin1String(name));
        }
        environment.insert(QStringLiteral("HOME"), m_home.path());
        studio.setProcessEnvironment(environment);
        studio.start(QStringLiteral(WEIR_BINARY_DIR "/app/studio/weir-studio"), arguments);
        QVERIFY(studio.waitForFinished(60'000));
    }

    QTemporaryDir m_home;
};

WEIR_TEST(DisplayTest)
#include "DisplayTest.moc"
