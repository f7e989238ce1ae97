#include "core/exec/expr/Program.h"

#include "tests/support/TestRegistry.h"

#include <QTest>

#include <string>
#include <vector>

using namespace weir;
using namespace weir::exec;
using plan::Expr;
using plan::ExprKind;
using plan::ExprPtr;

namespace {

const Schema kRowSchema{{{"ID", DataType::integer()}},
                        {{"A", DataType::bigint()},
                         {"D", DataType::decimal(4, 2)},
                         {"S", DataType::string()},
                         {"L", DataType::array(DataType::integer())}}};

ExprPtr input(std::size_t index)
{
    return std::make_shared<Expr>(
        Expr{.kind = ExprKind::Input, .type = kRowSchema.at(index).type, .index = index});
}

ExprPtr literal(DataType type, Value value)
{
    return std::make_shared<Expr>(
        Expr{.kind = ExprKind::Literal, .type = std::move(type), .value = std::move(value)});
}

ExprPtr whole(std::int32_t value)
{
    return literal(DataType::integer(), Value(value));
}

ExprPtr node(ExprKind kind, DataType type, std::vector<ExprPtr> operands, std::string name = {})
{
    return std::make_shared<Expr>(Expr{.kind = kind,
                                       .type = std::move(type),
                                       .operands = std::move(operands),
                                       .name = std::move(name)});
}

/// Rows (ID, A, D, S, L); row 2 has only nulls in the value.
class ProgramBatch {
public:
    ProgramBatch()
    {
        add(1, Value(std::int64_t{10}), Value(Decimal(150, 2)), Value(std::string("web")), {1, 2});
        add(2, Value(std::int64_t{0}), Value(Decimal(0, 2)), Value(std::string("iOS")), {});
        add(3, Value(), Value(), Value(), {});
        m_columns[4].setNull(2);
        for (Column &column : m_columns) {
            batch.columns.push_back(std::make_shared<Column>(column));
        }
        batch.rows = 3;
        batch.keyColumns = 1;
        batch.selection = Selection::all(3);
        batch.rowtime = RowVector<std::int64_t>({100, 200, 300});
    }

    /// Evaluates over all rows at once, then row by row; both must agree. Prints the values.
    std::string run(const ExprPtr &expr)
    {
        const Result<Program> program = Program::compile(expr, kRowSchema);
        if (!program) {
            return program.error().code;
        }
        EvalContext context{arena};
        const ColumnPtr together = program->evaluate(batch, batch.selection, context);
        errors = context.errors;
        std::string text;
        std::uint64_t single = 0;
        for (std::uint32_t row = 0; row < batch.rows; ++row) {
            EvalContext alone{arena};
            const ColumnPtr one = program->evaluate(batch, Selection::of({row}), alone);
            const std::string value = toText(together->valueAt(row), expr->type);
            if (value != toText(one->valueAt(row), expr->type)) {
                return "row by row differs at " + std::to_string(row);
            }
            text += (row == 0 ? "" : " ") + value;
            single += alone.errors;
        }
        return single == errors ? text : "errors differ";
    }

    Batch batch;
    Arena arena;
    std::uint64_t errors = 0;

private:
    void add(std::int32_t id, const Value &a, const Value &d, const Value &s,
             const std::vector<std::int32_t> &list)
    {
        ValueList values;
        for (const std::int32_t element : list) {
            values.emplace_back(element);
        }
        const std::vector<Value> row = {Value(id), a, d, s, Value::list(values)};
        for (std::size_t i = 0; i < row.size(); ++i) {
            m_columns[i].appendNull();
            m_columns[i].setValue(m_columns[i].size() - 1, row[i], arena);
        }
    }

    std::vector<Column> m_columns{Column(kRowSchema.at(0).type), Column(kRowSchema.at(1).type),
                                  Column(kRowSchema.at(2).type), Column(kRowSchema.at(3).type),
                                  Column(kRowSchema.at(4).type)};
};

std::string compared(ProgramBatch &rows, const char *comparison, ExprPtr right)
{
    return rows.run(
        node(ExprKind::Compare, DataType::boolean(), {input(1), std::move(right)}, comparison));
}

} // namespace

class ProgramTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comparisonWithNullIsFalse()
    {
        ProgramBatch rows;
        QCOMPARE(compared(rows, "=", whole(10)), std::string("true false false"));
        QCOMPARE(compared(rows, "<>", whole(10)), std::string("false true false"));
        QCOMPARE(compared(rows, "<", whole(10)), std::string("false true false"));
        QCOMPARE(compared(rows, "IS DISTINCT FROM", literal(DataType::bigint(), Value())),
                 std::string("true true false"));
    }

    void integerDivisionByZeroIsCountedOnce()
    {
        ProgramBatch rows;
        const ExprPtr quotient =
            node(ExprKind::Arithmetic, DataType::bigint(), {whole(20), input(1)}, "/");
        QCOMPARE(rows.run(quotient), std::string("2 null null"));
        QCOMPARE(rows.errors, std::uint64_t{1});
        QCOMPARE(
            rows.run(node(ExprKind::Arithmetic, DataType::bigint(), {quotient, quotient}, "+")),
            std::string("4 null null"));
        QCOMPARE(rows.errors, std::uint64_t{1});
    }

    void laterOperandsRunOnlyWhereUndecided()
    {
        ProgramBatch rows;
        const ExprPtr isZero =
            node(ExprKind::Compare, DataType::boolean(), {input(1), whole(0)}, "=");
        const ExprPtr large = node(
            ExprKind::Compare, DataType::boolean(),
            {node(ExprKind::Arithmetic, DataType::bigint(), {whole(20), input(1)}, "/"), whole(1)},
            ">");
        QCOMPARE(rows.run(node(ExprKind::Or, DataType::boolean(), {isZero, large})),
                 std::string("true true false"));
        QCOMPARE(rows.errors, std::uint64_t{0});
        const ExprPtr quotient =
            node(ExprKind::Arithmetic, DataType::bigint(), {whole(20), input(1)}, "/");
        QCOMPARE(rows.run(node(
                     ExprKind::Case, DataType::bigint(),
                     {isZero, literal(DataType::bigint(), Value(std::int64_t{-1})), quotient})),
                 std::string("2 -1 null"));
        QCOMPARE(rows.errors, std::uint64_t{0});
        QCOMPARE(rows.run(node(ExprKind::Call, DataType::bigint(), {quotient, input(0)}, "IFNULL")),
                 std::string("2 2 3"));
        QCOMPARE(rows.errors, std::uint64_t{0});
    }

    void decimalsFollowTheirTypes()
    {
        ProgramBatch rows;
        const ExprPtr third = literal(DataType::decimal(2, 1), Value(Decimal(3, 1)));
        QCOMPARE(
            rows.run(node(ExprKind::Arithmetic, DataType::decimal(10, 7), {input(2), third}, "/")),
            std::string("5.0000000 0.0000000 null"));
        QCOMPARE(
            rows.run(node(ExprKind::Arithmetic, DataType::decimal(7, 3), {input(2), third}, "*")),
            std::string("0.450 0.000 null"));
        QCOMPARE(
            rows.run(node(ExprKind::Arithmetic, DataType::decimal(5, 2), {input(2), third}, "-")),
            std::string("1.20 -0.30 null"));
        QCOMPARE(
            rows.run(node(ExprKind::Arithmetic, DataType::decimal(12, 8), {third, input(2)}, "/")),
            std::string("0.20000000 null null"));
        QCOMPARE(rows.errors, std::uint64_t{0});
    }

    void nullNumbersFailWithinLambdas()
    {
        ProgramBatch rows;
        const auto element = std::make_shared<Expr>(
            Expr{.kind = ExprKind::LambdaInput, .type = DataType::integer(), .name = "X"});
        const auto lambda = [&](DataType type, std::vector<ExprPtr> operands) {
            return std::make_shared<Expr>(
                Expr{.kind = ExprKind::Lambda,
                     .type = type,
                     .operands = {node(ExprKind::Arithmetic, type, std::move(operands), "+")},
                     .names = {"X"}});
        };
        const DataType numbers = DataType::array(DataType::bigint());
        const ExprPtr list =
            node(ExprKind::ArrayOf, DataType::array(DataType::integer()), {whole(7)});
        QCOMPARE(
            rows.run(node(ExprKind::Call, numbers,
                          {list, lambda(DataType::bigint(), {element, input(1)})}, "TRANSFORM")),
            std::string("[17] [7] null"));
        QCOMPARE(rows.errors, std::uint64_t{1});
        QCOMPARE(
            rows.run(node(ExprKind::Arithmetic, DataType::bigint(), {whole(7), input(1)}, "+")),
            std::string("17 7 null"));
        QCOMPARE(rows.errors, std::uint64_t{0});
    }

    void functionsListsAndCasts()
    {
        ProgramBatch rows;
        QCOMPARE(rows.run(node(ExprKind::Call, DataType::string(), {input(3)}, "UCASE")),
                 std::string("WEB IOS null"));
        QCOMPARE(rows.run(node(ExprKind::Subscript, DataType::integer(), {input(4), whole(-1)})),
                 std::string("2 null null"));
        QCOMPARE(rows.run(node(ExprKind::Cast, DataType::string(), {input(4)})),
                 std::string("[1, 2] [] null"));
        QCOMPARE(rows.run(node(ExprKind::Cast, DataType::integer(), {input(3)})),
                 std::string("null null null"));
        QCOMPARE(rows.errors, std::uint64_t{2});
        QCOMPARE(rows.run(node(ExprKind::Like, DataType::boolean(),
                               {input(3), literal(DataType::string(), Value(std::string("_e%")))})),
                 std::string("true false null"));
        QCOMPARE(rows.run(node(ExprKind::In, DataType::boolean(), {input(0), whole(3), whole(1)})),
                 std::string("true false true"));
    }

    void whatFailsInAnArgumentIsNoPlainNull()
    {
        ProgramBatch rows;
        const auto greatest = [](ExprPtr argument) {
            return node(ExprKind::Call, DataType::bigint(),
                        {std::move(argument), literal(DataType::bigint(), Value(std::int64_t{5}))},
                        "GREATEST");
        };
        QCOMPARE(rows.run(greatest(
                     node(ExprKind::Arithmetic, DataType::bigint(), {whole(7), input(1)}, "/"))),
                 std::string("5 null 5"));
        QCOMPARE(rows.errors, std::uint64_t{1});
        // A cast or function of its own is null to the function around it.
        QCOMPARE(rows.run(greatest(node(ExprKind::Cast, DataType::bigint(), {input(3)}))),
                 std::string("5 5 5"));
        QCOMPARE(rows.errors, std::uint64_t{0});
        const ExprPtr encoded =
            node(ExprKind::Call, DataType::bytes(),
                 {input(3), literal(DataType::string(), Value(std::string("utf8")))}, "TO_BYTES");
        QCOMPARE(rows.run(greatest(
                     node(ExprKind::Call, DataType::bigint(), {encoded}, "BIGINT_FROM_BYTES"))),
                 std::string("5 5 5"));
        QCOMPARE(rows.errors, std::uint64_t{0});
    }

    void constructorsKeepWhatDidNotFail()
    {
        ProgramBatch rows;
        const ExprPtr failing = node(ExprKind::Cast, DataType::integer(), {input(3)});
        QCOMPARE(rows.run(node(ExprKind::ArrayOf, DataType::array(DataType::integer()),
                               {input(0), failing})),
                 std::string("[1, null] [2, null] [3, null]"));
        const ExprPtr name = literal(DataType::string(), Value(std::string("k")));
        QCOMPARE(
            rows.run(node(ExprKind::MapOf, DataType::map(DataType::string(), DataType::integer()),
                          {name, failing})),
            std::string("{k=null} {k=null} {k=null}"));
        QCOMPARE(rows.run(node(
                     ExprKind::StructOf,
                     DataType::structOf({{"A", DataType::integer()}, {"B", DataType::integer()}}),
                     {failing, input(0)})),
                 std::string("Struct{B=1} Struct{B=2} Struct{B=3}"));
        QCOMPARE(rows.errors, std::uint64_t{0});
    }

    void reduceOfNothingIsItsStart()
    {
        ProgramBatch rows;
        const ExprPtr state = std::make_shared<Expr>(Expr{
            .kind = ExprKind::LambdaInput, .type = DataType::integer(), .name = "S", .index = 0});
        const ExprPtr element = std::make_shared<Expr>(Expr{
            .kind = ExprKind::LambdaInput, .type = DataType::integer(), .name = "X", .index = 1});
        const ExprPtr sum = node(ExprKind::Arithmetic, DataType::integer(), {state, element}, "+");
        const ExprPtr lambda = std::make_shared<Expr>(Expr{.kind = ExprKind::Lambda,
                                                           .type = DataType::integer(),
                                                           .operands = {sum},
                                                           .names = {"S", "X"}});
        QCOMPARE(rows.run(node(ExprKind::Call, DataType::integer(), {input(4), input(0), lambda},
                               "REDUCE")),
                 std::string("4 2 3"));
    }

    void predicateKeepsOnlyTrueAndRespectsSelection()
    {
        ProgramBatch rows;
        const Result<Program> program = Program::compile(
            node(ExprKind::Compare, DataType::boolean(), {input(0), whole(2)}, ">="), kRowSchema);
        QVERIFY(program.has_value());
        EvalContext context{rows.arena};
        const Selection kept =
            program->evaluatePredicate(rows.batch, Selection::of({0, 2}), context);
        QCOMPARE(kept.size(), std::size_t{1});
        QCOMPARE(kept[0], std::uint32_t{2});
    }

    void passedColumnsAreShared()
    {
        ProgramBatch rows;
        const Result<Program> program = Program::compile(input(3), kRowSchema);
        EvalContext context{rows.arena};
        QCOMPARE(program->evaluate(rows.batch, rows.batch.selection, context).get(),
                 rows.batch.columns[3].get());
    }
};

WEIR_TEST(ProgramTest)
#include "ProgramTest.moc"
