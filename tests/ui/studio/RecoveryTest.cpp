#include "app/studio/DesignerPage.h"
#include "app/studio/Document.h"
#include "app/studio/wiring/JournalKeeper.h"
#include "tests/support/DemoPipeline.h"
#include "tests/support/StudioDriver.h"
#include "tests/support/TestRegistry.h"
#include "widgets/editor/SqlEditor.h"
#include "widgets/models/DiffModel.h"
#include "widgets/panels/DiffPage.h"
#include "widgets/panels/HintBar.h"
#include "widgets/panels/ProblemsPanel.h"
#include "widgets/panels/WelcomePage.h"

#include <QProcess>
#include <QPushButton>
#include <QTest>
#include <QTimer>

#include <cstdio>

using namespace weir;
using namespace weir::studio;
using weir::test::StudioDriver;

namespace {

constexpr int kTyped = 40;
/// What a kill may cost at most (STUDIO.md 4).
constexpr int kMostLostMs = 2'000;

} // namespace

/// Kills a studio that somebody types into, by SIGKILL, and recovers its text in the next one.
class RecoveryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The child: runs only when the other test starts it.
    void typeUntilKilled()
    {
        const QString database = qEnvironmentVariable("WEIR_TEST_JOURNAL");
        if (database.isEmpty()) {
            return;
        }
        StudioDriver driver;
        driver.studio->keepJournal(database);
        driver.showDemo();
        driver.showWindow();
        SqlEditor &editor = driver.studio->editor();
        editor.setFocus();
        editor.setCaret(0);
        QTest::keyClicks(&editor, QStringLiteral("-- ") + QString(kTyped - 3, u'x'));
        QTimer due;
        due.setSingleShot(true);
        connect(&due, &QTimer::timeout, &due, [] {
            std::puts("due");
            std::fflush(stdout);
        });
        due.start(kMostLostMs);
        QTimer typing;
        connect(&typing, &QTimer::timeout, &typing,
                [&editor] { QTest::keyClicks(&editor, QStringLiteral("y")); });
        typing.start(20);
        QEventLoop().exec();
    }

    /// The child of the last test.
    void loseTheFileUntilKilled()
    {
        const QString database = qEnvironmentVariable("WEIR_TEST_LOST_FILE");
        if (database.isEmpty()) {
            return;
        }
        StudioDriver driver;
        driver.studio->keepJournal(database);
        const QString path = driver.folder.filePath(QStringLiteral("a.sql"));
        driver.studio->document().reset("-- the only copy\n", {});
        QVERIFY(driver.studio->document().save(path));
        QVERIFY(QFile::remove(path));
        QTRY_VERIFY(driver.studio->document().isEdited());
        driver.studio->journal()->flush();
        std::puts("due");
        std::fflush(stdout);
        QEventLoop().exec();
    }

    void killedWhileTypingLosesTwoSecondsAtMost()
    {
        if (qEnvironmentVariableIsSet("WEIR_TEST_JOURNAL")) {
            return;
        }
        StudioDriver driver;
        const QString database = driver.folder.filePath(QStringLiteral("journal.db"));
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("WEIR_TEST_JOURNAL"), database);
        environment.insert(QStringLiteral("TMPDIR"), driver.folder.path()); // it cannot clean up
        child.setProcessEnvironment(environment);
        child.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("RecoveryTest"), QStringLiteral("typeUntilKilled")});
        QByteArray said;
        QTRY_VERIFY_WITH_TIMEOUT((said += child.readAllStandardOutput()).contains("due"), 60'000);
        child.kill();
        QVERIFY(child.waitForFinished());

        driver.studio->keepJournal(database);
        driver.showWindow();
        HintBar &notice = *driver.studio->panels().designer->notice();
        driver.studio->showWelcome();
        QVERIFY(driver.studio->panels().welcome->notice()->isVisible());
        driver.studio->showDesigner();
        QTRY_VERIFY(notice.isVisible());
        // Thrown away by nobody who has not said so twice.
        driver.record->confirm = false;
        QTest::mouseClick(notice.findChild<QPushButton *>(QStringLiteral("hintSecond")),
                          Qt::LeftButton);
        QCOMPARE(driver.record->asked.size(), qsizetype(1));
        QVERIFY(notice.isVisible());
        QCOMPARE(project::Journal::unsaved(database.toStdString())->size(), std::size_t(1));
        // Looked at before it is taken up: nothing was ever saved, so every line is new.
        QTest::mouseClick(notice.findChild<QPushButton *>(QStringLiteral("hintThird")),
                          Qt::LeftButton);
        auto *page = driver.studio->window().findChild<DiffPage *>();
        QVERIFY(page && page->isVisible());
        QCOMPARE(page->model()->removed(), 0);
        QVERIFY(page->model()->added() > 10);
        QTest::mouseClick(page->findChild<QPushButton *>(QStringLiteral("diffFirst")),
                          Qt::LeftButton);
        QVERIFY(!driver.studio->panels().welcome->notice()->isVisible());
        const std::string text = driver.studio->document().text().bytes();
        const std::string typed = "-- " + std::string(kTyped - 3, 'x');
        QCOMPARE(text.substr(0, typed.size()), typed);
        QCOMPARE(text.substr(text.size() - test::demoSql().size()), test::demoSql());
        QVERIFY(driver.studio->document().isEdited());
        QVERIFY(!notice.isVisible());
    }

    void saysWhenChangesCannotBeKept()
    {
        StudioDriver driver;
        driver.studio->keepJournal(QStringLiteral("/proc/none/journal.db"));
        QCOMPARE(driver.studio->panels().problems->problemCount(), 1);
    }

    void aDeletedFileIsKeptToo()
    {
        if (qEnvironmentVariableIsSet("WEIR_TEST_LOST_FILE")) {
            return;
        }
        const QTemporaryDir folder;
        const QString database = folder.filePath(QStringLiteral("journal.db"));
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("WEIR_TEST_LOST_FILE"), database);
        environment.insert(QStringLiteral("TMPDIR"), folder.path()); // it cannot clean up
        child.setProcessEnvironment(environment);
        child.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("RecoveryTest"), QStringLiteral("loseTheFileUntilKilled")});
        QByteArray said;
        QTRY_VERIFY_WITH_TIMEOUT((said += child.readAllStandardOutput()).contains("due"), 60'000);
        child.kill();
        QVERIFY(child.waitForFinished());
        const auto kept = project::Journal::unsaved(database.toStdString());
        QVERIFY(kept && kept->size() == 1);
        QCOMPARE(kept->front().text, std::string("-- the only copy\n"));
    }
};

WEIR_TEST(RecoveryTest)
#include "RecoveryTest.moc"
