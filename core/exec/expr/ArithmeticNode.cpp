#include "core/exec/expr/DecimalMath.h"
#include "core/exec/expr/Nodes.h"
#include "core/functions/Kernels.h"

#include <cmath>
#include <optional>

namespace weir::exec {

namespace {

using functions::ColumnReader;

/// Integers wrap as in Java; division by zero is an error (nothing).
template <class T> std::optional<T> calculate(char op, T a, T b)
{
    if constexpr (std::is_floating_point_v<T>) {
        switch (op) {
        case '+':
            return a + b;
        case '-':
            return a - b;
        case '*':
            return a * b;
        case '/':
            return a / b;
        default:
            return std::fmod(a, b);
        }
    } else {
        using Unsigned = std::make_unsigned_t<T>;
        const auto ua = static_cast<Unsigned>(a);
        const auto ub = static_cast<Unsigned>(b);
        switch (op) {
        case '+':
            return static_cast<T>(ua + ub);
        case '-':
            return static_cast<T>(ua - ub);
        case '*':
            return static_cast<T>(ua * ub);
        default:
            break;
        }
        if (b == 0) {
            return std::nullopt;
        }
        if (b == -1) {
            return op == '/' ? static_cast<T>(Unsigned{0} - ua) : T{0};
        }
        return op == '/' ? a / b : a % b;
    }
}

class ArithmeticNode final : public ExprNode {
public:
    ArithmeticNode(const plan::Expr &expr, NodePtr left, NodePtr right)
        : ExprNode(expr.type)
        , m_op(expr.name[0])
        , m_left(std::move(left))
        , m_right(std::move(right))
    {
    }

    ColumnPtr evaluate(EvalFrame &frame, const Selection &rows) const override
    {
        const ColumnPtr left = m_left->evaluate(frame, rows);
        const ColumnPtr right = m_right->evaluate(frame, rows);
        auto out = makeResult(frame);
        switch (type().kind()) {
        case TypeKind::Integer:
            runSlots<std::int32_t>(*left, *right, rows, *out);
            break;
        case TypeKind::Bigint:
            runSlots<std::int64_t>(*left, *right, rows, *out);
            break;
        case TypeKind::Double:
            runSlots<double>(*left, *right, rows, *out);
            break;
        case TypeKind::Decimal:
            runDecimals(*left, *right, rows, *out);
            break;
        default:
            runTexts(*left, *right, rows, frame.context.arena, *out);
        }
        return out;
    }

private:
    template <class T>
    void runSlots(const Column &a, const Column &b, const Selection &rows, Column &out) const
    {
        switch (m_op) {
        case '+':
            return runOperation<T, '+'>(a, b, rows, out);
        case '-':
            return runOperation<T, '-'>(a, b, rows, out);
        case '*':
            return runOperation<T, '*'>(a, b, rows, out);
        case '/':
            return runOperation<T, '/'>(a, b, rows, out);
        default:
            return runOperation<T, '%'>(a, b, rows, out);
        }
    }

    template <class T, char Op>
    static void runOperation(const Column &a, const Column &b, const Selection &rows, Column &out)
    {
        const ColumnReader<T> left(a);
        const ColumnReader<T> right(b);
        T *values = out.data<T>();
        std::uint8_t *states = out.states();
        rows.forEach([&](std::uint32_t row) {
            const unsigned state = left.state(row) | right.state(row);
            if (state != 0) {
                states[row] = static_cast<std::uint8_t>(state);
                return;
            }
            const std::optional<T> result = calculate<T>(Op, left[row], right[row]);
            values[row] = result.value_or(T{});
            states[row] = result ? kRowValue : kRowError;
        });
    }

    void runDecimals(const Column &a, const Column &b, const Selection &rows, Column &out) const
    {
        rows.forEach([&](std::uint32_t row) {
            const unsigned state = a.state(row) | b.state(row);
            if (state != 0) {
                out.setNull(row, static_cast<RowState>(state));
                return;
            }
            const Decimal left = a.decimalAt(row);
            const Decimal right = b.decimalAt(row);
            if ((m_op == '/' || m_op == '%') && right.isZero()) {
                out.setNull(row); // SEMANTICS 3: null, not an error
                return;
            }
            const std::optional<Decimal> result = calculateDecimal(m_op, left, right, type());
            if (result) {
                out.setDecimal(row, *result);
            } else {
                out.setError(row);
            }
        });
    }

    static void runTexts(const Column &a, const Column &b, const Selection &rows, Arena &arena,
                         Column &out)
    {
        rows.forEach([&](std::uint32_t row) {
            const unsigned state = a.state(row) | b.state(row);
            if (state != 0) {
                out.setNull(row, static_cast<RowState>(state));
            } else {
                out.set(row,
                        arena.join(a.get<std::string_view>(row), b.get<std::string_view>(row)));
            }
        });
    }

    char m_op;
    NodePtr m_left;
    NodePtr m_right;
};

class NegateNode final : public ExprNode {
public:
    NegateNode(const DataType &type, NodePtr operand)
        : ExprNode(type)
        , m_operand(std::move(operand))
    {
    }

    ColumnPtr evaluate(EvalFrame &frame, const Selection &rows) const override
    {
        const ColumnPtr operand = m_operand->evaluate(frame, rows);
        auto out = makeResult(frame);
        rows.forEach([&](std::uint32_t row) {
            if (operand->isNull(row)) {
                out->setNull(row, operand->state(row));
                return;
            }
            switch (type().kind()) {
            case TypeKind::Integer:
                out->set(row, *calculate<std::int32_t>('-', 0, operand->get<std::int32_t>(row)));
                break;
            case TypeKind::Bigint:
                out->set(row, *calculate<std::int64_t>('-', 0, operand->get<std::int64_t>(row)));
                break;
            case TypeKind::Double:
                out->set(row, -operand->get<double>(row));
                break;
            default:
                out->setDecimal(row, operand->decimalAt(row).negated());
            }
        });
        return out;
    }

private:
    NodePtr m_operand;
};

} // namespace

NodePtr makeArithmeticNode(const plan::Expr &expr, NodePtr left, NodePtr right)
{
    return std::make_shared<ArithmeticNode>(expr, std::move(left), std::move(right));
}

NodePtr makeNegateNode(const DataType &type, NodePtr operand)
{
    return std::make_shared<NegateNode>(type, std::move(operand));
}

} // namespace weir::exec
