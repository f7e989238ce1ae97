#include "core/project/Journal.h"

#include "core/project/RecentFiles.h"
#include "tests/support/DieWithParent.h"
#include "tests/support/TestRegistry.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <mutex>
#include <sqlite3.h>
#include <thread>

using namespace weir;
using namespace weir::project;

namespace {

/// Types into a journal in a process of its own, says so through `ready`, and waits to be killed.
[[noreturn]] void typeUntilKilled(const std::filesystem::path &database, int ready)
{
    const FixedClock clock(42);
    auto journal =
        Journal::open(database, {}, "run-1", "-- \xff\r\n", clock, std::chrono::milliseconds(1));
    bool good = journal.has_value();
    if (good) {
        (*journal)->record({0, 6, "", "SELECT"});
        (*journal)->record({1, 0, "--", ""});
        for (unsigned i = 0; i < 2'500; ++i) {
            (*journal)->record({2 + i, 10 + i, "", "x"});
        }
        good = (*journal)->flush().has_value();
    }
    const char answer = good ? 'y' : 'n';
    (void)!::write(ready, &answer, 1);
    for (;;) {
        ::pause();
    }
}

/// Runs SQL on a journal as what has happened to it; returns the number in its first row.
int inJournal(const std::filesystem::path &database, const std::string &sql)
{
    sqlite3 *handle = nullptr;
    int number = -1;
    const auto first = [](void *to, int, char **values, char **) {
        *static_cast<int *>(to) = std::atoi(values[0]);
        return 0;
    };
    if (sqlite3_open(database.c_str(), &handle) != SQLITE_OK ||
        sqlite3_busy_timeout(handle, 10'000) != SQLITE_OK ||
        sqlite3_exec(handle, sql.c_str(), first, &number, nullptr) != SQLITE_OK) {
        number = -2;
    }
    sqlite3_close(handle);
    return number;
}

/// What a journal said of its writing.
class Heard {
public:
    Journal::Listener listener()
    {
        return [this](const Status &status) {
            const std::lock_guard lock(m_mutex);
            m_all.push_back(status ? "well" : status.error().code);
        };
    }
    std::vector<std::string> all()
    {
        const std::lock_guard lock(m_mutex);
        return m_all;
    }

private:
    std::mutex m_mutex;
    std::vector<std::string> m_all;
};

constexpr std::chrono::milliseconds kSoon{1};

} // namespace

class JournalTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void manyMakeTheSameFileAtOnce()
    {
        const FixedClock clock(1);
        for (int round = 0; round < 10; ++round) {
            const QTemporaryDir folder;
            const std::filesystem::path database = folder.filePath("new.db").toStdString();
            std::atomic<int> opened = 0;
            std::vector<std::thread> threads;
            for (int i = 0; i < 8; ++i) {
                threads.emplace_back([&] {
                    const auto journal =
                        Journal::open(database, {}, "run", "", clock, std::chrono::milliseconds(1));
                    opened += journal.has_value() ? 1 : 0;
                });
            }
            for (std::thread &thread : threads) {
                thread.join();
            }
            QCOMPARE(opened.load(), 8);
        }
    }

