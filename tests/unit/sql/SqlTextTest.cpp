#include "core/sql/SqlText.h"

#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace weir;
using namespace weir::sql;

class SqlTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void appliesAndUndoesAPatch()
    {
        SqlText text("\xef\xbb\xbfSELECT\r\n\xff");
        const TextPatch patch = text.replace({3, 9}, "select");
        QVERIFY(text.apply(patch));
        QCOMPARE(text.bytes(), std::string("\xef\xbb\xbfselect\r\n\xff"));
        QCOMPARE(text.revision(), std::uint64_t(1));
        QVERIFY(text.apply(patch.inverse()));
        QCOMPARE(text.bytes(), std::string("\xef\xbb\xbfSELECT\r\n\xff"));
        QCOMPARE(text.revision(), std::uint64_t(2));
    }

    void refusesAPatchForAnotherText()
    {
        SqlText text("abc");
        const TextPatch patch = text.replace({0, 1}, "x");
        QVERIFY(text.apply(patch));
        const Status stale = text.apply(patch);
        QVERIFY(!stale);
        QCOMPARE(stale.error().code, std::string("sql.stale-patch"));
        QVERIFY(!text.apply({1, 0, "zz", ""}));
        QVERIFY(!text.apply({1, 9, "", "tail"}));
        QCOMPARE(text.bytes(), std::string("xbc"));
    }

    void reappliesInALaterRevision()
    {
        SqlText text("abc");
        const TextPatch patch = text.replace({1, 2}, "BB");
        QVERIFY(text.apply(patch));
        QVERIFY(text.reapply(patch.inverse()));
        const Result<TextPatch> again = text.reapply(patch);
        QVERIFY(again);
        QCOMPARE(again->revision, std::uint64_t(2));
        QCOMPARE(text.bytes(), std::string("aBBc"));
    }

    void turnsEditsIntoPatches()
    {
        SqlText text("a b c");
        for (const TextPatch &patch : patchesOf(text, {{{0, 1}, "xx"}, {{4, 5}, ""}})) {
            QVERIFY(text.apply(patch));
        }
        QCOMPARE(text.bytes(), std::string("xx b "));
    }

    void movesSpansThroughPatches()
    {
        const TextPatch patch{0, 5, "abc", "x"};
        SourceSpan before{1, 5};
        SourceSpan behind{8, 10};
        SourceSpan cut{6, 12};
        QVERIFY(moveThrough(patch, before));
        QVERIFY(moveThrough(patch, behind));
        QVERIFY(!moveThrough(patch, cut));
        QCOMPARE(before, (SourceSpan{1, 5}));
        QCOMPARE(behind, (SourceSpan{6, 8}));
        SourceSpan grown{3, 8};
        QVERIFY(!moveThrough({0, 5, "", "x"}, grown));
        SourceSpan pushed{5, 8};
        QVERIFY(moveThrough({0, 5, "", "x"}, pushed));
        QCOMPARE(pushed, (SourceSpan{6, 9}));
    }
};

WEIR_TEST(SqlTextTest)
#include "SqlTextTest.moc"
