#include "core/exec/expr/Nodes.h"

namespace weir::exec {

namespace {

/// Copies one figure a row into a column.
template <class T>
ColumnPtr figureColumn(const DataType &type, const RowVector<T> &figures, const EvalFrame &frame)
{
    auto column = std::make_shared<Column>(type, frame.rows);
    if (figures.empty()) {
        return column;
    }
    for (std::size_t i = 0; i < frame.rows; ++i) {
        column->set(i, figures[frame.batchRows ? (*frame.batchRows)[i] : i]);
    }
    return column;
}

class InputColumnNode final : public ExprNode {
public:
    explicit InputColumnNode(const plan::Expr &expr)
        : ExprNode(expr.type)
        , m_index(expr.index)
    {
    }

    ColumnPtr evaluate(EvalFrame &frame, const Selection &) const override
    {
        const Batch &batch = frame.batch;
        const bool before = frame.side == RowSide::Before && m_index >= batch.keyColumns;
        const ColumnPtr &column =
            before ? batch.before[m_index - batch.keyColumns] : batch.columns[m_index];
        if (frame.batchRows == nullptr || column->isConstant()) {
            return column;
        }
        return std::make_shared<Column>(column->gather(*frame.batchRows));
    }

private:
    std::size_t m_index;
};

class RowPartNode final : public ExprNode {
public:
    explicit RowPartNode(const plan::Expr &expr)
        : ExprNode(expr.type)
        , m_part(expr.part)
    {
    }

    ColumnPtr evaluate(EvalFrame &frame, const Selection &) const override
    {
        const Batch &batch = frame.batch;
        switch (m_part) {
        case plan::RowPart::RowTime:
            return figureColumn(type(), batch.rowtime, frame);
        case plan::RowPart::RowPartition:
            return figureColumn(type(), batch.partition, frame);
        case plan::RowPart::RowOffset:
            return figureColumn(type(), batch.offset, frame);
        case plan::RowPart::WindowStart:
            return figureColumn(type(), batch.windowStart, frame);
        case plan::RowPart::WindowEnd:
        case plan::RowPart::Column:
            break;
        }
        return figureColumn(type(), batch.windowEnd, frame);
    }

private:
    plan::RowPart m_part;
};

/// A constant. Its texts live as long as the program.
class LiteralNode final : public ExprNode {
public:
    explicit LiteralNode(const plan::Expr &expr)
        : ExprNode(expr.type)
        , m_column(std::make_shared<Column>(Column::constant(expr.type, expr.value, m_arena)))
    {
    }

    ColumnPtr evaluate(EvalFrame &, const Selection &) const override { return m_column; }

private:
    Arena m_arena;
    ColumnPtr m_column;
};

class LambdaInputNode final : public ExprNode {
public:
    explicit LambdaInputNode(const plan::Expr &expr)
        : ExprNode(expr.type)
        , m_index(expr.index)
    {
    }

    ColumnPtr evaluate(EvalFrame &frame, const Selection &) const override
    {
        return frame.parameters[m_index];
    }

private:
    std::size_t m_index;
};

} // namespace

NodePtr makeInputNode(const plan::Expr &expr)
{
    if (expr.part == plan::RowPart::Column) {
        return std::make_shared<InputColumnNode>(expr);
    }
    return std::make_shared<RowPartNode>(expr);
}

NodePtr makeLiteralNode(const plan::Expr &expr)
{
    return std::make_shared<LiteralNode>(expr);
}

NodePtr makeLambdaInputNode(const plan::Expr &expr)
{
    return std::make_shared<LambdaInputNode>(expr);
}

} // namespace weir::exec
