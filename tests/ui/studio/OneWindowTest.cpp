#include "app/studio/OneWindow.h"

#include "app/studio/Document.h"
#include "tests/support/StudioDriver.h"
#include "tests/support/TestRegistry.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace weir;
using namespace weir::studio;
using weir::test::StudioDriver;

namespace {

/// A runtime folder of its own with a project in it.
struct Place {
    Place()
        : file(folder.filePath(QStringLiteral("a.sql")))
    {
        QFile project(file);
        QVERIFY(project.open(QIODevice::WriteOnly));
        project.write("-- a\n");
    }

    /// Starts the real program on a file, with settings and data of its own.
    void start(QProcess &process, const QString &path) const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        for (const char *name : {"XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME"}) {
            environment.insert(QLatin1String(name), folder.path());
        }
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(WEIR_BINARY_DIR "/app/studio/weir-studio"), {path});
    }
    QString runtime() const { return folder.filePath(QStringLiteral("weir")); }

    QTemporaryDir folder;
    QString file;
};

/// Other windows as the test says.
class FakeWindows final : public Windows {
public:
    bool take(const QString &path) override
    {
        if (elsewhere.contains(path)) {
            return false;
        }
        taken = path;
        return true;
    }
    void leave() override { taken.clear(); }
    bool isFree(const QString &path) override { return !elsewhere.contains(path); }
    bool openAnother(const QString &path) override
    {
        opened.append(path);
        return true;
    }

    QStringList elsewhere;
    QString taken;
    QStringList opened;
};

} // namespace

/// One window for a project among all processes (STUDIO.md 4).
class OneWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aProjectIsTakenOnceUnderAllItsNames()
    {
        const Place place;
        const QString link = place.folder.filePath(QStringLiteral("link.sql"));
        QVERIFY(QFile::link(place.file, link));
        OneWindow first(place.runtime());
        OneWindow second(place.runtime());
        QVERIFY(first.take(place.file));
        QVERIFY(first.take(link)); // the same one
        QVERIFY(!second.isFree(link));
        QVERIFY(!second.take(place.folder.path() + QStringLiteral("/../") +
                             QFileInfo(place.folder.path()).fileName() + QStringLiteral("/a.sql")));
        QVERIFY(second.take(place.folder.filePath(QStringLiteral("b.sql"))));
        first.leave();
        QVERIFY(second.take(place.file));
        QVERIFY(!first.take(link));
        QVERIFY(first.take(place.folder.filePath(QStringLiteral("b.sql")))); // given up by second
    }

    void onlyTheUserReachesIt()
    {
        const Place place;
        OneWindow window(place.runtime());
        QVERIFY(window.take(place.file));
        const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                            QFileDevice::ExeGroup | QFileDevice::ReadOther |
                            QFileDevice::WriteOther | QFileDevice::ExeOther;
        QCOMPARE(QFileInfo(place.runtime()).permissions() & others, QFileDevice::Permissions());
        const QFileInfoList entries =
            QDir(place.runtime()).entryInfoList(QDir::System | QDir::NoDotAndDotDot);
        QCOMPARE(entries.size(), qsizetype(1)); // the socket
        QCOMPARE(entries.front().permissions() & others, QFileDevice::Permissions());
    }

    void aSecondProcessRaisesTheWindowAndEnds()
    {
        const Place place;
        OneWindow window(place.runtime());
        QSignalSpy raised(&window, &OneWindow::raiseRequested);
        QVERIFY(window.take(place.file));
        QProcess second;
        place.start(second, place.file);
        QTRY_COMPARE_WITH_TIMEOUT(second.state(), QProcess::NotRunning, 60'000);
        QVERIFY2(second.exitStatus() == QProcess::NormalExit && second.exitCode() == 0,
                 second.readAllStandardError().constData());
        QCOMPARE(raised.size(), qsizetype(1));
    }

    void aKilledOwnerIsTakenOver()
    {
        const Place place;
        OneWindow window(place.runtime());
        QProcess owner;
        place.start(owner, place.file);
        QTRY_VERIFY_WITH_TIMEOUT(!window.isFree(place.file), 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(window.raiseOwner(place.file), OneWindow::Raised::Yes, 60'000);
        QVERIFY(!window.take(place.file));
        owner.kill();
        QVERIFY(owner.waitForFinished());
        QCOMPARE(window.raiseOwner(place.file), OneWindow::Raised::NobodyHasIt);
        QVERIFY(window.take(place.file));
        OneWindow third(place.runtime());
        QVERIFY(!third.take(place.file));
    }

    void aUsedWindowOpensAnother()
    {
        const Place place;
        FakeWindows windows;
        StudioDriver driver(&windows);
        driver.studio->openFile(place.file);
        QCOMPARE(windows.taken, place.file);
        QCOMPARE(driver.studio->document().path(), place.file);
        const QString other = place.folder.filePath(QStringLiteral("b.sql"));
        QVERIFY(QFile::copy(place.file, other));
        driver.record->path = other;
        driver.studio->actions().action(ActionId::FileOpen)->trigger();
        QCOMPARE(windows.opened, QStringList{other});
        QCOMPARE(driver.studio->document().path(), place.file);
        driver.studio->actions().action(ActionId::FileNew)->trigger();
        QCOMPARE(windows.opened, (QStringList{other, QString()}));
        // Its own project needs no window.
        driver.studio->openFile(place.file);
        QCOMPARE(windows.opened.size(), qsizetype(2));
    }

    void anUnusedWindowLeavesATakenProjectToItsWindow()
    {
        const Place place;
        FakeWindows windows;
        windows.elsewhere = {place.file};
        StudioDriver driver(&windows);
        driver.studio->openFile(place.file);
        QCOMPARE(windows.opened, QStringList{place.file}); // that process raises the other window
        QVERIFY(driver.studio->document().path().isEmpty());
        // Nor is it written over.
        driver.studio->document().reset("-- mine\n", {});
        driver.record->path = place.file;
        driver.studio->actions().action(ActionId::FileSaveAs)->trigger();
        QCOMPARE(driver.record->asked.size(), qsizetype(1));
        QFile file(place.file);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("-- a\n"));
        QVERIFY(windows.taken.isEmpty());
    }
};

WEIR_TEST(OneWindowTest)
#include "OneWindowTest.moc"
