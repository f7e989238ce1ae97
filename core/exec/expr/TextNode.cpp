// CAST and LIKE and IN.
#include "core/exec/expr/Nodes.h"
#include "core/functions/Cast.h"
#include "core/functions/LikePattern.h"
#include "core/types/ColumnCompare.h"

namespace weir::exec {

namespace {

class CastNode final : public ExprNode {
public:
    CastNode(const DataType &type, NodePtr operand)
        : ExprNode(type)
        , m_operand(std::move(operand))
    {
    }

    ColumnPtr evaluate(EvalFrame &frame, const Selection &rows) const override
    {
        const ColumnPtr operand = m_operand->evaluate(frame, rows);
        if (operand->isConstant()) {
            auto out = std::make_shared<Column>(type(), 1);
            functions::castColumn(*operand, Selection::all(1), frame.context.arena, *out);
            out->makeConstant();
            return out;
        }
        auto out = makeResult(frame);
        functions::castColumn(*operand, rows, frame.context.arena, *out);
        return out;
    }

private:
    NodePtr m_operand;
};

class LikeNode final : public ExprNode {
public:
    LikeNode(NodePtr value, NodePtr pattern, NodePtr escape, bool negated)
        : ExprNode(DataType::boolean())
        , m_value(std::move(value))
        , m_pattern(std::move(pattern))
        , m_escape(std::move(escape))
        , m_negated(negated)
    {
    }

    ColumnPtr evaluate(EvalFrame &frame, const Selection &rows) const override
    {
        const ColumnPtr value = m_value->evaluate(frame, rows);
        const ColumnPtr pattern = m_pattern->evaluate(frame, rows);
        const ColumnPtr escape = m_escape ? m_escape->evaluate(frame, rows) : nullptr;
        auto out = makeResult(frame);
        std::string_view last;
        functions::LikePattern matcher;
        bool prepared = false;
        rows.forEach([&](std::uint32_t row) {
            const unsigned state = value->state(row) | pattern->state(row);
            if (state != 0) {
                out->setNull(row, static_cast<RowState>(state));
                return;
            }
            const auto text = pattern->get<std::string_view>(row);
            if (!prepared || text != last) {
                const auto mark = escape && !escape->isNull(row)
                                      ? escape->get<std::string_view>(row)
                                      : std::string_view();
                matcher = functions::LikePattern(text, mark.empty() ? '\0' : mark[0]);
                last = text;
                prepared = true;
            }
            const bool found = matcher.matches(value->get<std::string_view>(row));
            out->set<std::uint8_t>(row, found != m_negated ? 1 : 0);
        });
        return out;
    }

private:
    NodePtr m_value;
    NodePtr m_pattern;
    NodePtr m_escape;
    bool m_negated;
};

/// A null value equals nothing: IN is false, NOT IN is true (comparison with null is false).
class InNode final : public ExprNode {
public:
    InNode(std::vector<NodePtr> operands, bool negated)
        : ExprNode(DataType::boolean())
        , m_operands(std::move(operands))
        , m_negated(negated)
    {
    }

    ColumnPtr evaluate(EvalFrame &frame, const Selection &rows) const override
    {
        const ColumnPtr value = m_operands[0]->evaluate(frame, rows);
        auto out = makeResult(frame);
        Selection open = rows.where([&](std::uint32_t row) {
            if (value->isError(row)) {
                out->setError(row);
            } else {
                out->set<std::uint8_t>(row, m_negated ? 1 : 0);
            }
            return !value->isNull(row);
        });
        for (std::size_t i = 1; i < m_operands.size() && !open.empty(); ++i) {
            const ColumnPtr candidate = m_operands[i]->evaluate(frame, open);
            open = open.where([&](std::uint32_t row) {
                const bool found = equalRows(*value, row, *candidate, row);
                if (found) {
                    out->set<std::uint8_t>(row, m_negated ? 0 : 1);
                }
                return !found;
            });
        }
        return out;
    }

private:
    std::vector<NodePtr> m_operands;
    bool m_negated;
};

} // namespace

NodePtr makeCastNode(const DataType &type, NodePtr operand)
{
    if (operand->type() == type) {
        return operand;
    }
    return std::make_shared<CastNode>(type, std::move(operand));
}

NodePtr makeLikeNode(NodePtr value, NodePtr pattern, NodePtr escape, bool negated)
{
    return std::make_shared<LikeNode>(std::move(value), std::move(pattern), std::move(escape),
                                      negated);
}

NodePtr makeInNode(std::vector<NodePtr> operands, bool negated)
{
    return std::make_shared<InNode>(std::move(operands), negated);
}

} // namespace weir::exec
