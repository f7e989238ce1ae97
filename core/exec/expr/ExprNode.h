#pragma once

#include "core/exec/expr/Program.h"
#include "core/types/Column.h"

#include <memory>
#include <utility>
#include <vector>

namespace weir::exec {

/// The rows an expression runs over: those of a batch, or the elements of a lambda's list.
struct EvalFrame {
    const Batch &batch;
    RowSide side;
    EvalContext &context;
    /// Rows of the frame: every result column has as many (or is constant).
    std::size_t rows;
    /// In a lambda: the batch row of each element; null at the top.
    const std::vector<std::uint32_t> *batchRows = nullptr;
    /// Lambda parameters by index, outermost first; as many rows as the frame.
    std::vector<ColumnPtr> parameters = {};
    /// In a lambda: the frame around it, its row for each element, and how many elements of that
    /// row came before.
    const EvalFrame *outer = nullptr;
    const std::vector<std::uint32_t> *outerRows = nullptr;
    const std::vector<std::uint32_t> *elements = nullptr;
};

/// One node of a prepared expression. Immutable.
class ExprNode {
public:
    explicit ExprNode(DataType type)
        : m_type(std::move(type))
    {
    }
    virtual ~ExprNode() = default;
    ExprNode(const ExprNode &) = delete;
    ExprNode &operator=(const ExprNode &) = delete;

    const DataType &type() const { return m_type; }
    /// Evaluates the selected rows of a frame; other rows of the result are unspecified. Errors
    /// stay marked in the result.
    virtual ColumnPtr evaluate(EvalFrame &frame, const Selection &rows) const = 0;

protected:
    /// Makes a column of nulls for a result.
    std::shared_ptr<Column> makeResult(const EvalFrame &frame) const
    {
        return std::make_shared<Column>(m_type, frame.rows);
    }

private:
    DataType m_type;
};

using NodePtr = std::shared_ptr<const ExprNode>;

/// A node of any number of operands.
class OperandsNode : public ExprNode {
public:
    OperandsNode(const DataType &type, std::vector<NodePtr> operands)
        : ExprNode(type)
        , m_operands(std::move(operands))
    {
    }

protected:
    std::vector<NodePtr> m_operands;
};

} // namespace weir::exec
