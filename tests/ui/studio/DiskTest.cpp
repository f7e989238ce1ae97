#include "app/studio/DesignerPage.h"
#include "app/studio/Document.h"
#include "app/studio/wiring/DiskWatch.h"
#include "core/project/AtomicFile.h"
#include "tests/support/StudioDriver.h"
#include "tests/support/TestRegistry.h"
#include "widgets/editor/SqlEditor.h"
#include "widgets/models/DiffModel.h"
#include "widgets/panels/DiffPage.h"
#include "widgets/panels/HintBar.h"

#include <QFile>
#include <QPushButton>
#include <QTest>

using namespace weir;
using namespace weir::studio;
using weir::test::StudioDriver;

namespace {

/// A hundred lines, so that the editor has something to scroll.
std::string script(const std::string &last)
{
    std::string text;
    for (int i = 1; i <= 100; ++i) {
        text += "-- line " + std::to_string(i) + "\n";
    }
    return text + last + "\n";
}

const std::string kRead = script("SELECT 1;");
const std::string kOther = "-- of somebody else\n" + script("SELECT 22;");

/// A window with a saved project open.
struct OpenProject {
    OpenProject()
        : path(driver.folder.filePath(QStringLiteral("a.sql")))
    {
        write(kRead);
        driver.studio->openFile(path);
        driver.showWindow();
    }

    /// As other editors do: a new file in the place of the old one.
    void write(const std::string &bytes, const char *name = "a.sql")
    {
        const QString file = driver.folder.filePath(QLatin1String(name));
        QVERIFY(project::replaceFile(file.toStdString(), bytes).has_value());
    }
    std::string onDisk() const
    {
        return project::readWholeFile(path.toStdString()).value_or("(nothing)");
    }
    void edit()
    {
        QVERIFY(document().apply(QStringLiteral("Edit"),
                                 {.patches = {document().text().replace({0, 0}, "-- mine\n")}}));
    }
    Document &document() { return driver.studio->document(); }
    HintBar &bar() { return *driver.studio->panels().designer->diskNotice(); }
    void click(QWidget &in, const char *button)
    {
        auto *found = in.findChild<QPushButton *>(QLatin1String(button));
        QVERIFY(found && found->isVisible());
        QTest::mouseClick(found, Qt::LeftButton);
    }
    void trigger(ActionId id) { driver.studio->actions().action(id)->trigger(); }

    StudioDriver driver;
    QString path;
};

} // namespace

