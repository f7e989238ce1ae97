// AND, OR, NOT, CASE, COALESCE: later operands are asked only for rows still undecided.
#include "core/exec/expr/Nodes.h"

namespace weir::exec {

namespace {

/// AND (decided by false) and OR (decided by true). A null or failed operand that is reached makes
/// the result so.
template <bool Decisive> class AndOrNode final : public ExprNode {
public:
    AndOrNode(NodePtr left, NodePtr right)
        : ExprNode(DataType::boolean())
        , m_left(std::move(left))
        , m_right(std::move(right))
    {
    }

    ColumnPtr evaluate(EvalFrame &frame, const Selection &rows) const override
    {
        const ColumnPtr left = m_left->evaluate(frame, rows);
        auto out = makeResult(frame);
        const Selection open = rows.where([&](std::uint32_t row) {
            out->setFrom(row, *left, row);
            return !left->isNull(row) && (left->get<std::uint8_t>(row) != 0) != Decisive;
        });
        if (!open.empty()) {
            const ColumnPtr right = m_right->evaluate(frame, open);
            open.forEach([&](std::uint32_t row) { out->setFrom(row, *right, row); });
        }
        return out;
    }

private:
    NodePtr m_left;
    NodePtr m_right;
};

class NotNode final : public ExprNode {
public:
    explicit NotNode(NodePtr operand)
        : ExprNode(DataType::boolean())
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
            } else {
                out->set<std::uint8_t>(row, operand->get<std::uint8_t>(row) ^ 1U);
            }
        });
        return out;
    }

private:
    NodePtr m_operand;
};

class CaseNode final : public OperandsNode {
public:
    using OperandsNode::OperandsNode;

    ColumnPtr evaluate(EvalFrame &frame, const Selection &rows) const override
    {
        auto out = makeResult(frame);
        Selection open = rows;
        std::size_t i = 0;
        for (; i + 1 < m_operands.size() && !open.empty(); i += 2) {
            const ColumnPtr condition = m_operands[i]->evaluate(frame, open);
            const auto isTrue = [&](std::uint32_t row) {
                return !condition->isNull(row) && condition->get<std::uint8_t>(row) != 0;
            };
            open.forEach([&](std::uint32_t row) {
                if (condition->isError(row)) {
                    out->setError(row);
                }
            });
            take(frame, m_operands[i + 1], open.where(isTrue), *out);
            open = open.where(
                [&](std::uint32_t row) { return !condition->isError(row) && !isTrue(row); });
        }
        if (m_operands.size() % 2 == 1) {
            take(frame, m_operands.back(), open, *out);
        }
        return out;
    }

private:
    static void take(EvalFrame &frame, const NodePtr &branch, const Selection &rows, Column &out)
    {
        if (rows.empty()) {
            return;
        }
        const ColumnPtr result = branch->evaluate(frame, rows);
        rows.forEach([&](std::uint32_t row) { out.setFrom(row, *result, row); });
    }
};

/// An operand that fails counts as null and is not an error: the next one answers.
class CoalesceNode final : public OperandsNode {
public:
    using OperandsNode::OperandsNode;

    ColumnPtr evaluate(EvalFrame &frame, const Selection &rows) const override
    {
        auto out = makeResult(frame);
        Selection open = rows;
        for (std::size_t i = 0; i < m_operands.size() && !open.empty(); ++i) {
            const ColumnPtr operand = m_operands[i]->evaluate(frame, open);
            open = open.where([&](std::uint32_t row) {
                out->setFrom(row, *operand, row);
                return operand->isNull(row);
            });
        }
        return out;
    }
};

} // namespace

NodePtr makeAndNode(NodePtr left, NodePtr right)
{
    return std::make_shared<AndOrNode<false>>(std::move(left), std::move(right));
}

NodePtr makeOrNode(NodePtr left, NodePtr right)
{
    return std::make_shared<AndOrNode<true>>(std::move(left), std::move(right));
}

NodePtr makeNotNode(NodePtr operand)
{
    return std::make_shared<NotNode>(std::move(operand));
}

NodePtr makeCaseNode(const DataType &type, std::vector<NodePtr> operands)
{
    return std::make_shared<CaseNode>(type, std::move(operands));
}

NodePtr makeCoalesceNode(const DataType &type, std::vector<NodePtr> operands)
{
    return std::make_shared<CoalesceNode>(type, std::move(operands));
}

} // namespace weir::exec
