#include "core/log/local/LocalCluster.h"
#include "tests/support/DieWithParent.h"
#include "tests/support/TestRegistry.h"
#include "tests/unit/log/ContractFixture.h"

#include <QDateTime>

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <functional>
#include <thread>

using namespace weir;
using namespace weir::log;
using namespace weir::test;

// The local cluster between processes: each child opens the file itself, as another program would.
class LocalProcessTest : public QObject {
    Q_OBJECT

    static ClusterPtr open(const std::string &path)
    {
        auto opened = openCluster("local:" + path);
        return opened ? *opened : nullptr;
    }

    // Runs `body` in another process and returns its pid; the body's result is the exit code.
    static pid_t inChild(const std::function<int()> &body)
    {
        const pid_t child = fork();
        if (child == 0) {
            dieWithParent();
            _exit(body());
        }
        return child;
    }

    static int exitCodeOf(pid_t child)
    {
        int status = 0;
        waitpid(child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }

    // Reads numbers from `in`, writes each once to `out` and keeps the next position: a minimal
    // run.
    static int copyOnce(const std::string &path, int readyPipe)
    {
        const ClusterPtr cluster = open(path);
        auto lease = cluster->checkpoints().acquire("copy", "child", soon());
        const auto chain = cluster->checkpoints().load("copy", soon());
        auto reader = cluster->openReader();
        if (!lease || !chain || !reader) {
            return 2;
        }
        const std::int64_t from = chain->parts.empty() ? 0 : std::stoll(chain->parts.back().bytes);
        std::uint64_t epoch = chain->epoch();
        if (!(*reader)->assign({"in", 0}, Position::at(from), soon())) {
            return 3;
        }
        const char ready = 'r';
        if (write(readyPipe, &ready, 1) != 1) {
            return 4;
        }
        while (true) {
            const auto polled = (*reader)->poll(soon(), 2000);
            std::vector<OutputBatch> outputs;
            for (const SlabPtr &slab : polled->slabs) {
                outputs.push_back({{"out", 0}, slab->run()});
            }
            if (outputs.empty()) {
                return 0;
            }
            const Checkpoint checkpoint{++epoch, Checkpoint::Kind::Snapshot,
                                        std::to_string(*(*reader)->position({"in", 0}))};
            const CommitResult result =
                cluster->checkpoints().commit(**lease, outputs, checkpoint, soon());
            if (result.outcome != CommitResult::Outcome::Committed) {
                return 5;
            }
        }
    }

    // What a chain tells: every delta holds the number of its epoch, a compaction all before it and
    // much padding, so that it takes several transactions.
    static std::string tokensOf(const CheckpointChain &chain)
    {
        std::string tokens;
        for (const Checkpoint &part : chain.parts) {
            tokens += part.bytes.substr(0, part.bytes.find('.'));
        }
        return tokens;
    }
    static std::string tokensTo(std::uint64_t epoch)
    {
        std::string tokens;
        for (std::uint64_t i = 1; i <= epoch; ++i) {
            tokens += std::to_string(i) + ",";
        }
        return tokens;
    }

    // Commits one delta after the other while another thread compacts, until it is killed.
    static int commitAndCompact(const std::string &path, int readyPipe)
    {
        const ClusterPtr cluster = open(path);
        CheckpointStore &store = cluster->checkpoints();
        const auto lease = store.acquire("compact", "child", soon());
        const auto chain = store.load("compact", soon());
        if (!lease || !chain || tokensOf(*chain) != tokensTo(chain->epoch())) {
            return 2;
        }
        std::atomic<int> failure = 0;
        const auto compact = [&] {
            while (failure == 0) {
                const auto now = store.load("compact", soon());
                if (!now || tokensOf(*now) != tokensTo(now->epoch())) {
                    failure = 3;
                } else if (now->epoch() > 0) {
                    const Checkpoint snapshot{now->epoch(), Checkpoint::Kind::Snapshot,
                                              tokensOf(*now) + std::string(3U << 20U, '.')};
                    failure = store.compact(**lease, snapshot, soon()) ? 0 : 4;
                }
            }
        };
        std::thread compacting(compact);
        const char ready = 'r';
        failure = write(readyPipe, &ready, 1) == 1 ? 0 : 5;
        for (std::uint64_t epoch = chain->epoch() + 1; failure == 0; ++epoch) {
            const Checkpoint delta{
                epoch, epoch == 1 ? Checkpoint::Kind::Snapshot : Checkpoint::Kind::Delta,
                std::to_string(epoch) + ","};
            if (store.commit(**lease, {}, delta, soon()).outcome !=
                CommitResult::Outcome::Committed) {
                failure = 6;
            }
        }
        compacting.join();
        return failure;
    }

private Q_SLOTS:
    void initTestCase()
    {
#ifdef __SANITIZE_THREAD__
        QSKIP("ThreadSanitizer knows no threads in a forked child");
#endif
    }

    void killedAtAnyPointEverythingIsWrittenOnce()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath("log.db").toStdString();
        constexpr int kRecords = 20'000;
        {
            const ClusterPtr cluster = open(path);
            QVERIFY(cluster != nullptr);
            for (const char *name : {"in", "out"}) {
                WEIR_OK(cluster->createTopic({.name = name, .config = {{"retention.ms", "-1"}}},
                                             soon()));
            }
            auto writer = cluster->openWriter();
            WEIR_OK(writer);
            RecordBuffer one;
            for (int i = 0; i < kRecords; ++i) {
                one.clear();
                one.add(i, std::to_string(i), "v");
                WEIR_OK((*writer)->append({{"in", 0}, one.run()}, soon()));
            }
            WEIR_OK((*writer)->flush(soon()));
        }
        int kills = 0;
        for (int round = 0; round < 200; ++round) {
            int ready[2] = {};
            QCOMPARE(pipe(ready), 0);
            const pid_t child = inChild([&] { return copyOnce(path, ready[1]); });
            ::close(ready[1]);
            char byte = 0;
            const bool started = read(ready[0], &byte, 1) == 1;
            ::close(ready[0]);
            QVERIFY(started);
            // Somewhere in its work; where does not matter, for all places must be right.
            std::this_thread::sleep_for(std::chrono::microseconds(round * 1'237 % 20'000));
            kill(child, SIGKILL);
            const int code = exitCodeOf(child);
            if (code == 0) {
                break;
            }
            QCOMPARE(code, 128 + SIGKILL);
            ++kills;
        }
        QVERIFY(kills > 0);
        int ignored[2] = {};
        QCOMPARE(pipe(ignored), 0);
        QCOMPARE(exitCodeOf(inChild([&] { return copyOnce(path, ignored[1]); })), 0);
        const ClusterPtr cluster = open(path);
        auto reader = cluster->openReader();
        WEIR_OK(reader);
        WEIR_OK((*reader)->assign({"out", 0}, Position::beginning(), soon()));
        const ReadBack back = ContractFixture::pollToEnd(**reader, {"out", 0}, 64U << 20U);
        QCOMPARE(back.records.size(), std::size_t(kRecords));
        for (int i = 0; i < kRecords; ++i) {
            QCOMPARE(back.records[std::size_t(i)].key, std::optional(std::to_string(i)));
            QCOMPARE(back.records[std::size_t(i)].offset, std::int64_t(i));
        }
    }

