#include "tests/support/TestRegistry.h"
#include "tests/unit/functions/CallHarness.h"

#include <QTest>

using namespace weir;
using namespace weir::functions;

class JsonFunctionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pathsFindFieldsAndElements()
    {
        const Given log =
            text(R"({"log": {"cloud": "gcp", "n": [4, {"a.b": 1.50}], "x": null}} })");
        const auto found = [&log](const char *path) {
            return called("EXTRACTJSONFIELD", {log, text(path)});
        };
        QCOMPARE(found("$.log.cloud"), std::string("gcp"));
        QCOMPARE(found("$.log.n[0]"), std::string("4"));
        QCOMPARE(found("$.log.n[1]"), std::string(R"({"a.b":1.50})"));
        QCOMPARE(found("$['log'].n[1]['a.b']"), std::string("1.50"));
        QCOMPARE(found("$.log.n[2]"), std::string("null"));
        QCOMPARE(found("$.log.cloud.deeper"), std::string("null"));
        QCOMPARE(found("$.log.n.name"), std::string("null"));
        QCOMPARE(found("log.cloud"), std::string("error"));
        QCOMPARE(found("$.log.n[*]"), std::string("error"));
        QCOMPARE(called("EXTRACTJSONFIELD", {text("{"), text("$.a")}), std::string("error"));
        QCOMPARE(called("EXTRACTJSONFIELD", {none(), text("$.a")}), std::string("null"));
    }

    void arraysAndObjectsAreTakenApart()
    {
        QCOMPARE(called("JSON_ARRAY_LENGTH", {text("[1, [1, [2]], 3]")}), std::string("3"));
        QCOMPARE(called("JSON_ARRAY_LENGTH", {text("{}")}), std::string("null"));
        QCOMPARE(called("JSON_ARRAY_LENGTH", {text("abc")}), std::string("error"));
        QCOMPARE(called("JSON_ITEMS", {text(R"([ {"a" : "é\u00e9"} , "x", null])")}),
                 std::string(R"([{"a":"éé"}, "x", null])"));
        QCOMPARE(called("JSON_ITEMS", {text("[]")}), std::string("[]"));
        QCOMPARE(called("JSON_KEYS", {text(R"({"a": 1, "b": {}, "a": 2})")}),
                 std::string("[a, b]"));
        QCOMPARE(called("JSON_KEYS", {text("123")}), std::string("null"));
        QCOMPARE(called("JSON_RECORDS", {text(R"({"a": "abc", "b": {"c": "a"}, "d": 1})")}),
                 std::string(R"({a="abc", b={"c":"a"}, d=1})"));
        QCOMPARE(called("JSON_RECORDS", {text("[]")}), std::string("null"));
    }

    void whatIsJsonIsJudgedStrictly()
    {
        for (const char *good : {"[1, 2]", "{}", "-1.5e+3", "\"abc\"", "null", " true "}) {
            QCOMPARE(called("IS_JSON_STRING", {text(good)}), std::string("true"));
        }
        for (const char *bad : {"", "abc", "01", "1.", "[1,]", "{\"a\" 1}", "\"\t\"", "\"\\x\"",
                                "{} {}", "nulll", "[1"}) {
            QCOMPARE(called("IS_JSON_STRING", {text(bad)}), std::string("false"));
        }
        QCOMPARE(called("IS_JSON_STRING", {none()}), std::string("false"));
        QCOMPARE(called("IS_JSON_STRING", {text(std::string(100'000, '['))}), std::string("false"));
    }

    void concatenationMergesOrJoins()
    {
        const auto joined = [](const char *a, const char *b) {
            return called("JSON_CONCAT", {text(a), text(b)});
        };
        QCOMPARE(joined(R"({"a": {"5": 6}})", R"({"b": 1, "a": {"3": 4}})"),
                 std::string(R"({"a":{"3":4},"b":1})"));
        QCOMPARE(joined("[1, [2]]", "[[3]]"), std::string("[1,[2],[3]]"));
        QCOMPARE(joined("[1]", "{\"a\": 1}"), std::string("[1,{\"a\":1}]"));
        QCOMPARE(joined("null", "3"), std::string("[null,3]"));
        QCOMPARE(joined("abc", "[1]"), std::string("error"));
        QCOMPARE(called("JSON_CONCAT", {none(), text("[1]")}), std::string("null"));
    }

    void arraysAreSearchedByType()
    {
        const Given some = text(R"([1, 2.5, "3", true, null])");
        const auto contains = [&some](const Given &wanted) {
            return called("JSON_ARRAY_CONTAINS", {some, wanted});
        };
        QCOMPARE(contains(integer(1)), std::string("true"));
        QCOMPARE(contains(bigint(3)), std::string("false"));
        QCOMPARE(contains(real(2.5)), std::string("true"));
        QCOMPARE(contains(text("3")), std::string("true"));
        QCOMPARE(contains(boolean(false)), std::string("false"));
        QCOMPARE(contains(none()), std::string("true"));
        QCOMPARE(called("JSON_ARRAY_CONTAINS", {text("{}"), integer(1)}), std::string("false"));
    }

    void everyTypeIsWrittenAsJson()
    {
        const auto json = [](const Given &given) { return called("TO_JSON_STRING", {given}); };
        QCOMPARE(json(real(1e7)), std::string("1.0E7"));
        QCOMPARE(json(text("a\"\n\u0001é")), std::string("\"a\\\"\\n\\u0001é\""));
        QCOMPARE(json(date(18911)), std::string("\"2021-10-11\""));
        QCOMPARE(json(timeOfDay(48'300'000)), std::string("\"13:25\""));
        QCOMPARE(json(timestamp(1'625'055'519'446)), std::string("\"2021-06-30T12:18:39.446\""));
        QCOMPARE(json(bytes("!")), std::string("\"IQ==\""));
        QCOMPARE(json(none()), std::string("null"));
        QCOMPARE(json(map({{"c", list({integer(1), none(DataType::integer())})}})),
                 std::string("{\"c\":[1,null]}"));
        const DataType type =
            DataType::structOf({{"ID", DataType::integer()}, {"n", DataType::decimal(4, 2)}});
        QCOMPARE(json({type, Value::list({Value(7), Value(Decimal(150, 2))})}),
                 std::string("{\"ID\":7,\"n\":1.50}"));
    }
};

WEIR_TEST(JsonFunctionsTest)
#include "JsonFunctionsTest.moc"
