#include "core/log/local/LocalStore.h"

#include "tests/support/TestRegistry.h"
#include "tests/unit/log/ContractFixture.h"

#include <QTemporaryDir>

#include <thread>

using namespace weir;
using namespace weir::log;
using namespace weir::test;

class LocalStoreTest : public QObject {
    Q_OBJECT

    static void waitForAppends(LocalStore &store, std::size_t count)
    {
        while (store.waitingAppends() < count) {
            std::this_thread::yield();
        }
    }

private Q_SLOTS:
    // Appends are stored together, but each has a deadline of its own.
    void aCancelledAppendTakesNobodyWithIt()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("log.db")).toStdString();
        const ClusterPtr cluster = *openCluster("local:" + path);
        QVERIFY(cluster->createTopic({.name = "t"}, soon()));
        const auto store = *LocalStore::open(path, false, std::make_shared<SystemClock>());
        RecordBuffer buffer;
        buffer.add(1, "k", "v");
        std::vector<EncodedOutput> cancelled;
        cancelled.push_back(store->encode({{"t", 0}, buffer.run()}));
        std::vector<EncodedOutput> good;
        good.push_back(store->encode({{"t", 0}, buffer.run()}));
        Status first;
        Status second;
        {
            std::unique_lock busy(store->database()->mutex);
            std::stop_source cancel;
            cancel.request_stop();
            std::jthread impatient([&] {
                first = store->append(cancelled,
                                      Deadline::in(std::chrono::seconds(30), cancel.get_token()));
            });
            waitForAppends(*store, 1);
            std::jthread patient([&] { second = store->append(good, soon()); });
            waitForAppends(*store, 2);
            busy.unlock();
        }
        QVERIFY(second);
        QVERIFY(good.front().baseOffset);
        // Whether the other one was stored depends on who came first; then it says so.
        QCOMPARE((*cluster->offsets("t", soon())).front().lastStable, std::int64_t(first ? 2 : 1));
        QCOMPARE(store->waitingAppends(), std::size_t(0));
    }
};

WEIR_TEST(LocalStoreTest)
#include "LocalStoreTest.moc"