/// Another program changes the files of the open project (STUDIO.md 4).
class DiskTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anotherNameIsAnotherRun()
    {
        OpenProject open;
        const std::string before = open.document().project().runId;
        QVERIFY(open.document().save(open.path));
        QCOMPARE(open.document().project().runId, before);
        open.driver.record->path = open.driver.folder.filePath(QStringLiteral("b.sql"));
        open.driver.studio->actions().action(ActionId::FileSaveAs)->trigger();
        const std::string after = open.document().project().runId;
        QVERIFY(after != before);
        const auto files = project::readSavedFiles(open.driver.record->path.toStdString());
        QVERIFY(files && files->beside);
        QCOMPARE(project::parseProjectFile(*files->beside)->runId, after);
        const auto old = project::readSavedFiles(open.path.toStdString());
        QVERIFY(old && old->beside);
        QCOMPARE(project::parseProjectFile(*old->beside)->runId, before);
        // Saved again, and an untitled one's first name: the run stays.
        QVERIFY(open.document().save(open.document().path()));
        QCOMPARE(open.document().project().runId, after);
    }

    void aFileBesideTheNewNameIsAskedAbout()
    {
        OpenProject open;
        open.write("{\"somebody\": \"else\"}", "b.weir");
        open.driver.record->path = open.driver.folder.filePath(QStringLiteral("b.sql"));
        open.driver.record->confirm = false;
        open.driver.studio->actions().action(ActionId::FileSaveAs)->trigger();
        QCOMPARE(open.driver.record->asked, QStringList{QStringLiteral("Replace b.weir?")});
        QVERIFY(!QFile::exists(open.driver.record->path));
        QCOMPARE(open.document().path(), open.path);
        open.driver.record->confirm = true;
        open.driver.studio->actions().action(ActionId::FileSaveAs)->trigger();
        QCOMPARE(open.document().path(), open.driver.record->path);
        // Its own file is nobody else's.
        open.driver.record->asked.clear();
        open.driver.studio->actions().action(ActionId::FileSaveAs)->trigger();
        QCOMPARE(open.driver.record->asked, QStringList());
    }

    void aSavedProjectIsReadAgainAndStaysInItsPlace()
    {
        OpenProject open;
        SqlEditor &editor = open.driver.studio->editor();
        const std::size_t at = kRead.find("line 60") + 3;
        editor.setCaret(at);
        editor.SendScintilla(QsciScintilla::SCI_SETFIRSTVISIBLELINE, 40);
        open.write(kOther);
        QTRY_COMPARE(open.document().text().bytes(), kOther);
        QCOMPARE(editor.bytes(), kOther);
        QCOMPARE(editor.caret(), at + kOther.find("-- line 1\n"));
        QVERIFY(editor.SendScintilla(QsciScintilla::SCI_GETFIRSTVISIBLELINE) >= 40);
        QVERIFY(!open.document().isEdited());
        QVERIFY(open.bar().isVisible());
        // One step: nothing of what was here is lost.
        open.trigger(ActionId::Undo);
        QCOMPARE(open.document().text().bytes(), kRead);
        QVERIFY(open.document().isEdited());
        open.trigger(ActionId::Redo);
        QVERIFY(!open.document().isEdited());
        // The comparison shows what was read.
        open.click(open.bar(), "hintSecond");
        auto *page = open.driver.studio->window().findChild<DiffPage *>();
        QCOMPARE(page->model()->added(), 2);
        QCOMPARE(page->model()->removed(), 1);
    }

    void theWatchOutlivesReplacedAndRewrittenFiles()
    {
        OpenProject open;
        for (int i = 0; i < 3; ++i) {
            const std::string bytes = script("SELECT " + std::to_string(i) + ";");
            open.write(bytes);
            QTRY_COMPARE(open.document().text().bytes(), bytes);
        }
        QFile file(open.path);
        QVERIFY(file.open(QIODevice::Append));
        file.write("SELECT 9;\n");
        file.close();
        QTRY_COMPARE(open.document().text().bytes(), script("SELECT 2;") + "SELECT 9;\n");
        QVERIFY(!open.document().isEdited());
        // Our own saving is no news.
        open.edit();
        open.trigger(ActionId::FileSave);
        QVERIFY(open.driver.record->asked.isEmpty());
        open.driver.studio->diskWatch().check();
        QVERIFY(!open.bar().isVisible());
    }

    void unsavedChangesAreKeptUntilThePersonChooses()
    {
        OpenProject open;
        open.edit();
        open.write(kOther);
        QTRY_VERIFY(open.bar().isVisible());
        QCOMPARE(open.document().text().bytes(), "-- mine\n" + kRead);
        open.click(open.bar(), "hintFirst"); // Reload
        QCOMPARE(open.document().text().bytes(), kOther);
        QVERIFY(!open.document().isEdited());
        open.trigger(ActionId::Undo);
        QCOMPARE(open.document().text().bytes(), "-- mine\n" + kRead);
    }

    void keepMineSavesOverIt()
    {
        OpenProject open;
        open.edit();
        open.write(kOther);
        QTRY_VERIFY(open.bar().isVisible());
        open.click(open.bar(), "hintSecond");
        QVERIFY(!open.bar().isVisible());
        open.driver.studio->diskWatch().check();
        QVERIFY(!open.bar().isVisible());
        QVERIFY(open.document().isEdited());
        open.trigger(ActionId::FileSave);
        QVERIFY(open.driver.record->asked.isEmpty());
        QCOMPARE(open.onDisk(), "-- mine\n" + kRead);
        QVERIFY(!open.document().isEdited());
    }

    void theComparisonOffersTheSameChoice()
    {
        OpenProject open;
        open.edit();
        open.write(kOther);
        QTRY_VERIFY(open.bar().isVisible());
        open.click(open.bar(), "hintThird");
        auto *page = open.driver.studio->window().findChild<DiffPage *>();
        QVERIFY(page && page->isVisible());
        QCOMPARE(page->model()->removed(), 2); // "-- mine", "SELECT 1;"
        QCOMPARE(page->model()->added(), 2);
        open.click(*page, "diffFirst");
        QCOMPARE(open.document().text().bytes(), kOther);
        QTRY_VERIFY(!open.driver.studio->window().findChild<DiffPage *>());
    }

    void savingOverAForeignChangeAsks()
    {
        OpenProject open;
        open.edit();
        open.write(kOther);
        open.driver.record->confirm = false;
        open.trigger(ActionId::FileSave); // before the watcher has said anything
        QCOMPARE(open.driver.record->asked.size(), qsizetype(1));
        QCOMPARE(open.onDisk(), kOther);
        QVERIFY(open.document().isEdited());
        open.driver.record->confirm = true;
        open.trigger(ActionId::FileSave);
        QCOMPARE(open.onDisk(), "-- mine\n" + kRead);
    }

    void aDeletedFileIsSaidAndWrittenAgain()
    {
        OpenProject open;
        QAction *save = open.driver.studio->actions().action(ActionId::FileSave);
        QVERIFY(!save->isEnabled());
        QVERIFY(QFile::remove(open.path));
        QTRY_VERIFY(open.bar().isVisible());
        QCOMPARE(open.document().text().bytes(), kRead);
        QVERIFY(save->isEnabled());
        open.click(open.bar(), "hintFirst"); // Save
        QCOMPARE(open.onDisk(), kRead);
        QVERIFY(!open.bar().isVisible());
        QVERIFY(!open.document().isEdited());
        // And watched again.
        open.write(kOther);
        QTRY_COMPARE(open.document().text().bytes(), kOther);
    }

    void aFileThatComesBackIsNoConflict()
    {
        OpenProject open;
        for (const std::string &bytes : {kRead, kOther}) {
            QVERIFY(QFile::remove(open.path));
            QTRY_VERIFY(open.bar().text().contains(QStringLiteral("deleted")));
            QVERIFY(open.document().isEdited());
            open.write(bytes);
            QTRY_VERIFY(!open.document().isEdited());
            QCOMPARE(open.document().text().bytes(), bytes);
        }
    }

    void anUnreadableFileIsSaid()
    {
        OpenProject open;
        QVERIFY(QFile::remove(open.path));
        QVERIFY(QDir().mkdir(open.path));
        QTRY_VERIFY(open.bar().isVisible());
        QVERIFY(open.bar().text().contains(QStringLiteral("no longer be read")));
        QVERIFY(open.document().isEdited());
        QVERIFY(QDir().rmdir(open.path));
        open.trigger(ActionId::FileSave);
        QCOMPARE(open.onDisk(), kRead);
    }

    void theFileBesideIsFollowedToo()
    {
        OpenProject open;
        open.write(
            R"({"version": 1, "positions": {"S": [40, 60]}, "sources": {"t": {"generator": "orders"}}})",
            "a.weir");
        QTRY_COMPARE(open.document().arrangement().positions.size(), std::size_t(1));
        QVERIFY(!open.document().isEdited());
        QCOMPARE(open.driver.port.generators.size(), std::size_t(1));
        // What cannot be taken up is said; nothing changes.
        open.write("{", "a.weir");
        QTRY_VERIFY(open.bar().text().contains(QStringLiteral("cannot be taken up")));
        QCOMPARE(open.document().arrangement().positions.size(), std::size_t(1));
        QVERIFY(QFile::remove(open.driver.folder.filePath(QStringLiteral("a.weir"))));
        QTRY_VERIFY(!open.bar().isVisible());
    }
};

WEIR_TEST(DiskTest)
#include "DiskTest.moc"
