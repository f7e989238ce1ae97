#pragma once

#include "core/base/SourceSpan.h"
#include "core/types/DataType.h"
#include "core/types/Value.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace weir::plan {

struct Expr;
using ExprPtr = std::shared_ptr<const Expr>;

/// What an expression reads of its input row.
enum class RowPart {
    Column,       ///< `index` over key columns, then value columns of the input's schema
    RowTime,      ///< BIGINT, ms
    RowPartition, ///< INTEGER
    RowOffset,    ///< BIGINT
    WindowStart,  ///< BIGINT, ms
    WindowEnd,    ///< BIGINT, ms
};

enum class ExprKind {
    Input,   ///< part + index: a column or pseudo column of the input row
    Literal, ///< value (a null literal has the type it was coerced to); of a unit `name` (DAYS)
             ///< and value in ms
    Compare, ///< name one of = <> < <= > >= "IS DISTINCT FROM" "IS NOT DISTINCT FROM"; 2 operands
    Arithmetic, ///< name one of + - * / %; 2 operands; + also joins strings
    Negate,     ///< 1 operand
    And,        ///< 2 operands
    Or,         ///< 2 operands
    Not,        ///< 1 operand
    IsNull,     ///< 1 operand
    IsNotNull,  ///< 1 operand
    Between,    ///< value, low, high; `negated`
    In,         ///< value, then the list; `negated`
    Like,       ///< value, pattern [, escape]; `negated`
    Case, ///< condition, result pairs, then the else branch if the count is odd (searched form)
    Cast, ///< 1 operand, to `type`; `implicit` when the binder put it in
    Call, ///< scalar function `name` with its operands (some may be Lambda)
    Aggregate,   ///< aggregate function `name`; only in the list of an AggregateOp
    TableCall,   ///< table function `name` (EXPLODE); only in the list of a FlattenOp
    Subscript,   ///< array or map, index or key
    Field,       ///< struct, field `name` at `index`
    ArrayOf,     ///< elements
    MapOf,       ///< key, value, key, value, …
    StructOf,    ///< operands by field of `type`
    Lambda,      ///< parameters `names`; 1 operand: the body
    LambdaInput, ///< parameter `name`, `index` counted over all enclosing lambdas, outermost first
};

/// A bound, typed expression over the rows of one input; immutable once shared, any thread.
/// Implicit casts are explicit nodes, so a kernel never coerces.
struct Expr {
    ExprKind kind = ExprKind::Literal;
    DataType type;
    /// In the text that was bound; not part of equality.
    SourceSpan span = {};
    std::vector<ExprPtr> operands = {};
    /// Operator, function (upper case), field or parameter.
    std::string name = {};
    /// Parameters of a lambda.
    std::vector<std::string> names = {};
    RowPart part = RowPart::Column;
    std::size_t index = 0;
    Value value = {};
    bool negated = false;
    bool implicit = false;

    /// Compares structure, names, values and types, not spans.
    bool equals(const Expr &other) const;

    /// Calls `visit(expr)` for this and everything below it, parents first.
    template <class Visitor> void walk(Visitor &&visit) const
    {
        visit(*this);
        for (const ExprPtr &operand : operands) {
            operand->walk(visit);
        }
    }
};

/// An output column: its name and how it is computed.
struct NamedExpr {
    std::string name;
    ExprPtr expr;
};

} // namespace weir::plan
