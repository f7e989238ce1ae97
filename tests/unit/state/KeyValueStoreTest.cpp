#include "core/state/KeyValueStore.h"

#include "core/state/WindowStore.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

#include <map>
#include <random>

using weir::state::hashKey;
using weir::state::KeyValueStore;
using weir::state::StateReader;
using weir::state::StateWriter;
using weir::state::WindowStore;

class KeyValueStoreTest : public QObject {
    Q_OBJECT

private:
    using Model = std::map<std::string, std::string>;

    static void change(KeyValueStore &store, Model &model, std::mt19937 &random)
    {
        std::string key(1, 'k');
        key += std::to_string(random() % 200);
        const auto slot = store.find(key, hashKey(key));
        if (random() % 3 == 0) {
            if (slot != KeyValueStore::kNone) {
                store.erase(slot);
            }
            model.erase(key);
            return;
        }
        const std::string value(random() % 60, static_cast<char>('a' + random() % 26));
        store.assign(store.findOrAdd(key, hashKey(key), value.size()).first, value);
        model[key] = value;
    }

    static Model contents(const KeyValueStore &store)
    {
        Model model;
        std::string last;
        store.scan({}, {}, [&](std::string_view key, std::string_view value) {
            if (!last.empty() && key <= last) {
                qFatal("scan is not sorted");
            }
            last = key;
            model[std::string(key)] = value;
            return true;
        });
        return model;
    }

private Q_SLOTS:
    void agreesWithAMapAndSurvivesRestores()
    {
        std::mt19937 random(7);
        KeyValueStore store;
        Model model;
        std::vector<std::string> chain;
        for (int round = 0; round < 40; ++round) {
            for (int i = 0; i < 50; ++i) {
                change(store, model, random);
            }
            QCOMPARE(contents(store), model);
            QCOMPARE(store.size(), model.size());
            StateWriter writer;
            if (round % 10 == 0) {
                chain.clear();
                store.writeSnapshot(writer);
                store.forgetChanges();
            } else {
                store.writeDelta(writer);
            }
            QVERIFY(!store.changedSinceCheckpoint());
            chain.push_back(writer.take());
            KeyValueStore restored;
            for (const std::string &part : chain) {
                StateReader reader(part);
                QVERIFY(restored.read(reader).has_value());
            }
            QCOMPARE(contents(restored), model);
        }
    }

    /// Views without bytes, as an element that is only a key has them.
    void keepsEmptyKeysAndValues()
    {
        KeyValueStore store;
        const std::string_view nothing;
        const auto slot = store.findOrAdd(nothing, hashKey(nothing), 0).first;
        store.assign(slot, nothing);
        QCOMPARE(store.find(nothing, hashKey(nothing)), slot);
        store.assign(slot, "x");
        QCOMPARE(store.value(slot), std::string_view("x"));
        store.assign(slot, nothing);
        QCOMPARE(store.value(slot), nothing);
    }

    void tellsDamagedBytes()
    {
        KeyValueStore store;
        store.assign(store.findOrAdd("key", hashKey("key"), 5).first, "value");
        StateWriter writer;
        store.writeSnapshot(writer);
        const std::string bytes = writer.take();
        for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
            KeyValueStore restored;
            StateReader reader(std::string_view(bytes).substr(0, cut));
            const auto status = restored.read(reader);
            QVERIFY(!status);
            QCOMPARE(status.error().code, std::string("state.corrupt"));
        }
    }

    void dropsWindowsAsAWhole()
    {
        WindowStore store;
        for (int window = 0; window < 5; ++window) {
            auto &table = store.table(0, window * 10);
            table.assign(table.findOrAdd("a", hashKey("a"), 1).first, "x");
        }
        StateWriter snapshot;
        store.writeSnapshot(snapshot);
        store.forgetChanges();
        QCOMPARE(store.oldest(0, -1), 0);
        store.drop(0, 0);
        QCOMPARE(store.oldest(0, -1), 10);
        QCOMPARE(store.oldest(1, -1), -1);
        StateWriter delta;
        store.writeDelta(delta);
        WindowStore restored;
        StateReader first(snapshot.bytes());
        StateReader second(delta.bytes());
        QVERIFY(restored.read(first).has_value());
        QVERIFY(restored.read(second).has_value());
        QCOMPARE(restored.windows(), std::size_t{4});
        QCOMPARE(restored.size(), std::size_t{4});
    }
};

WEIR_TEST(KeyValueStoreTest)
#include "KeyValueStoreTest.moc"
