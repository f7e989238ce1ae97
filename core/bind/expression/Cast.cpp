#include "core/bind/Coercion.h"
#include "core/bind/TypeBinder.h"
#include "core/bind/expression/Kinds.h"
#include "core/plan/ExprBuild.h"

#include <fmt/format.h>

namespace weir::bind {

plan::ExprPtr bindCast(ExpressionBinder &binder, const sql::Expression &expression)
{
    plan::ExprPtr operand = binder.bind(expression.operand());
    const std::optional<DataType> type = bindType(binder.context(), expression.castType());
    if (!operand || !type) {
        return nullptr;
    }
    if (isUntypedNull(*operand)) {
        return plan::makeLiteral(Value(), *type, expression.span());
    }
    if (!isCastable(operand->type, *type)) {
        binder.context().error("bind.cannot-cast", expression.span(),
                               fmt::format("Cast of {} to {} is not supported",
                                           operand->type.toString(), type->toString()));
        return nullptr;
    }
    // Kept even when it changes nothing: an expression is no column, so it needs a name.
    plan::Expr cast{.kind = plan::ExprKind::Cast, .type = *type, .span = expression.span()};
    cast.operands = {std::move(operand)};
    return std::make_shared<const plan::Expr>(std::move(cast));
}

} // namespace weir::bind
