#include "core/exec/expr/Nodes.h"

namespace weir::exec {

namespace {

/// Makes an error of what came out null.
class StrictNode final : public ExprNode {
public:
    explicit StrictNode(NodePtr operand)
        : ExprNode(operand->type())
        , m_operand(std::move(operand))
    {
    }

    ColumnPtr evaluate(EvalFrame &frame, const Selection &rows) const override
    {
        const ColumnPtr in = m_operand->evaluate(frame, rows);
        auto out = makeResult(frame);
        rows.forEach([&](std::uint32_t row) {
            if (in->isNull(row)) {
                out->setError(row);
            } else {
                out->setFrom(row, *in, row);
            }
        });
        return out;
    }

private:
    NodePtr m_operand;
};

} // namespace

NodePtr makeStrictNode(NodePtr operand)
{
    return std::make_shared<StrictNode>(std::move(operand));
}

} // namespace weir::exec
