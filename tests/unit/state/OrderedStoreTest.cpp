#include "core/state/OrderedStore.h"

#include "tests/support/TestRegistry.h"

#include <QTest>

#include <map>
#include <random>

using namespace weir::state;

namespace {

using Model = std::map<std::string, std::string>;

void change(OrderedStore &store, Model &model, std::mt19937 &random)
{
    const std::string key = std::to_string(random() % 300);
    if (random() % 3 == 0) {
        const bool erased = store.erase(key);
        if (erased != (model.erase(key) > 0)) {
            qFatal("erase says something else");
        }
        return;
    }
    const std::string value(random() % 60, static_cast<char>('a' + random() % 26));
    store.put(key, value);
    model[key] = value;
}

Model contents(const OrderedStore &store, const std::string &from = {}, const std::string &to = {})
{
    Model model;
    std::string last;
    store.forEach(from, to, [&](std::string_view key, std::string_view value) {
        if (!last.empty() && key <= last) {
            qFatal("not in order");
        }
        last = key;
        model[last] = value;
        return true;
    });
    return model;
}

Model between(const Model &model, const std::string &from, const std::string &to)
{
    return {model.lower_bound(from), to.empty() ? model.end() : model.lower_bound(to)};
}

} // namespace

class OrderedStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithAMapAndSurvivesRestores()
    {
        std::mt19937 random(11);
        auto store = std::make_unique<OrderedStore>();
        Model model;
        std::vector<std::string> chain;
        for (int round = 0; round < 60; ++round) {
            for (int i = 0; i < 100; ++i) {
                change(*store, model, random);
            }
            std::string from = std::to_string(random() % 300);
            std::string to = std::to_string(random() % 300);
            if (to < from) {
                std::swap(from, to);
            }
            QVERIFY(contents(*store, from, to) == between(model, from, to));
            if (round % 5 == 0) {
                QCOMPARE(store->eraseRange(from, to), between(model, from, to).size());
                model.erase(model.lower_bound(from), model.lower_bound(to));
            }
            QVERIFY(contents(*store) == model);
            QCOMPARE(store->size(), model.size());
            StateWriter writer;
            if (chain.empty()) {
                store->writeSnapshot(writer);
                store->forgetChanges();
            } else {
                store->writeDelta(writer);
            }
            chain.push_back(writer.take());
            if (round % 7 == 0) {
                // Some of the restored ones are changed before they are first visited.
                store = std::make_unique<OrderedStore>();
                for (const std::string &part : chain) {
                    StateReader reader(part);
                    QVERIFY(store->read(reader).has_value());
                }
            }
        }
    }

    void visitsBackwards()
    {
        OrderedStore store;
        for (const char *key : {"b", "d", "a", "c"}) {
            store.put(key, "v");
        }
        const auto visited = [&store](const char *from, const char *to, std::size_t most) {
            std::string keys;
            store.forEachBackwards(from, to, [&](std::string_view key, std::string_view) {
                keys += key;
                return keys.size() < most;
            });
            return keys;
        };
        QCOMPARE(visited("", "", 9), std::string("dcba"));
        QCOMPARE(visited("b", "d", 9), std::string("cb"));
        QCOMPARE(visited("a", "z", 2), std::string("dc"));
        QCOMPARE(visited("e", "z", 9), std::string());
    }

    void writesOnlyWhatChanged()
    {
        OrderedStore store;
        for (int i = 0; i < 1000; ++i) {
            std::string key;
            appendCounted("one key", key);
            appendSortable(i, key);
            store.put(key, std::string(100, 'x'));
        }
        store.forgetChanges();
        std::string key;
        appendCounted("one key", key);
        appendSortable(-5, key);
        store.put(key, "new");
        StateWriter writer;
        store.writeDelta(writer);
        QVERIFY(writer.bytes().size() < 60);
        QVERIFY(store.bytes() > 100'000);
    }

    void keepsNumbersAndKeysInOrder()
    {
        std::string before;
        for (const std::int64_t number : {INT64_MIN, std::int64_t(-3), std::int64_t(0),
                                          std::int64_t(7), std::int64_t(1) << 40, INT64_MAX}) {
            std::string bytes;
            appendSortable(number, bytes);
            QVERIFY(bytes > before);
            before = bytes;
            std::string_view view = bytes;
            QCOMPARE(takeSortable(view), number);
            QVERIFY(view.empty());
        }
        std::string entry;
        appendCounted("key", entry);
        entry += "rest";
        std::string_view view = entry;
        QCOMPARE(takeCounted(view), std::string_view("key"));
        QCOMPARE(view, std::string_view("rest"));
    }
};

WEIR_TEST(OrderedStoreTest)
#include "OrderedStoreTest.moc"
