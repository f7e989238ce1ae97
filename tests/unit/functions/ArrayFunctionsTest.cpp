#include "tests/support/TestRegistry.h"
#include "tests/unit/functions/CallHarness.h"

#include <QTest>

#include <algorithm>
#include <optional>
#include <vector>

using namespace weir;
using namespace weir::functions;

namespace {

using Elements = std::vector<std::optional<std::int64_t>>;

Given number(std::optional<std::int64_t> value)
{
    return value ? bigint(*value) : none(DataType::bigint());
}

Given numberList(const std::optional<Elements> &elements)
{
    ValueList values;
    for (const auto &element : elements.value_or(Elements{})) {
        values.push_back(number(element).value);
    }
    return {DataType::array(DataType::bigint()),
            elements ? Value::list(std::move(values)) : Value()};
}

} // namespace

class ArrayFunctionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void setsKeepTheFirstOfEqualElements()
    {
        const auto some = numberList(Elements{3, {}, 1, 3, {}});
        const auto others = numberList(Elements{1, 4, {}});
        const auto none = numberList(std::nullopt);
        QCOMPARE(called("ARRAY_DISTINCT", {some}), std::string("[3, null, 1]"));
        QCOMPARE(called("ARRAY_UNION", {some, others}), std::string("[3, null, 1, 4]"));
        QCOMPARE(called("ARRAY_INTERSECT", {some, others}), std::string("[null, 1]"));
        QCOMPARE(called("ARRAY_EXCEPT", {some, others}), std::string("[3]"));
        QCOMPARE(called("ARRAY_UNION", {some, none}), std::string("null"));
    }

    void elementsAreFoundAndTakenOutNullsIncluded()
    {
        const auto some = numberList(Elements{3, {}, 1, 3});
        QCOMPARE(called("ARRAY_CONTAINS", {some, number(1)}), std::string("true"));
        QCOMPARE(called("ARRAY_CONTAINS", {some, number(2)}), std::string("false"));
        QCOMPARE(called("ARRAY_CONTAINS", {some, number({})}), std::string("true"));
        QCOMPARE(called("ARRAY_CONTAINS", {numberList(std::nullopt), number(1)}),
                 std::string("false"));
        QCOMPARE(called("ARRAY_REMOVE", {some, number(3)}), std::string("[null, 1]"));
        QCOMPARE(called("ARRAY_REMOVE", {some, number({})}), std::string("[3, 1, 3]"));
        QCOMPARE(called("ARRAY_LENGTH", {some}), std::string("4"));
    }

    void extremesSkipNulls()
    {
        const auto some = numberList(Elements{{}, 3, -1, 7});
        QCOMPARE(called("ARRAY_MIN", {some}), std::string("-1"));
        QCOMPARE(called("ARRAY_MAX", {some}), std::string("7"));
        QCOMPARE(called("ARRAY_MAX", {numberList(Elements{{}})}), std::string("null"));
        QCOMPARE(called("ARRAY_MIN", {numberList(Elements{})}), std::string("null"));
        for (const Given &unordered :
             {list({numberList(Elements{1})}), list({map({{"a", text("b")}})})}) {
            QCOMPARE(called("ARRAY_MIN", {unordered}), std::string("functions.no-overload"));
            QCOMPARE(called("ARRAY_MAX", {unordered}), std::string("functions.no-overload"));
        }
    }

    void longListsAreToldApartToo()
    {
        Elements many;
        for (int i = 0; i < 3000; ++i) {
            many.push_back(i % 1000 * 1024);
        }
        many.push_back(std::nullopt);
        const auto some = numberList(many);
        QCOMPARE(called("ARRAY_LENGTH", {some}), std::string("3001"));
        const std::string once = called("ARRAY_DISTINCT", {some});
        QCOMPARE(std::count(once.begin(), once.end(), ','), 1000);
        QCOMPARE(once.substr(0, 16), std::string("[0, 1024, 2048, "));
        QCOMPARE(once.substr(once.size() - 7), std::string(", null]"));
        const auto last = numberList(Elements{999 * 1024, 5, {}});
        QCOMPARE(called("ARRAY_INTERSECT", {last, some}), std::string("[1022976, null]"));
        QCOMPARE(called("ARRAY_EXCEPT", {last, some}), std::string("[5]"));
    }

    void cubesThatWouldBeTooLargeFail()
    {
        const DataType type = DataType::array(DataType::bigint());
        const Result<ResolvedCall> call = FunctionRegistry::builtins().resolve(
            "CUBE_EXPLODE", std::vector<Argument>{Argument::of(type)});
        Arena arena;
        auto lists = std::make_shared<Column>(type, 3);
        lists->setValue(0, numberList(Elements(21, 1)).value, arena);
        lists->setValue(1, numberList(Elements{1, {}}).value, arena);
        TableResult result{Column(type), {}, 0};
        const std::vector<ColumnPtr> arguments{lists};
        call->table->kernel(arguments, Selection::all(3), arena, result);
        QCOMPARE(result.counts, (std::vector<std::uint32_t>{0, 2, 0}));
        QCOMPARE(result.errors, std::uint64_t{1});
        QCOMPARE(toText(result.values.valueAt(1), type), std::string("[1, null]"));
    }
};

WEIR_TEST(ArrayFunctionsTest)
#include "ArrayFunctionsTest.moc"