    void killedAtAnyPointOfACompactionTheChainIsWhole()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath("log.db").toStdString();
        QVERIFY(open(path) != nullptr);
        for (int round = 0; round < 60; ++round) {
            int ready[2] = {};
            QCOMPARE(pipe(ready), 0);
            const pid_t child = inChild([&] { return commitAndCompact(path, ready[1]); });
            ::close(ready[1]);
            char byte = 0;
            const bool started = read(ready[0], &byte, 1) == 1;
            ::close(ready[0]);
            QVERIFY(started);
            // Anywhere within some compactions.
            std::this_thread::sleep_for(std::chrono::microseconds(round * 1'733 % 60'000));
            kill(child, SIGKILL);
            QCOMPARE(exitCodeOf(child), 128 + SIGKILL);
        }
        const ClusterPtr cluster = open(path);
        CheckpointStore &store = cluster->checkpoints();
        const auto lease = store.acquire("compact", "test", soon());
        WEIR_OK(lease);
        const auto chain = store.load("compact", soon());
        WEIR_OK(chain);
        QVERIFY(chain->epoch() > 60);
        QVERIFY(tokensOf(*chain) == tokensTo(chain->epoch()));
        // The next compaction takes away all that the broken ones left.
        const Checkpoint last{chain->epoch(), Checkpoint::Kind::Snapshot, tokensOf(*chain)};
        WEIR_OK(store.compact(**lease, last, soon()));
        QCOMPARE(store.load("compact", soon())->parts.size(), std::size_t(1));
        const auto file = SqliteDatabase::open(path, SqliteDatabase::Durability::Kill);
        WEIR_OK(file);
        auto count = (*file)->query("SELECT count(*) FROM checkpoints");
        WEIR_OK(count);
        QVERIFY(*count->next());
        QCOMPARE(count->number(0), std::int64_t(1));
    }

    void ownershipEndsWithTheProcess()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath("log.db").toStdString();
        int owned[2] = {};
        QCOMPARE(pipe(owned), 0);
        const pid_t child = inChild([&] {
            const ClusterPtr cluster = open(path);
            const auto lease = cluster->checkpoints().acquire("run", "other program", soon());
            const char answer = lease ? 'y' : 'n';
            if (write(owned[1], &answer, 1) != 1) {
                return 1;
            }
            pause();
            return 0;
        });
        ::close(owned[1]); // so that a child that dies ends the read
        char answer = 0;
        QCOMPARE(read(owned[0], &answer, 1), ssize_t(1));
        QCOMPARE(answer, 'y');
        const ClusterPtr cluster = open(path);
        const auto refused = cluster->checkpoints().acquire("run", "me", soon());
        WEIR_FAILS(refused, "log.run-owned");
        QVERIFY(refused.error().message.find("other program") != std::string::npos);
        QVERIFY(refused.error().message.find(std::to_string(child)) != std::string::npos);
        kill(child, SIGKILL);
        exitCodeOf(child);
        WEIR_OK(cluster->checkpoints().acquire("run", "me", soon()));
    }

    // Each `weir sql` is a run of its own that forgets itself at its end.
    void endedRunsLeaveNoRows()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath("log.db").toStdString();
        const ClusterPtr cluster = open(path);
        CheckpointStore &store = cluster->checkpoints();
        const auto kept = store.acquire("kept", "test", soon());
        WEIR_OK(kept);
        store.commit(**kept, {}, {1, Checkpoint::Kind::Snapshot, "state"}, soon());
        const auto busy = store.acquire("busy", "test", soon());
        WEIR_OK(busy);
        std::uint64_t token = 0;
        for (int i = 0; i < 5; ++i) {
            const auto lease = store.acquire("session" + std::to_string(i), "test", soon());
            WEIR_OK(lease);
            store.commit(**lease, {}, {1, Checkpoint::Kind::Snapshot, "state"}, soon());
            WEIR_OK(store.forget(**lease, soon()));
            token = (*lease)->token();
        }
        const auto last = store.acquire("session0", "test", soon());
        WEIR_OK(last);
        QVERIFY((*last)->token() > token);
        const auto file = SqliteDatabase::open(path, SqliteDatabase::Durability::Kill);
        WEIR_OK(file);
        auto rows = (*file)->query("SELECT group_concat(name, ' ') FROM (SELECT name FROM runs"
                                   " ORDER BY name)");
        WEIR_OK(rows);
        QVERIFY(*rows->next());
        QCOMPARE(rows->text(0), std::string("busy kept session0"));
        WEIR_FAILS(store.acquire("busy", "other", soon()), "log.run-owned");
    }

    void processesMakeTheFileAtOnce()
    {
        QTemporaryDir folder;
        for (int round = 0; round < 50; ++round) {
            const std::string path = folder.filePath(QString("log%1.db").arg(round)).toStdString();
            int gate[2] = {};
            QCOMPARE(pipe(gate), 0);
            std::vector<pid_t> children;
            for (int i = 0; i < 4; ++i) {
                children.push_back(inChild([&] {
                    ::close(gate[1]);
                    char byte = 0;
                    return read(gate[0], &byte, 1) == 0 && open(path) != nullptr ? 0 : 1;
                }));
            }
            ::close(gate[0]);
            ::close(gate[1]); // all start
            for (const pid_t child : children) {
                QCOMPARE(exitCodeOf(child), 0);
            }
        }
    }

    void processesAppendAtOnce()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath("log.db").toStdString();
        const auto append = [&path] {
            const ClusterPtr cluster = open(path);
            static_cast<void>(cluster->createTopic({.name = "t"}, soon()));
            auto writer = cluster->openWriter();
            RecordBuffer one;
            one.add(QDateTime::currentMSecsSinceEpoch(), "k", "v");
            for (int i = 0; i < 200; ++i) {
                if (!(*writer)->write({{"t", 0}, one.run()}, soon())) {
                    return 1;
                }
            }
            return 0;
        };
        std::vector<pid_t> children;
        for (int i = 0; i < 4; ++i) {
            children.push_back(inChild(append));
        }
        for (const pid_t child : children) {
            QCOMPARE(exitCodeOf(child), 0);
        }
        const ClusterPtr cluster = open(path);
        QCOMPARE(cluster->offsets("t", soon())->front().end, 800);
    }

    void aReaderIsWokenByAnotherProcess()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath("log.db").toStdString();
        {
            const ClusterPtr made = open(path); // closed again: SQLite must not be open over a fork
            WEIR_OK(made->createTopic({.name = "t"}, soon()));
        }
        int ready[2] = {};
        QCOMPARE(pipe(ready), 0);
        const pid_t child = inChild([&] {
            const ClusterPtr cluster = open(path);
            auto reader = cluster->openReader();
            if (!(*reader)->assign({"t", 0}, Position::beginning(), soon()) ||
                !ContractFixture::pollToEnd(**reader, {"t", 0}).atEnd ||
                write(ready[1], "r", 1) != 1) {
                return 1;
            }
            return ContractFixture::pollToEnd(**reader, {"t", 0}).records.size() == 1 ? 0 : 2;
        });
        ::close(ready[1]);
        char byte = 0;
        QCOMPARE(read(ready[0], &byte, 1), ssize_t(1));
        RecordBuffer one;
        one.add(1, "k", "v");
        const ClusterPtr cluster = open(path);
        auto writer = cluster->openWriter();
        WEIR_OK(writer);
        WEIR_OK((*writer)->write({{"t", 0}, one.run()}, soon()));
        QCOMPARE(exitCodeOf(child), 0);
    }
};

WEIR_TEST(LocalProcessTest)
#include "LocalProcessTest.moc"
