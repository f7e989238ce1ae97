#include "core/exec/expr/Program.h"

#include "core/exec/expr/ExprNode.h"
#include "core/exec/expr/ProgramCompiler.h"
#include "core/functions/FunctionRegistry.h"

#include <utility>

namespace weir::exec {

namespace {

void reportErrors(const std::vector<std::uint32_t> &failed, EvalContext &context)
{
    context.errors += failed.size();
    if (context.errorRows != nullptr) {
        context.errorRows->insert(context.errorRows->end(), failed.begin(), failed.end());
    }
}

/// Calls with a lambda have no function that changes by itself.
bool isPureCall(const plan::Expr &call)
{
    std::vector<functions::Argument> arguments;
    for (const plan::ExprPtr &operand : call.operands) {
        if (operand->kind == plan::ExprKind::Lambda) {
            return true;
        }
        arguments.push_back(functions::Argument::of(operand->type));
    }
    const auto resolved = functions::FunctionRegistry::builtins().resolve(call.name, arguments);
    return resolved && resolved->scalar != nullptr && resolved->scalar->pure;
}

} // namespace

Program::Program(plan::ExprPtr expr, std::shared_ptr<const ExprNode> root)
    : m_expr(std::move(expr))
    , m_root(std::move(root))
{
}

Result<Program> Program::compile(const plan::ExprPtr &expr, const Schema &input)
{
    WEIR_ASSIGN(NodePtr root, ProgramCompiler(input).compile(*expr));
    return Program(expr, std::move(root));
}

const DataType &Program::type() const
{
    return m_root->type();
}

bool Program::repeats() const
{
    bool repeats = true;
    m_expr->walk([&repeats](const plan::Expr &part) {
        const bool place =
            part.kind == plan::ExprKind::Input &&
            (part.part == plan::RowPart::RowPartition || part.part == plan::RowPart::RowOffset);
        repeats = repeats && !place && (part.kind != plan::ExprKind::Call || isPureCall(part));
    });
    return repeats;
}

ColumnPtr Program::evaluate(const Batch &batch, const Selection &rows, EvalContext &context,
                            RowSide side) const
{
    EvalFrame frame{batch, side, context, batch.rows};
    ColumnPtr result = m_root->evaluate(frame, rows);
    std::vector<std::uint32_t> failed;
    rows.forEach([&](std::uint32_t row) {
        if (result->isError(row)) {
            failed.push_back(row);
        }
    });
    if (failed.empty()) {
        return result;
    }
    reportErrors(failed, context);
    auto nulled = std::make_shared<Column>(*result);
    if (result->isConstant()) {
        nulled->setNull(0);
        return nulled;
    }
    for (const std::uint32_t row : failed) {
        nulled->setNull(row);
    }
    return nulled;
}

Selection Program::evaluatePredicate(const Batch &batch, const Selection &rows,
                                     EvalContext &context, RowSide side) const
{
    EvalFrame frame{batch, side, context, batch.rows};
    const ColumnPtr result = m_root->evaluate(frame, rows);
    std::vector<std::uint32_t> failed;
    Selection kept = rows.where([&](std::uint32_t row) {
        if (result->isError(row)) {
            failed.push_back(row);
        }
        return !result->isNull(row) && result->get<std::uint8_t>(row) != 0;
    });
    reportErrors(failed, context);
    return kept;
}

} // namespace weir::exec
