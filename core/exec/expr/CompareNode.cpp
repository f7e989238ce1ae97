#include "core/exec/expr/Nodes.h"
#include "core/functions/Kernels.h"
#include "core/types/ColumnCompare.h"

#include <functional>
#include <map>
#include <string>

namespace weir::exec {

namespace {

using functions::ColumnReader;

enum class Comparison { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual };

template <Comparison C> bool holds(int order)
{
    switch (C) {
    case Comparison::Equal:
        return order == 0;
    case Comparison::NotEqual:
        return order != 0;
    case Comparison::Less:
        return order < 0;
    case Comparison::LessEqual:
        return order <= 0;
    case Comparison::Greater:
        return order > 0;
    case Comparison::GreaterEqual:
        break;
    }
    return order >= 0;
}

template <Comparison C, class T> bool holds(const T &a, const T &b)
{
    if constexpr (C == Comparison::Equal) {
        return a == b;
    } else if constexpr (C == Comparison::NotEqual) {
        return a != b;
    } else if constexpr (C == Comparison::Less) {
        return a < b;
    } else if constexpr (C == Comparison::LessEqual) {
        return a <= b;
    } else if constexpr (C == Comparison::Greater) {
        return a > b;
    } else {
        return a >= b;
    }
}

/// A null operand gives false (SEMANTICS 3); one that failed gives an error.
template <Comparison C, class T>
void compareSlots(const Column &a, const Column &b, const Selection &rows, Column &out)
{
    const ColumnReader<T> left(a);
    const ColumnReader<T> right(b);
    std::uint8_t *values = out.data<std::uint8_t>();
    std::uint8_t *states = out.states();
    rows.forEach([&](std::uint32_t row) {
        const unsigned state = left.state(row) | right.state(row);
        values[row] = state == 0 && holds<C, T>(left[row], right[row]) ? 1 : 0;
        states[row] = state == kRowError ? kRowError : kRowValue;
    });
}

template <Comparison C>
void compareGeneral(const Column &a, const Column &b, const Selection &rows, Column &out)
{
    rows.forEach([&](std::uint32_t row) {
        const unsigned state = a.state(row) | b.state(row);
        if (state == kRowError) {
            out.setError(row);
            return;
        }
        const bool both = state == 0;
        const bool result =
            both && (a.type().isNested() ? equalRows(a, row, b, row) == (C == Comparison::Equal)
                                         : holds<C>(compareRows(a, row, b, row)));
        out.set<std::uint8_t>(row, result ? 1 : 0);
    });
}

template <Comparison C> class CompareNode final : public ExprNode {
public:
    CompareNode(NodePtr left, NodePtr right)
        : ExprNode(DataType::boolean())
        , m_left(std::move(left))
        , m_right(std::move(right))
    {
    }

    ColumnPtr evaluate(EvalFrame &frame, const Selection &rows) const override
    {
        const ColumnPtr left = m_left->evaluate(frame, rows);
        const ColumnPtr right = m_right->evaluate(frame, rows);
        auto out = makeResult(frame);
        switch (left->type().kind()) {
        case TypeKind::Integer:
        case TypeKind::Date:
        case TypeKind::Time:
            compareSlots<C, std::int32_t>(*left, *right, rows, *out);
            break;
        case TypeKind::Bigint:
        case TypeKind::Timestamp:
            compareSlots<C, std::int64_t>(*left, *right, rows, *out);
            break;
        case TypeKind::Double:
            compareSlots<C, double>(*left, *right, rows, *out);
            break;
        case TypeKind::String:
        case TypeKind::Bytes:
            compareSlots<C, std::string_view>(*left, *right, rows, *out);
            break;
        default:
            compareGeneral<C>(*left, *right, rows, *out);
        }
        return out;
    }

private:
    NodePtr m_left;
    NodePtr m_right;
};

/// IS [NOT] DISTINCT FROM: null is a value.
class DistinctNode final : public ExprNode {
public:
    DistinctNode(NodePtr left, NodePtr right, bool distinct)
        : ExprNode(DataType::boolean())
        , m_left(std::move(left))
        , m_right(std::move(right))
        , m_distinct(distinct)
    {
    }

    ColumnPtr evaluate(EvalFrame &frame, const Selection &rows) const override
    {
        const ColumnPtr left = m_left->evaluate(frame, rows);
        const ColumnPtr right = m_right->evaluate(frame, rows);
        auto out = makeResult(frame);
        rows.forEach([&](std::uint32_t row) {
            if (left->isError(row) || right->isError(row)) {
                out->setError(row);
            } else {
                out->set<std::uint8_t>(row, equalRows(*left, row, *right, row) != m_distinct);
            }
        });
        return out;
    }

private:
    NodePtr m_left;
    NodePtr m_right;
    bool m_distinct;
};

class IsNullNode final : public ExprNode {
public:
    IsNullNode(NodePtr operand, bool negated)
        : ExprNode(DataType::boolean())
        , m_operand(std::move(operand))
        , m_negated(negated)
    {
    }

    ColumnPtr evaluate(EvalFrame &frame, const Selection &rows) const override
    {
        const ColumnPtr operand = m_operand->evaluate(frame, rows);
        auto out = makeResult(frame);
        rows.forEach([&](std::uint32_t row) {
            if (operand->isError(row)) {
                out->setError(row); // what failed is not known to be null
            } else {
                out->set<std::uint8_t>(row, operand->isNull(row) != m_negated ? 1 : 0);
            }
        });
        return out;
    }

private:
    NodePtr m_operand;
    bool m_negated;
};

} // namespace

NodePtr makeCompareNode(const std::string &name, NodePtr left, NodePtr right)
{
    if (name == "IS DISTINCT FROM" || name == "IS NOT DISTINCT FROM") {
        return std::make_shared<DistinctNode>(std::move(left), std::move(right),
                                              name == "IS DISTINCT FROM");
    }
    using Make = NodePtr (*)(NodePtr, NodePtr);
#define WEIR_COMPARE(C)                                                                            \
    [](NodePtr a, NodePtr b) -> NodePtr {                                                          \
        return std::make_shared<CompareNode<Comparison::C>>(std::move(a), std::move(b));           \
    }
    static const std::map<std::string, Make> kComparisons = {
        {"=", WEIR_COMPARE(Equal)},        {"<>", WEIR_COMPARE(NotEqual)},
        {"!=", WEIR_COMPARE(NotEqual)},    {"<", WEIR_COMPARE(Less)},
        {"<=", WEIR_COMPARE(LessEqual)},   {">", WEIR_COMPARE(Greater)},
        {">=", WEIR_COMPARE(GreaterEqual)}};
#undef WEIR_COMPARE
    return kComparisons.at(name)(std::move(left), std::move(right));
}

NodePtr makeIsNullNode(NodePtr operand, bool negated)
{
    return std::make_shared<IsNullNode>(std::move(operand), negated);
}

} // namespace weir::exec
