#include "core/project/History.h"

#include "core/project/EditOp.h"
#include "core/sql/Parser.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

#include <random>

using namespace weir;
using namespace weir::project;
using sql::SqlText;

class HistoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mergesTypingUntilAPause()
    {
        FixedClock clock(0);
        History history(SqlText("x"), {}, clock);
        typeEach(history, "abc");
        clock.set(1'001);
        typeEach(history, "de");
        QCOMPARE(history.doneSteps(), std::size_t(2));
        QVERIFY(history.undo().has_value());
        QCOMPARE(history.text().bytes(), std::string("xabc"));
        QVERIFY(history.undo().has_value());
        QCOMPARE(history.text().bytes(), std::string("x"));
    }

    void endsMergingAtNewlinesJumpsAndTwentyCharacters()
    {
        FixedClock clock(0);
        History lines(SqlText(), {}, clock);
        typeEach(lines, "ab\ncd");
        QCOMPARE(lines.doneSteps(), std::size_t(3));
        History jump(SqlText("0123456789"), {}, clock);
        typeEach(jump, "a");
        QVERIFY(jump.type(jump.text().replace({2, 2}, "b")).has_value());
        QCOMPARE(jump.doneSteps(), std::size_t(2));
        jump.breakTyping();
        QVERIFY(jump.type(jump.text().replace({3, 3}, "c")).has_value());
        QCOMPARE(jump.doneSteps(), std::size_t(3));
        History longText(SqlText(), {}, clock);
        typeEach(longText, std::string(45, 'x'));
        QCOMPARE(longText.doneSteps(), std::size_t(3));
    }

    void mergesBackspaceWithTyping()
    {
        FixedClock clock(0);
        History history(SqlText(), {}, clock);
        typeEach(history, "abc");
        QVERIFY(history.type(history.text().replace({2, 3}, "")).has_value());
        typeEach(history, "d");
        QCOMPARE(history.doneSteps(), std::size_t(1));
        QVERIFY(history.undo().has_value());
        QCOMPARE(history.text().bytes(), std::string());
    }

    void joinsWhatIsOfOneKey()
    {
        FixedClock clock(0);
        History history(SqlText("a\nb\n"), {}, clock);
        // Alt+Up: a line goes, and comes again above the other.
        QVERIFY(history.type(history.text().replace({2, 4}, "")).has_value());
        QVERIFY(history.join(history.text().replace({0, 0}, "b\n")).has_value());
        QCOMPARE(history.text().bytes(), std::string("b\na\n"));
        QCOMPARE(history.labels(), std::vector<std::string>{"Typing"});
        QVERIFY(history.undo().has_value());
        QCOMPARE(history.text().bytes(), std::string("a\nb\n"));
        QVERIFY(history.redo().has_value());
        QCOMPARE(history.text().bytes(), std::string("b\na\n"));
        // A letter over a selection; what is typed on merges with it.
        QVERIFY(history.type(history.text().replace({0, 1}, "")).has_value());
        QVERIFY(history.join(history.text().replace({0, 0}, "x")).has_value());
        QVERIFY(history.type(history.text().replace({1, 1}, "y")).has_value());
        QCOMPARE(history.doneSteps(), std::size_t(2));
        history.setClean();
        QVERIFY(history.join(history.text().replace({0, 0}, "z")).has_value());
        QCOMPARE(history.doneSteps(), std::size_t(3));
        QVERIFY(history.undo().has_value());
        QVERIFY(history.isClean());
    }

    void knowsTheSavedState()
    {
        FixedClock clock(0);
        History history(SqlText(), {}, clock);
        QVERIFY(history.isClean());
        typeEach(history, "a");
        QVERIFY(!history.isClean());
        history.setClean();
        typeEach(history, "b");
        QCOMPARE(history.doneSteps(), std::size_t(2));
        QVERIFY(!history.isClean());
        QVERIFY(history.undo().has_value());
        QVERIFY(history.isClean());
        QVERIFY(history.undo().has_value());
        typeEach(history, "c");
        QVERIFY(history.undo().has_value());
        QVERIFY(!history.isClean());
    }

    void changesNothingWhenAPatchIsStale()
    {
        FixedClock clock(0);
        History history(SqlText("abc"), {}, clock);
        const Change change{{history.text().replace({0, 1}, "X"), {1, 1, "no", "Y"}}};
        QVERIFY(!history.apply("Broken", change).has_value());
        QCOMPARE(history.text().bytes(), std::string("abc"));
        QCOMPARE(history.doneSteps(), std::size_t(0));
    }

    void undoesAndRedoesRandomWorkExactly()
    {
        for (unsigned seed = 1; seed <= 30; ++seed) {
            std::mt19937 random(seed);
            FixedClock clock(0);
            const std::string original =
                "\xef\xbb\xbf-- \xff\r\nCREATE STREAM A (X INT) WITH (KAFKA_TOPIC='a')";
            History history(SqlText(original), {}, clock);
            // A follower sees only the patches, as the editor and the journal do.
            SqlText follower(original);
            history.setListener([&](const Change &change) {
                for (const sql::TextPatch &patch : change.patches) {
                    QVERIFY(follower.apply(patch).has_value());
                }
            });
            for (int i = 0; i < 200; ++i) {
                clock.set(clock.now() + static_cast<EpochMs>(random() % 700));
                actAtRandom(history, random);
                QCOMPARE(follower.bytes(), history.text().bytes());
            }
            while (history.canRedo()) {
                QVERIFY(history.redo().has_value());
            }
            const std::string final = history.text().bytes();
            const Arrangement arranged = history.arrangement();
            while (history.canUndo()) {
                QVERIFY(history.undo().has_value());
            }
            QCOMPARE(history.text().bytes(), original);
            QVERIFY(history.arrangement() == Arrangement());
            QVERIFY(history.isClean());
            while (history.canRedo()) {
                QVERIFY(history.redo().has_value());
            }
            QCOMPARE(history.text().bytes(), final);
            QVERIFY(history.arrangement() == arranged);
            QCOMPARE(follower.bytes(), final);
        }
    }

private:
    static void typeEach(History &history, const std::string &text)
    {
        for (const char c : text) {
            const std::size_t end = history.text().size();
            QVERIFY(
                history.type(history.text().replace({end, end}, std::string(1, c))).has_value());
        }
    }

    static void actAtRandom(History &history, std::mt19937 &random)
    {
        const std::size_t at = random() % (history.text().size() + 1);
        switch (random() % 8) {
        case 0:
            QVERIFY(history.undo().has_value());
            break;
        case 1:
            QVERIFY(history.redo().has_value());
            break;
        case 2: {
            const auto script = sql::parse(history.text().bytes());
            const auto edit =
                planEdit({history.text(), *script.tree, history.arrangement()},
                         AddFilter{"A", Position{static_cast<int>(random() % 900), 40}});
            if (edit) {
                QVERIFY(history.apply(edit->label, edit->change).has_value());
            }
            break;
        }
        case 3: {
            const auto script = sql::parse(history.text().bytes());
            const auto edit =
                planEdit({history.text(), *script.tree, history.arrangement()},
                         RenameSource{"A_FILTERED", "F" + std::to_string(random() % 4)});
            if (edit) {
                QVERIFY(history.apply(edit->label, edit->change).has_value());
            }
            break;
        }
        case 4: {
            const auto &plots = history.arrangement().plots;
            Change change;
            change.plots = PlotsChange{plots, {{"p" + std::to_string(random() % 9), "A", "X", ""}}};
            QVERIFY(history.apply("Plot", change).has_value());
            break;
        }
        case 5:
            QVERIFY(history
                        .apply("Paste",
                               {{history.text().replace({at, at + random() % 9}, "a;\r\n'b'")}})
                        .has_value());
            break;
        default:
            QVERIFY(history.type(history.text().replace({at, at + random() % 2}, "x")).has_value());
            typeEach(history, "yz");
            break;
        }
    }
};

WEIR_TEST(HistoryTest)
#include "HistoryTest.moc"
