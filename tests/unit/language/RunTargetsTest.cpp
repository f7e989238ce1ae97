#include "core/language/RunTargets.h"

#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace weir;
using namespace weir::language;

namespace {

const std::string kText = "CREATE STREAM S (V INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');\n"
                          "\n"
                          "-- the good ones\n"
                          "CREATE STREAM A AS SELECT * FROM S WHERE V > 1; -- for now\n"
                          "INSERT INTO S VALUES (1);\n"
                          "SELECT * FROM A;\n"
                          "\n";

std::vector<std::string> keysAt(SourceSpan selection)
{
    std::vector<std::string> keys;
    for (const RunTarget &target : runTargets(kText, selection)) {
        keys.push_back(target.key);
    }
    return keys;
}

std::vector<std::string> keysAt(std::size_t caret)
{
    return keysAt(SourceSpan{caret, caret});
}

using Keys = std::vector<std::string>;

} // namespace

/// What "run" means where the caret stands.
class RunTargetsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCaretMeansTheStatementItIsInOrBehind()
    {
        const std::size_t semicolon = kText.find(';');
        QCOMPARE(keysAt(0), Keys{"S"});
        QCOMPARE(keysAt(semicolon), Keys{"S"});
        QCOMPARE(keysAt(semicolon + 1), Keys{"S"});
        QCOMPARE(keysAt(semicolon + 2), Keys{"S"}); // the blank line below it
        QCOMPARE(keysAt(kText.find("for now")), Keys{"A"});
        QCOMPARE(keysAt(kText.find("INSERT")), Keys{"INSERT VALUES:S#1"});
        QCOMPARE(keysAt(kText.size()), Keys{"SELECT#1"});
    }

    void aCommentMeansTheStatementBelowIt()
    {
        QCOMPARE(keysAt(kText.find("-- the")), Keys{"A"});
        QCOMPARE(keysAt(kText.find("good")), Keys{"A"});
        QCOMPARE(runTargets("-- about it\nSHOW TOPICS;", {3, 3}).size(), std::size_t(1));
    }

    void aSelectionMeansAllThatItTouches()
    {
        QCOMPARE(keysAt(SourceSpan{10, kText.find("INSERT") + 3}),
                 (Keys{"S", "A", "INSERT VALUES:S#1"}));
        const std::size_t word = kText.find("WHERE");
        QCOMPARE(keysAt(SourceSpan{word, word + 5}), Keys{"A"});
        // Whole lines: up to the start of the next statement, which is not meant.
        QCOMPARE(keysAt(SourceSpan{kText.find("INSERT"), kText.find("SELECT * FROM A")}),
                 Keys{"INSERT VALUES:S#1"});
    }

    void aSelectWithinAStatementIsRunAlone()
    {
        const std::string part = "SELECT * FROM S WHERE V > 1";
        const std::size_t begin = kText.find(part);
        const auto targets = runTargets(kText, {begin, begin + part.size()});
        QCOMPARE(targets.size(), std::size_t(1));
        QVERIFY(targets.front().how == RunTarget::How::Query);
        QCOMPARE(targets.front().sql, part);
    }

    void aTextWithoutStatementsMeansNothing()
    {
        QVERIFY(runTargets("", {0, 0}).empty());
        QVERIFY(runTargets("-- only\n\n", {2, 4}).empty());
    }
};

WEIR_TEST(RunTargetsTest)
#include "RunTargetsTest.moc"
