#include "core/plan/ExprBuild.h"

namespace weir::plan {

ExprPtr makeInput(std::size_t index, DataType type, std::string name, SourceSpan span)
{
    Expr expr{.kind = ExprKind::Input, .type = std::move(type), .span = span};
    expr.index = index;
    expr.name = std::move(name);
    return std::make_shared<const Expr>(std::move(expr));
}

ExprPtr makePseudo(RowPart part, SourceSpan span)
{
    Expr expr{.kind = ExprKind::Input, .type = pseudoType(part), .span = span};
    expr.part = part;
    expr.name = pseudoName(part);
    return std::make_shared<const Expr>(std::move(expr));
}

DataType pseudoType(RowPart part)
{
    return part == RowPart::RowPartition ? DataType::integer() : DataType::bigint();
}

std::string pseudoName(RowPart part)
{
    switch (part) {
    case RowPart::RowTime:
        return "ROWTIME";
    case RowPart::RowPartition:
        return "ROWPARTITION";
    case RowPart::RowOffset:
        return "ROWOFFSET";
    case RowPart::WindowStart:
        return "WINDOWSTART";
    case RowPart::WindowEnd:
        return "WINDOWEND";
    case RowPart::Column:
        break;
    }
    return {};
}

ExprPtr makeLiteral(Value value, DataType type, SourceSpan span)
{
    Expr expr{.kind = ExprKind::Literal, .type = std::move(type), .span = span};
    expr.value = std::move(value);
    return std::make_shared<const Expr>(std::move(expr));
}

ExprPtr makeCast(ExprPtr operand, DataType type, bool implicit, SourceSpan span)
{
    if (operand->type == type) {
        return operand;
    }
    Expr expr{.kind = ExprKind::Cast, .type = std::move(type), .span = span};
    expr.implicit = implicit;
    expr.operands = {std::move(operand)};
    return std::make_shared<const Expr>(std::move(expr));
}

ExprPtr makeExpr(ExprKind kind, DataType type, std::vector<ExprPtr> operands, std::string name,
                 SourceSpan span)
{
    Expr expr{.kind = kind, .type = std::move(type), .span = span};
    expr.operands = std::move(operands);
    expr.name = std::move(name);
    return std::make_shared<const Expr>(std::move(expr));
}

ExprPtr rewriteExpr(const ExprPtr &expr, const std::function<ExprPtr(const ExprPtr &)> &replace)
{
    if (ExprPtr other = replace(expr)) {
        return other;
    }
    std::vector<ExprPtr> operands;
    bool changed = false;
    for (const ExprPtr &operand : expr->operands) {
        operands.push_back(rewriteExpr(operand, replace));
        changed = changed || operands.back() != operand;
    }
    if (!changed) {
        return expr;
    }
    Expr copy = *expr;
    copy.operands = std::move(operands);
    return std::make_shared<const Expr>(std::move(copy));
}

bool anyPart(const Expr &expr, const std::function<bool(const Expr &)> &condition)
{
    if (condition(expr)) {
        return true;
    }
    for (const ExprPtr &operand : expr.operands) {
        if (anyPart(*operand, condition)) {
            return true;
        }
    }
    return false;
}

} // namespace weir::plan
