#include "core/bind/Coercion.h"
#include "core/bind/expression/Kinds.h"
#include "core/plan/ExprBuild.h"
#include "core/types/CivilTime.h"

#include <fmt/format.h>

namespace weir::bind {

namespace {

bool isPointInTime(ExpressionBinder &binder, const sql::Expression &expression)
{
    const sql::Expression inner = expression.unwrapped();
    if (inner.kind() != sql::SyntaxKind::ColumnReference) {
        return false;
    }
    const std::string name = binder.context().nameOf(inner.column());
    return name == "ROWTIME" || name == "WINDOWSTART" || name == "WINDOWEND";
}

} // namespace

plan::ExprPtr asPointInTime(ExpressionBinder &binder, const sql::Expression &other,
                            plan::ExprPtr operand)
{
    const std::string &clause = binder.rules().clause;
    const bool filters = clause == "WHERE" || clause == "HAVING";
    if (!operand || !filters || !isTextLiteral(*operand) || !isPointInTime(binder, other)) {
        return operand;
    }
    const std::string &text = operand->value.as<std::string>();
    const std::optional<std::int64_t> ms = parseTimestamp(text);
    if (!ms) {
        binder.context().error("bind.bad-timestamp", operand->span,
                               fmt::format("'{}' is no point in time", text),
                               "Write it like '2020-02-22T23:45:10.123+0100'; parts at the end may "
                               "be left out");
        return nullptr;
    }
    return plan::makeLiteral(Value(*ms), DataType::bigint(), operand->span);
}

} // namespace weir::bind
