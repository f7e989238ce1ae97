#include "core/state/WindowStore.h"

#include "tests/support/TestRegistry.h"

#include <QTest>

#include <map>
#include <random>
#include <set>

using namespace weir::state;

namespace {

using WindowPlace = std::pair<std::int32_t, std::int64_t>;
using WindowModel = std::map<WindowPlace, std::map<std::string, std::string>>;

void putInWindow(WindowStore &store, const WindowPlace &window, const std::string &key,
                 const std::string &value)
{
    KeyValueStore &table = store.table(window.first, window.second);
    table.assign(table.findOrAdd(key, hashKey(key), value.size()).first, value);
}

void changeWindow(WindowStore &store, WindowModel &model, std::mt19937 &random)
{
    const WindowPlace window{static_cast<std::int32_t>(random() % 3),
                             static_cast<std::int64_t>(random() % 20)};
    if (random() % 12 == 0) {
        store.drop(window.first, window.second);
        model.erase(window);
        return;
    }
    const std::string key = std::to_string(random() % 9);
    const std::string value(random() % 60, static_cast<char>('a' + random() % 26));
    putInWindow(store, window, key, value);
    model[window][key] = value;
}

WindowModel windowsOf(const WindowStore &store)
{
    WindowModel model;
    store.scan(0, 1000,
               [&](std::int32_t partition, std::int64_t start, std::string_view key,
                   std::string_view value) {
                   model[{partition, start}][std::string(key)] = value;
                   return true;
               });
    return model;
}

std::size_t keysIn(const WindowModel &model)
{
    std::size_t keys = 0;
    for (const auto &[window, table] : model) {
        keys += table.size();
    }
    return keys;
}

/// What the windows take by themselves; the rest is the same for each.
std::size_t bytesOfTables(const WindowStore &store)
{
    std::size_t bytes = 0;
    store.forEachWindow(
        0, 1000, [&bytes](std::int64_t, const KeyValueStore &table) { bytes += table.bytes(); });
    return bytes;
}

} // namespace

class WindowStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithAMapAndSurvivesRestores()
    {
        std::mt19937 random(5);
        auto store = std::make_unique<WindowStore>();
        WindowModel model;
        std::vector<std::string> chain;
        std::set<std::size_t> perWindow;
        for (int round = 0; round < 80; ++round) {
            for (int i = 0; i < 25; ++i) {
                changeWindow(*store, model, random);
                QCOMPARE(store->size(), keysIn(model));
            }
            QVERIFY(windowsOf(*store) == model);
            QCOMPARE(store->windows(), model.size());
            perWindow.insert((store->bytes() - bytesOfTables(*store)) / store->windows());
            StateWriter writer;
            if (chain.empty()) {
                store->writeSnapshot(writer);
                store->forgetChanges();
            } else {
                store->writeDelta(writer);
            }
            chain.push_back(writer.take());
            perWindow.insert((store->bytes() - bytesOfTables(*store)) / store->windows());
            if (round % 7 == 0) {
                store = std::make_unique<WindowStore>();
                for (const std::string &part : chain) {
                    StateReader reader(part);
                    QVERIFY(store->read(reader).has_value());
                }
                QVERIFY(windowsOf(*store) == model);
                QCOMPARE(store->size(), keysIn(model));
            }
        }
        QCOMPARE(perWindow.size(), std::size_t(1));
    }

    void writesOnlyTheWindowsThatWereWritten()
    {
        WindowStore store;
        for (int i = 0; i < 1000; ++i) {
            putInWindow(store, {0, i}, "key", std::string(50, 'x'));
        }
        store.forgetChanges();
        putInWindow(store, {0, 500}, "other", "new");
        store.drop(0, 3);
        StateWriter writer;
        store.writeDelta(writer);
        QVERIFY(writer.bytes().size() < 40);
        StateWriter nothing;
        store.writeDelta(nothing);
        QCOMPARE(nothing.bytes().size(), std::size_t(2));
    }
};

WEIR_TEST(WindowStoreTest)
#include "WindowStoreTest.moc"
