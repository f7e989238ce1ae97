#pragma once

#include "core/base/Result.h"
#include "core/exec/expr/ExprNode.h"
#include "core/plan/Expr.h"
#include "core/types/Schema.h"

#include <string>
#include <vector>

namespace weir::exec {

/// Turns bound expressions over rows of one schema into nodes.
class ProgramCompiler {
public:
    explicit ProgramCompiler(const Schema &input)
        : m_input(input)
    {
    }

    Result<NodePtr> compile(const plan::Expr &expr) const;

private:
    Result<std::vector<NodePtr>> compileOperands(const plan::Expr &expr) const;
    Result<NodePtr> compileInput(const plan::Expr &expr) const;
    Result<NodePtr> build(const plan::Expr &expr, std::vector<NodePtr> operands) const;

    const Schema &m_input;
    bool m_inLambda = false;
};

} // namespace weir::exec
