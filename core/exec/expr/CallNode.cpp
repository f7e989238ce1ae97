#include "core/exec/expr/FramePlaces.h"
#include "core/exec/expr/Nodes.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/ScalarFunction.h"

#include <fmt/format.h>

#include <algorithm>

namespace weir::exec {

namespace {

using functions::Argument;
using functions::CallSite;
using functions::LambdaBody;
using functions::ResolvedCall;
using functions::ScalarCall;
using functions::ScalarFunction;

/// A lambda's body over a frame: its own frame has a row an element.
class FrameLambda final : public LambdaBody {
public:
    FrameLambda(const EvalFrame &outer, NodePtr body)
        : m_outer(outer)
        , m_body(std::move(body))
    {
    }

    ColumnPtr evaluate(std::span<const ColumnPtr> parameters,
                       const std::vector<std::uint32_t> &outerRows) const override
    {
        std::vector<std::uint32_t> batchRows = outerRows;
        if (m_outer.batchRows != nullptr) {
            for (std::uint32_t &row : batchRows) {
                row = (*m_outer.batchRows)[row];
            }
        }
        const std::vector<std::uint32_t> elements = numberElements(outerRows);
        EvalFrame frame{m_outer.batch, m_outer.side, m_outer.context, outerRows.size(), &batchRows};
        frame.outer = &m_outer;
        frame.outerRows = &outerRows;
        frame.elements = &elements;
        for (const ColumnPtr &parameter : m_outer.parameters) {
            frame.parameters.push_back(std::make_shared<Column>(parameter->gather(outerRows)));
        }
        frame.parameters.insert(frame.parameters.end(), parameters.begin(), parameters.end());
        return m_body->evaluate(frame, Selection::all(frame.rows));
    }

private:
    /// Some functions take the elements of a row one after the other, each with a call.
    std::vector<std::uint32_t> numberElements(const std::vector<std::uint32_t> &outerRows) const
    {
        m_taken.resize(m_outer.rows, 0);
        std::vector<std::uint32_t> elements;
        elements.reserve(outerRows.size());
        for (const std::uint32_t row : outerRows) {
            elements.push_back(m_taken[row]++);
        }
        return elements;
    }

    const EvalFrame &m_outer;
    NodePtr m_body;
    mutable std::vector<std::uint32_t> m_taken; ///< elements so far, by row of the outer frame
};

/// Makes what failed a plain null. In the reference a function, field or cast that fails within the
/// arguments of a function is null to that function, while arithmetic fails it; this shows only
/// where nulls mean something.
class ForgivingNode final : public ExprNode {
public:
    explicit ForgivingNode(NodePtr operand)
        : ExprNode(operand->type())
        , m_operand(std::move(operand))
    {
    }

    ColumnPtr evaluate(EvalFrame &frame, const Selection &rows) const override
    {
        ColumnPtr operand = m_operand->evaluate(frame, rows);
        const Selection failed =
            rows.where([&](std::uint32_t row) { return operand->isError(row); });
        if (failed.empty()) {
            return operand;
        }
        auto out = std::make_shared<Column>(*operand);
        failed.forEach([&](std::uint32_t row) { out->setNull(out->index(row)); });
        return out;
    }

private:
    NodePtr m_operand;
};

bool isForgiven(plan::ExprKind operand)
{
    return operand == plan::ExprKind::Call || operand == plan::ExprKind::Field ||
           operand == plan::ExprKind::Cast;
}

class CallNode final : public ExprNode {
public:
    CallNode(const plan::Expr &expr, const ScalarFunction &function, std::vector<NodePtr> operands,
             std::vector<bool> isLambda)
        : ExprNode(expr.type)
        , m_function(function)
        , m_operands(std::move(operands))
        , m_isLambda(std::move(isLambda))
        , m_site(expr.span.begin)
    {
    }

    ColumnPtr evaluate(EvalFrame &frame, const Selection &rows) const override
    {
        std::vector<ColumnPtr> arguments(m_operands.size());
        std::vector<std::unique_ptr<FrameLambda>> lambdas;
        std::vector<const LambdaBody *> bodies(m_operands.size(), nullptr);
        bool constant = m_function.pure && !m_operands.empty();
        for (std::size_t i = 0; i < m_operands.size(); ++i) {
            if (m_isLambda[i]) {
                lambdas.push_back(std::make_unique<FrameLambda>(frame, m_operands[i]));
                bodies[i] = lambdas.back().get();
                constant = false;
                continue;
            }
            arguments[i] = m_operands[i]->evaluate(frame, rows);
            constant = constant && arguments[i]->isConstant();
        }
        const Selection wanted = constant ? Selection::all(1) : rows;
        auto out = std::make_shared<Column>(type(), constant ? 1 : frame.rows);
        const FramePlaces places(frame);
        const CallSite site{.runSeed = frame.context.runSeed,
                            .now = frame.context.now,
                            .site = m_site,
                            .places = &places};
        m_function.kernel(ScalarCall{arguments, bodies, wanted, frame.context.arena, site}, *out);
        if (constant) {
            out->makeConstant();
        }
        return out;
    }

private:
    const ScalarFunction &m_function;
    std::vector<NodePtr> m_operands;
    std::vector<bool> m_isLambda;
    std::uint64_t m_site;
};

} // namespace

Result<NodePtr> makeCallNode(const plan::Expr &expr, std::vector<NodePtr> operands)
{
    if (expr.name == "COALESCE" || expr.name == "IFNULL") {
        for (NodePtr &operand : operands) {
            operand = makeCastNode(expr.type, std::move(operand));
        }
        return makeCoalesceNode(expr.type, std::move(operands));
    }
    std::vector<Argument> arguments;
    std::vector<bool> isLambda;
    for (const plan::ExprPtr &operand : expr.operands) {
        isLambda.push_back(operand->kind == plan::ExprKind::Lambda);
        arguments.push_back(
            isLambda.back() ? Argument::lambda(operand->names.size(), operand->operands[0]->type)
                            : Argument::of(operand->type));
    }
    WEIR_ASSIGN(const ResolvedCall call,
                functions::FunctionRegistry::builtins().resolve(expr.name, arguments));
    if (call.scalar == nullptr || !call.scalar->kernel) {
        return fail(internalError("exec.not-scalar",
                                  fmt::format("'{}' cannot stand in an expression", expr.name)));
    }
    for (std::size_t i = 0; i < operands.size(); ++i) {
        if (!(operands[i]->type() == call.argumentTypes[i]) &&
            call.signature->parameterOf(i, operands.size()).kind !=
                catalog::TypePattern::Kind::Any) {
            operands[i] = makeCastNode(call.argumentTypes[i], std::move(operands[i]));
        }
        if (call.scalar->nullAware && isForgiven(expr.operands[i]->kind)) {
            operands[i] = std::make_shared<ForgivingNode>(std::move(operands[i]));
        }
    }
    return std::make_shared<CallNode>(expr, *call.scalar, std::move(operands), std::move(isLambda));
}

} // namespace weir::exec
