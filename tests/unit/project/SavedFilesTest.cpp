#include "core/project/SavedFiles.h"

#include "core/project/AtomicFile.h"
#include "core/project/History.h"
#include "tests/support/TestRegistry.h"

#include <QTemporaryDir>
#include <QTest>

using namespace weir;
using namespace weir::project;

class SavedFilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsBothAndTellsMissingFromUnreadable()
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("a.sql").toStdString();
        QCOMPARE(readSavedFiles(file).error().code, std::string("project.missing"));
        QVERIFY(replaceFile(file, "SELECT 1;").has_value());
        const SavedFiles alone = *readSavedFiles(file);
        QCOMPARE(alone.sql, std::string("SELECT 1;"));
        QVERIFY(!alone.beside);
        QVERIFY(replaceFile(projectFileOf(file), "{}").has_value());
        const SavedFiles both = *readSavedFiles(file);
        QCOMPARE(both.beside.value_or(""), std::string("{}"));
        std::filesystem::remove(file);
        std::filesystem::create_directory(file);
        QCOMPARE(readSavedFiles(file).error().code, std::string("project.unreadable"));
        // What was added is news, what went away is not.
        QVERIFY(holdsNews(both, alone));
        QVERIFY(!holdsNews(alone, both));
        QVERIFY(holdsNews({"SELECT 2;", both.beside}, both));
    }

    void theChangeMakesTextAndArrangementAndIsUndone()
    {
        FixedClock clock(0);
        const Arrangement before{{{"A", {20, 20}}, {"B", {40, 40}}}, {}};
        History history(sql::SqlText("one\ntwo\nthree\nfour\n"), before, clock);
        ProjectFile beside;
        beside.positions = {{"B", {60, 60}}, {"C", {0, 0}}};
        beside.plots = {{"p", "T", "N", "K"}};
        const SavedFiles files{"zero\none\ntwo\n3\nfour\n", std::string("{}")};
        const Change change = changeTo(files, &beside, history.text(), history.arrangement());
        QVERIFY(history.apply("Reload", change).has_value());
        QCOMPARE(history.text().bytes(), files.sql);
        QCOMPARE(history.arrangement(), (Arrangement{beside.positions, beside.plots}));
        QVERIFY(changeTo(files, &beside, history.text(), history.arrangement()).isEmpty());
        for (const sql::TextPatch &patch : change.patches) {
            QVERIFY(patch.removed.size() <= 5); // never the whole text
        }
        QVERIFY(history.undo().has_value());
        QCOMPARE(history.text().bytes(), std::string("one\ntwo\nthree\nfour\n"));
        QCOMPARE(history.arrangement(), before);
        // Without NAME.weir the arrangement stays.
        QVERIFY(changeTo(files, nullptr, history.text(), history.arrangement()).positions.empty());
    }

    void goesToAnyStepAndForgetsTheSavedState()
    {
        FixedClock clock(0);
        History history(sql::SqlText(""), {}, clock);
        for (const char *text : {"a", "b", "c"}) {
            QVERIFY(history.apply(text, {{history.text().replace({0, 0}, text)}}).has_value());
        }
        history.setClean();
        QVERIFY(history.goTo(1).has_value());
        QCOMPARE(history.text().bytes(), std::string("a"));
        QVERIFY(!history.isClean());
        QCOMPARE(history.cleanSteps(), std::optional<std::size_t>(3));
        QVERIFY(history.goTo(99).has_value());
        QCOMPARE(history.text().bytes(), std::string("cba"));
        QVERIFY(history.isClean());
        history.forgetClean();
        QVERIFY(!history.isClean());
        QVERIFY(history.goTo(0).has_value());
        QVERIFY(history.text().bytes().empty() && !history.isClean());
    }
};

WEIR_TEST(SavedFilesTest)
#include "SavedFilesTest.moc"
