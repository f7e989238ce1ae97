#include "core/functions/FunctionRegistry.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

#include <memory>
#include <optional>
#include <string>
#include <vector>

using namespace weir;
using namespace weir::functions;

namespace {

using Elements = std::vector<std::optional<std::int64_t>>;

const DataType kNumberList = DataType::array(DataType::bigint());

std::shared_ptr<Column> numberList(const std::optional<Elements> &elements)
{
    auto column = std::make_shared<Column>(kNumberList, 1);
    if (!elements) {
        return column;
    }
    for (const auto &element : *elements) {
        column->child(0).appendNull();
        if (element) {
            column->child(0).set(column->child(0).size() - 1, *element);
        }
    }
    column->set(0, ListRange{0, static_cast<std::uint32_t>(elements->size())});
    return column;
}

std::shared_ptr<Column> number(std::optional<std::int64_t> value)
{
    auto column = std::make_shared<Column>(DataType::bigint(), 1);
    if (value) {
        column->set(0, *value);
    }
    return column;
}

/// Calls a function on one row and prints what it gives.
std::string called(const char *name, const std::vector<ColumnPtr> &columns)
{
    std::vector<Argument> arguments;
    for (const ColumnPtr &column : columns) {
        arguments.push_back(Argument::of(column->type()));
    }
    const Result<ResolvedCall> call = FunctionRegistry::builtins().resolve(name, arguments);
    if (!call) {
        return call.error().code;
    }
    Column out(*call->returnType, 1);
    Arena arena;
    const Selection rows = Selection::all(1);
    const std::vector<const LambdaBody *> lambdas(columns.size(), nullptr);
    const CallSite site{};
    call->scalar->kernel(ScalarCall{columns, lambdas, rows, arena, site}, out);
    return toText(out.valueAt(0), out.type());
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
    }
};

WEIR_TEST(ArrayFunctionsTest)
#include "ArrayFunctionsTest.moc"
