#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/plan/Expr.h"
#include "core/types/Arena.h"
#include "core/types/Batch.h"
#include "core/types/Schema.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace weir::exec {

class ExprNode;

/// What an evaluation needs beside the batch; the counters are added to.
struct EvalContext {
    Arena &arena;
    std::uint64_t runSeed = 0;
    EpochMs now = 0;
    /// Rows whose expression failed and became null (false in a predicate).
    std::uint64_t errors = 0;
    /// If set, receives the rows that failed, rising within one evaluation.
    std::vector<std::uint32_t> *errorRows = nullptr;
};

/// Which side of a table change is read.
enum class RowSide { After, Before };

/// A bound expression made ready to run over columns: one typed kernel a node, no call per row.
/// Immutable; copies are cheap; any thread, each with its own context.
class Program {
public:
    /// Prepares `expr` over rows of `input`. Errors: exec.expression-not-yet (a kind or function
    /// that cannot run), internal ones for a plan that does not fit its schema.
    static Result<Program> compile(const plan::ExprPtr &expr, const Schema &input);

    const DataType &type() const;
    /// Evaluates the selected rows. The result has a row for every row of the batch (or is
    /// constant); rows not selected are unspecified. A row that failed is null and counted in the
    /// context once. A column that is only passed on is shared, not copied.
    ColumnPtr evaluate(const Batch &batch, const Selection &rows, EvalContext &context,
                       RowSide side = RowSide::After) const;
    /// Returns the selected rows for which a BOOLEAN program is true; null and failed are not.
    Selection evaluatePredicate(const Batch &batch, const Selection &rows, EvalContext &context,
                                RowSide side = RowSide::After) const;
    /// Whether equal columns, times and windows always give the same: nothing in it asks for the
    /// place of the record or for a clock.
    bool repeats() const;
    /// Returns the expression it was made of.
    const plan::ExprPtr &expression() const { return m_expr; }

private:
    Program(plan::ExprPtr expr, std::shared_ptr<const ExprNode> root);

    plan::ExprPtr m_expr;
    std::shared_ptr<const ExprNode> m_root;
};

} // namespace weir::exec
