#include "core/project/Journal.h"

#include "core/project/RecentFiles.h"
#include "tests/support/TestRegistry.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
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
