#include "core/functions/FunctionRegistry.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

#include <cstddef>
#include <string>
#include <vector>

using namespace weir;
using namespace weir::functions;

namespace {

const FunctionRegistry &registry()
{
    return FunctionRegistry::builtins();
}

std::string resolved(const char *name, const std::vector<Argument> &arguments)
{
    const Result<ResolvedCall> call = registry().resolve(name, arguments);
    if (!call) {
        return call.error().code;
    }
    return call->returnType ? call->returnType->toString() : "open";
}

/// Runs an aggregate over a BIGINT column with null in row 2 and prints the result after each row.
std::string runAggregate(const char *name, const std::vector<std::int64_t> &values)
{
    const Result<ResolvedCall> call =
        registry().resolve(name, std::vector<Argument>{Argument::of(DataType::bigint())});
    AggregateSpec spec{{DataType::bigint()}, {std::nullopt}};
    const auto aggregator = std::move(*call->aggregate->make(spec));
    Column column(DataType::bigint());
    for (const std::int64_t value : values) {
        column.append(value);
    }
    column.setNull(2);
    std::vector<std::uint64_t> memory(aggregator->stateSize() / 8);
    auto *state = reinterpret_cast<std::byte *>(memory.data());
    aggregator->init(state);
    const std::vector<std::byte *> states(values.size(), state);
    const Column *const arguments[] = {&column};
    Column results(aggregator->resultType(), values.size());
    Arena arena;
    aggregator->updateRows(states, arguments, Selection::all(values.size()), &results, arena);
    std::string text;
    for (std::size_t i = 0; i < values.size(); ++i) {
        text += (i == 0 ? "" : " ") + toText(results.valueAt(i), results.type());
    }
    // What is stored and read back says the same.
    std::string bytes;
    aggregator->serialise(state, bytes);
    std::vector<std::uint64_t> copyMemory(memory.size());
    auto *copy = reinterpret_cast<std::byte *>(copyMemory.data());
    aggregator->init(copy);
    std::string_view rest = bytes;
    const bool read = aggregator->deserialise(copy, rest) && rest.empty();
    aggregator->result(copy, results, 0, arena);
    if (!read || toText(results.valueAt(0), results.type()) !=
                     toText(results.valueAt(values.size() - 1), results.type())) {
        text += " (stored form differs)";
    }
    if (aggregator->canUndo()) {
        for (std::size_t i = 1; i < values.size(); ++i) {
            (void)aggregator->undo(state, arguments, i);
        }
        aggregator->result(state, results, 0, arena);
        text += " <- " + toText(results.valueAt(0), results.type());
    }
    aggregator->destroy(state);
    aggregator->destroy(copy);
    return text;
}

} // namespace

class FunctionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void overloadsAreChosenByType()
    {
        const Argument integer = Argument::of(DataType::integer());
        const Argument decimal = Argument::of(DataType::decimal(9, 3));
        const Argument text = Argument::of(DataType::string());
        QCOMPARE(resolved("abs", {integer}), std::string("INTEGER"));
        QCOMPARE(resolved("ABS", {decimal}), std::string("DECIMAL(9, 3)"));
        QCOMPARE(resolved("ROUND", {decimal}), std::string("DECIMAL(6, 0)"));
        QCOMPARE(resolved("ROUND", {integer}), std::string("BIGINT"));
        QCOMPARE(resolved("LN", {integer}), std::string("DOUBLE"));
        QCOMPARE(
            resolved("COALESCE", {Argument::null(), integer, Argument::of(DataType::bigint())}),
            std::string("BIGINT"));
        QCOMPARE(resolved("LEAST", {text, integer}), std::string("functions.no-overload"));
        QCOMPARE(resolved("LEAST", {}), std::string("functions.no-overload"));
        QCOMPARE(resolved("COUNT", {}), std::string("BIGINT"));
        QCOMPARE(resolved("SUM", {decimal}), std::string("DECIMAL(9, 3)"));
    }

    void unknownNamesComeWithNearOnes()
    {
        const Result<ResolvedCall> call =
            registry().resolve("SUBSTRIG", std::vector<Argument>{Argument::null()});
        QCOMPARE(call.error().code, std::string("functions.unknown"));
        QVERIFY(call.error().message.find("SUBSTRING") != std::string::npos);
    }

    void everySignatureDescribesItself()
    {
        for (const catalog::FunctionSignature *signature : registry().signatures()) {
            QVERIFY2(!signature->description.empty() && !signature->family.empty(),
                     signature->name.c_str());
            QVERIFY(registry().kindOf(signature->name) == signature->kind);
        }
    }

    void aggregatesAddUndoAndKeep()
    {
        QCOMPARE(runAggregate("COUNT", {5, 3, 0, 8}), std::string("1 2 2 3 <- 1"));
        QCOMPARE(runAggregate("SUM", {5, 3, 0, 8}), std::string("5 8 8 16 <- 5"));
        QCOMPARE(runAggregate("AVG", {5, 4, 0, 9}), std::string("5.0 4.5 4.5 6.0 <- 5.0"));
        QCOMPARE(runAggregate("MIN", {5, 3, 0, 8}), std::string("5 3 3 3"));
        QCOMPARE(runAggregate("MAX", {5, 3, 0, 8}), std::string("5 5 5 8"));
    }
};

WEIR_TEST(FunctionsTest)
#include "FunctionsTest.moc"
