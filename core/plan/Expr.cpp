#include "core/plan/Expr.h"

namespace weir::plan {

bool Expr::equals(const Expr &other) const
{
    if (this == &other) {
        return true;
    }
    // The name of an input says only how it was written; its index says what it is.
    const bool sameName = kind == ExprKind::Input || name == other.name;
    if (kind != other.kind || !sameName || !(type == other.type) || names != other.names ||
        part != other.part || index != other.index || negated != other.negated ||
        implicit != other.implicit || !(value == other.value) ||
        operands.size() != other.operands.size()) {
        return false;
    }
    for (std::size_t i = 0; i < operands.size(); ++i) {
        if (!operands[i]->equals(*other.operands[i])) {
            return false;
        }
    }
    return true;
}

} // namespace weir::plan