    void survivesKill()
    {
        const QTemporaryDir folder;
        const std::filesystem::path database = folder.filePath("data/journal.db").toStdString();
        int ready[2];
        QCOMPARE(::pipe(ready), 0);
        const pid_t child = ::fork();
        QVERIFY(child >= 0);
        if (child == 0) {
            test::dieWithParent();
            typeUntilKilled(database, ready[1]);
        }
        char answer = 0;
        QCOMPARE(::read(ready[0], &answer, 1), ssize_t(1));
        const bool listedWhileRunning = Journal::unsaved(database).value().size() != 0;
        QCOMPARE(::kill(child, SIGKILL), 0);
        QCOMPARE(::waitpid(child, nullptr, 0), child);
        ::close(ready[0]);
        ::close(ready[1]);
        QCOMPARE(answer, 'y');
        QVERIFY(!listedWhileRunning);
        const auto unsaved = Journal::unsaved(database);
        QVERIFY(unsaved.has_value());
        QCOMPARE(unsaved->size(), std::size_t(1));
        const UnsavedProject &project = unsaved->front();
        QCOMPARE(project.text, " \xff\r\nSELECT" + std::string(2'500, 'x'));
        QVERIFY(project.file.empty());
        QCOMPARE(project.runId, std::string("run-1"));
        QCOMPARE(project.changedAt, EpochMs(42));
        QVERIFY(Journal::forget(database, project.id).has_value());
        QVERIFY(Journal::unsaved(database)->empty());
    }

    void forgetsWhatWasClosedInOrder()
    {
        const QTemporaryDir folder;
        const std::filesystem::path database = folder.filePath("journal.db").toStdString();
        const FixedClock clock(0);
        auto journal = Journal::open(database, "a.sql", "", "a", clock);
        QVERIFY(journal.has_value());
        (*journal)->record({0, 1, "", "b"});
        (*journal)->saved("b.sql", "r");
        QVERIFY((*journal)->flush().has_value());
        QVERIFY((*journal)->close().has_value());
        journal->reset();
        QVERIFY(Journal::unsaved(database)->empty());
    }

    void triesAgainWhatItCannotWrite()
    {
        const QTemporaryDir folder;
        const std::filesystem::path database = folder.filePath("journal.db").toStdString();
        const FixedClock clock(7);
        Heard heard;
        const auto journal =
            Journal::open(database, "a.sql", "r", "a", clock, kSoon, heard.listener());
        QVERIFY(journal.has_value());
        (*journal)->record({0, 1, "", "b"});
        QVERIFY((*journal)->flush().has_value());
        QVERIFY(heard.all().empty());

        // As a full disk does.
        const std::string full = " BEGIN SELECT RAISE(ABORT, 'the disk is full'); END;";
        QCOMPARE(inJournal(database, "CREATE TRIGGER no_patch BEFORE INSERT ON patch" + full +
                                         "CREATE TRIGGER no_text BEFORE INSERT ON project" + full),
                 -1);
        (*journal)->record({1, 2, "", "c"});
        QTRY_COMPARE(heard.all(), (std::vector<std::string>{"project.journal"}));
        (*journal)->saved("b.sql", "s");
        (*journal)->record({2, 3, "", "d"});
        const Status flushed = (*journal)->flush();
        QVERIFY(!flushed.has_value());
        QVERIFY(flushed.error().message.find("the disk is full") != std::string::npos);
        QCOMPARE(heard.all().size(), std::size_t(1));

        // Nobody has to do anything for it to be written once that is possible.
        QCOMPARE(inJournal(database, "DROP TRIGGER no_patch; DROP TRIGGER no_text"), -1);
        QTRY_COMPARE(heard.all(), (std::vector<std::string>{"project.journal", "well"}));
        QCOMPARE(inJournal(database, "UPDATE project SET started = 'before'"), -1);
        const auto unsaved = Journal::unsaved(database);
        QVERIFY(unsaved.has_value());
        QCOMPARE(unsaved->size(), std::size_t(1));
        QCOMPARE(unsaved->front().text, std::string("abcd"));
        QCOMPARE(unsaved->front().file.string(), std::string("b.sql"));
        QCOMPARE(unsaved->front().runId, std::string("s"));
        QVERIFY(unsaved->front().whole);
    }

    void oneDamagedProjectDoesNotHideTheOthers()
    {
        const QTemporaryDir folder;
        const std::filesystem::path database = folder.filePath("journal.db").toStdString();
        const FixedClock clock(0);
        const auto good = Journal::open(database, "good.sql", "", "a", clock, kSoon);
        const auto bad = Journal::open(database, "bad.sql", "", "a", clock, kSoon);
        QVERIFY(good.has_value() && bad.has_value());
        (*good)->record({0, 1, "", "b"});
        (*bad)->record({0, 1, "", "b"});
        QVERIFY((*good)->flush().has_value() && (*bad)->flush().has_value());
        (*bad)->record({1, 2, "", "c"});
        QVERIFY((*bad)->flush().has_value());
        QCOMPARE(inJournal(database, "UPDATE patch SET place = 99 WHERE seq ="
                                     " (SELECT max(seq) FROM patch);"
                                     "UPDATE project SET started = 'before'"),
                 -1);
        const auto unsaved = Journal::unsaved(database);
        QVERIFY(unsaved.has_value());
        QCOMPARE(unsaved->size(), std::size_t(2));
        QCOMPARE((*unsaved)[0].file.string(), std::string("bad.sql"));
        QCOMPARE((*unsaved)[0].text, std::string("ab"));
        QVERIFY(!(*unsaved)[0].whole);
        QCOMPARE((*unsaved)[1].text, std::string("ab"));
        QVERIFY((*unsaved)[1].whole);
    }

    void killedProgramsWithoutChangesLeaveNothing()
    {
        const QTemporaryDir folder;
        const std::filesystem::path database = folder.filePath("journal.db").toStdString();
        const FixedClock clock(0);
        const auto idle = Journal::open(database, "idle.sql", "", "a", clock, kSoon);
        const auto typed = Journal::open(database, "typed.sql", "", "a", clock, kSoon);
        QVERIFY(idle.has_value() && typed.has_value());
        (*typed)->record({0, 1, "", "b"});
        QVERIFY((*typed)->flush().has_value());
        QCOMPARE(inJournal(database, "UPDATE project SET started = 'before'"), -1);
        const auto next = Journal::open(database, "next.sql", "", "a", clock, kSoon);
        QVERIFY(next.has_value());
        QCOMPARE(inJournal(database, "SELECT count(*) FROM project"), 2);
        QCOMPARE(Journal::unsaved(database)->size(), std::size_t(1));
    }

    void saysWhenItCannotWrite()
    {
        const FixedClock clock(0);
        const auto journal = Journal::open("/proc/none/journal.db", {}, "", "", clock);
        QVERIFY(!journal.has_value());
        QCOMPARE(journal.error().code, std::string("project.journal"));
    }

    void remembersRecentFiles()
    {
        const QTemporaryDir folder;
        const std::filesystem::path list = folder.filePath("data/recent.json").toStdString();
        RecentFiles recent(list);
        QVERIFY(recent.files().empty());
        for (int i = 0; i < 20; ++i) {
            QVERIFY(recent.add("/p/" + std::to_string(i) + ".sql").has_value());
        }
        QVERIFY(recent.add("/p/12.sql").has_value());
        const RecentFiles again(list);
        QCOMPARE(again.files().size(), RecentFiles::kMost);
        QCOMPARE(again.files()[0].string(), std::string("/p/12.sql"));
        QCOMPARE(again.files()[1].string(), std::string("/p/19.sql"));
        QVERIFY(recent.remove("/p/12.sql").has_value());
        QCOMPARE(RecentFiles(list).files()[0].string(), std::string("/p/19.sql"));
    }
};

WEIR_TEST(JournalTest)
#include "JournalTest.moc"
