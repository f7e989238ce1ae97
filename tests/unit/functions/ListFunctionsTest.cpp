#include "tests/support/TestRegistry.h"
#include "tests/unit/functions/CallHarness.h"

#include <QTest>

using namespace weir;
using namespace weir::functions;

namespace {

const Given kNoList = none(DataType::array(DataType::integer()));

} // namespace

class ListFunctionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nullListsCountAsEmptyWhenJoined()
    {
        const Given some = list({integer(1), none(DataType::integer())});
        QCOMPARE(called("ARRAY_CONCAT", {some, list({integer(1)})}), std::string("[1, null, 1]"));
        QCOMPARE(called("ARRAY_CONCAT", {some, kNoList}), std::string("[1, null]"));
        QCOMPARE(called("ARRAY_CONCAT", {kNoList, some}), std::string("[1, null]"));
        QCOMPARE(called("ARRAY_CONCAT", {kNoList, kNoList}), std::string("null"));
    }

    void sortingPutsNullsLast()
    {
        const Given words = list({text("foo"), none(), text("Foo"), text("é"), text("")});
        QCOMPARE(called("ARRAY_SORT", {words}), std::string("[, Foo, foo, é, null]"));
        QCOMPARE(called("ARRAY_SORT", {words, text("desc")}), std::string("[é, foo, Foo, , null]"));
        QCOMPARE(called("ARRAY_SORT", {words, text("ASCENDING")}),
                 std::string("[, Foo, foo, é, null]"));
        QCOMPARE(called("ARRAY_SORT", {words, text("up")}), std::string("null"));
        QCOMPARE(called("ARRAY_SORT", {list({words})}), std::string("functions.no-overload"));
        QCOMPARE(called("ARRAY_SORT", {list({real(1.5), real(-2)})}), std::string("[-2.0, 1.5]"));
    }

    void joiningWritesNullsAndJavasDoubles()
    {
        QCOMPARE(called("ARRAY_JOIN", {list({real(1e7), none(DataType::doubleType())})}),
                 std::string("1.0E7,null"));
        QCOMPARE(called("ARRAY_JOIN", {list({boolean(true), boolean(false)}), text(" | ")}),
                 std::string("true | false"));
        QCOMPARE(called("ARRAY_JOIN", {list({integer(1), integer(2)}), none()}), std::string("12"));
        QCOMPARE(called("ARRAY_JOIN", {list({list({integer(1)})})}),
                 std::string("functions.no-overload"));
        QCOMPARE(called("ARRAY_JOIN", {kNoList}), std::string("null"));
    }

    void slicesCountFromOneAndIncludeBothEnds()
    {
        const Given some = list({integer(5), integer(6), integer(7)});
        const Given open = none(DataType::integer());
        QCOMPARE(called("SLICE", {some, integer(2), integer(3)}), std::string("[6, 7]"));
        QCOMPARE(called("SLICE", {some, open, integer(1)}), std::string("[5]"));
        QCOMPARE(called("SLICE", {some, integer(3), open}), std::string("[7]"));
        QCOMPARE(called("SLICE", {some, integer(2), integer(1)}), std::string("[]"));
        QCOMPARE(called("SLICE", {some, integer(0), integer(1)}), std::string("null"));
        QCOMPARE(called("SLICE", {some, integer(1), integer(4)}), std::string("null"));
        QCOMPARE(called("SLICE", {some, integer(3), integer(1)}), std::string("null"));
    }

    void seriesRunBothWays()
    {
        QCOMPARE(called("GENERATE_SERIES", {integer(1), integer(3)}), std::string("[1, 2, 3]"));
        QCOMPARE(called("GENERATE_SERIES", {integer(1), integer(-1)}), std::string("[1, 0, -1]"));
        QCOMPARE(called("GENERATE_SERIES", {integer(0), integer(9), integer(4)}),
                 std::string("[0, 4, 8]"));
        QCOMPARE(called("GENERATE_SERIES", {bigint(5), bigint(5), integer(-3)}),
                 std::string("[5]"));
        QCOMPARE(called("GENERATE_SERIES", {integer(0), integer(9), integer(0)}),
                 std::string("error"));
        QCOMPARE(called("GENERATE_SERIES", {integer(0), integer(9), integer(-1)}),
                 std::string("error"));
        QCOMPARE(called("GENERATE_SERIES", {bigint(INT64_MIN), bigint(INT64_MAX)}),
                 std::string("error"));
        QCOMPARE(called("GENERATE_SERIES", {integer(INT32_MAX - 1), integer(INT32_MAX)}),
                 std::string("[2147483646, 2147483647]"));
    }

    void mapsAreTakenApartAndPutTogether()
    {
        const Given some = map({{"b", integer(1)}, {"a", none(DataType::integer())}});
        const Given other = map({{"c", integer(3)}, {"b", integer(2)}});
        const Given noMap = none(some.type);
        QCOMPARE(called("MAP_KEYS", {some}), std::string("[b, a]"));
        QCOMPARE(called("MAP_VALUES", {some}), std::string("[1, null]"));
        QCOMPARE(called("MAP_UNION", {some, other}), std::string("{b=2, a=null, c=3}"));
        QCOMPARE(called("MAP_UNION", {noMap, other}), std::string("{c=3, b=2}"));
        QCOMPARE(called("MAP_UNION", {noMap, noMap}), std::string("null"));
        QCOMPARE(called("ENTRIES", {some, boolean(true)}),
                 std::string("[Struct{K=a}, Struct{K=b,V=1}]"));
        QCOMPARE(called("ENTRIES", {some, boolean(false)}),
                 std::string("[Struct{K=b,V=1}, Struct{K=a}]"));
        QCOMPARE(called("AS_MAP", {list({text("x"), text("y"), text("x")}),
                                   list({integer(1), integer(2), integer(3), integer(4)})}),
                 std::string("{x=3, y=2}"));
    }
};

WEIR_TEST(ListFunctionsTest)
#include "ListFunctionsTest.moc"
