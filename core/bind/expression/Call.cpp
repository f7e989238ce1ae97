#include "core/bind/Coercion.h"
#include "core/bind/expression/Kinds.h"
#include "core/functions/FunctionRegistry.h"
#include "core/plan/ExprBuild.h"
#include "core/sql/view/Relation.h"

#include <fmt/format.h>

namespace weir::bind {

namespace {

using functions::Argument;
using functions::FunctionRegistry;
using functions::ResolvedCall;

bool isLambda(const sql::Expression &expression)
{
    return expression.unwrapped().kind() == sql::SyntaxKind::LambdaExpression;
}

/// The arguments that are written; the `*` of COUNT(*) is none.
std::vector<sql::Expression> writtenArguments(const sql::Expression &expression)
{
    std::vector<sql::Expression> result;
    for (const sql::Expression &argument : expression.arguments()) {
        if (argument.kind() != sql::SyntaxKind::StarArgument) {
            result.push_back(argument);
        }
    }
    return result;
}

void reportUnknownFunction(BindContext &context, const sql::Expression &expression,
                           const std::string &name)
{
    const SourceSpan span = expression.function().span;
    Diagnostic &error =
        context.error("bind.unknown-function", span, fmt::format("There is no function {}", name));
    const std::vector<std::string> near = FunctionRegistry::builtins().nearNames(name);
    for (const std::string &other : near) {
        error.fixes.push_back({fmt::format("Use {}", other), {{span, other}}});
    }
    if (!near.empty()) {
        error.hint = fmt::format("Did you mean {}?", near.front());
    }
}

/// Says where a function of that kind may not stand; true when it may.
bool checkPlace(ExpressionBinder &binder, const sql::Expression &expression,
                catalog::FunctionKind kind, const std::string &name)
{
    BindContext &context = binder.context();
    const SourceSpan span = expression.span();
    if (kind == catalog::FunctionKind::Aggregate) {
        if (binder.insideAggregate()) {
            context.error("bind.nested-aggregate", span,
                          fmt::format("Aggregate functions can not be nested: {}", name));
            return false;
        }
        if (!binder.rules().aggregates) {
            context.error(
                "bind.aggregate-not-allowed", span,
                fmt::format("{} is an aggregate, which {} cannot use", name, binder.rules().clause),
                binder.rules().clause == "WHERE" ? "Filter groups with HAVING" : "");
            return false;
        }
    }
    if (kind == catalog::FunctionKind::Table) {
        if (binder.insideAggregate() || !binder.rules().tableFunctions) {
            context.error("bind.table-function-not-allowed", span,
                          fmt::format("{} makes rows, which only SELECT can do, and not within "
                                      "another table function",
                                      name));
            return false;
        }
    }
    return true;
}

plan::ExprPtr bindLambda(ExpressionBinder &binder, const sql::Expression &lambda,
                         const std::vector<DataType> &types)
{
    const std::vector<sql::Identifier> names = lambda.parameters();
    auto &parameters = binder.lambdaParameters();
    const std::size_t outer = parameters.size();
    plan::Expr expr{.kind = plan::ExprKind::Lambda, .type = DataType(), .span = lambda.span()};
    for (std::size_t i = 0; i < names.size() && i < types.size(); ++i) {
        parameters.push_back({names[i].name, types[i]});
        expr.names.push_back(names[i].name);
    }
    plan::ExprPtr body = binder.bindTyped(lambda.body());
    parameters.erase(parameters.begin() + static_cast<std::ptrdiff_t>(outer), parameters.end());
    if (!body) {
        return nullptr;
    }
    expr.type = body->type;
    expr.operands = {std::move(body)};
    return std::make_shared<const plan::Expr>(std::move(expr));
}

/// Brings a lambda's body to the type the function asks for.
plan::ExprPtr castLambda(const plan::ExprPtr &lambda, const DataType &type)
{
    plan::Expr copy = *lambda;
    copy.operands = {plan::makeCast(lambda->operands[0], type, true, lambda->span)};
    copy.type = type;
    return std::make_shared<const plan::Expr>(std::move(copy));
}

/// The state of binding one call: its arguments as written and as bound so far.
struct CallDraft {
    std::vector<sql::Expression> written;
    std::vector<plan::ExprPtr> bound;
    std::vector<Argument> arguments;
};

/// Whether some overload wants a unit (DAYS) as argument `i` of `count`.
bool wantsUnit(const std::string &name, std::size_t i, std::size_t count)
{
    for (const catalog::FunctionSignature *signature :
         FunctionRegistry::builtins().overloads(name)) {
        if (signature->takes(count) &&
            signature->parameterOf(i, count).kind == catalog::TypePattern::Kind::Unit) {
            return true;
        }
    }
    return false;
}

/// Reads a unit's word, which is written like a column; null for anything else.
plan::ExprPtr bindUnit(const sql::Expression &expression)
{
    const sql::Expression bare = expression.unwrapped();
    if (bare.kind() != sql::SyntaxKind::ColumnReference || !bare.source().empty()) {
        return nullptr;
    }
    const sql::Identifier word = bare.column();
    const std::optional<std::int64_t> ms =
        word.quoted || word.variable ? std::nullopt : sql::timeUnitMs(word.name);
    if (!ms) {
        return nullptr;
    }
    plan::Expr unit{.kind = plan::ExprKind::Literal, .type = DataType::bigint(), .span = word.span};
    unit.name = word.name;
    unit.value = Value(*ms);
    return std::make_shared<const plan::Expr>(std::move(unit));
}

Argument argumentOf(const plan::Expr &bound)
{
    if (isUntypedNull(bound)) {
        return Argument::null();
    }
    Argument argument = Argument::of(bound.type);
    argument.textLiteral = bound.kind == plan::ExprKind::Literal && bound.type.is(TypeKind::String);
    return argument;
}

bool bindPlainArguments(ExpressionBinder &binder, const std::string &name, CallDraft &draft)
{
    bool good = true;
    for (std::size_t i = 0; i < draft.written.size(); ++i) {
        const sql::Expression &argument = draft.written[i];
        if (isLambda(argument)) {
            draft.bound.push_back(nullptr);
            draft.arguments.push_back(Argument::lambda(argument.unwrapped().parameters().size()));
            continue;
        }
        plan::ExprPtr bound =
            wantsUnit(name, i, draft.written.size()) ? bindUnit(argument) : nullptr;
        bound = bound ? bound : binder.bind(argument);
        good = good && bound;
        draft.arguments.push_back(bound ? argumentOf(*bound) : Argument::null());
        draft.bound.push_back(std::move(bound));
    }
    return good;
}

/// Says where a number stands in place of a unit.
bool checkUnits(ExpressionBinder &binder, const CallDraft &draft, const ResolvedCall &call)
{
    bool good = true;
    for (std::size_t i = 0; i < draft.bound.size(); ++i) {
        const auto kind = call.signature->parameterOf(i, draft.bound.size()).kind;
        if (kind == catalog::TypePattern::Kind::Unit &&
            (draft.bound[i]->kind != plan::ExprKind::Literal || draft.bound[i]->name.empty())) {
            binder.context().error(
                "bind.wrong-arguments", draft.written[i].span(),
                fmt::format("{} wants a unit of time here", call.signature->name),
                "Write DAYS, HOURS, MINUTES, SECONDS or MILLISECONDS");
            good = false;
        }
    }
    return good;
}

bool bindLambdas(ExpressionBinder &binder, CallDraft &draft, const ResolvedCall &call)
{
    for (std::size_t i = 0; i < draft.written.size(); ++i) {
        if (!isLambda(draft.written[i])) {
            continue;
        }
        const std::vector<DataType> types =
            i < call.lambdaParameters.size() ? call.lambdaParameters[i] : std::vector<DataType>();
        draft.bound[i] = bindLambda(binder, draft.written[i].unwrapped(), types);
        if (!draft.bound[i]) {
            return false;
        }
        draft.arguments[i] = Argument::lambda(draft.bound[i]->names.size(), draft.bound[i]->type);
    }
    return true;
}

std::optional<ResolvedCall> resolveCall(ExpressionBinder &binder, const std::string &name,
                                        CallDraft &draft, SourceSpan span)
{
    Result<ResolvedCall> call = FunctionRegistry::builtins().resolve(name, draft.arguments);
    bool lambdas = false;
    for (const sql::Expression &argument : draft.written) {
        lambdas = lambdas || isLambda(argument);
    }
    if (call && lambdas) {
        if (!bindLambdas(binder, draft, *call)) {
            return std::nullopt;
        }
        call = FunctionRegistry::builtins().resolve(name, draft.arguments);
    }
    if (!call || !call->returnType) {
        binder.context().error("bind.wrong-arguments", span,
                               call ? fmt::format("The result type of {} is not clear", name)
                                    : call.error().message);
        return std::nullopt;
    }
    return *call;
}

plan::ExprKind kindOfCall(catalog::FunctionKind kind)
{
    switch (kind) {
    case catalog::FunctionKind::Aggregate:
        return plan::ExprKind::Aggregate;
    case catalog::FunctionKind::Table:
        return plan::ExprKind::TableCall;
    default:
        return plan::ExprKind::Call;
    }
}

} // namespace

plan::ExprPtr bindCall(ExpressionBinder &binder, const sql::Expression &expression)
{
    const std::string name = upperCase(binder.context().nameOf(expression.function()));
    const auto kind = FunctionRegistry::builtins().kindOf(name);
    if (!kind) {
        reportUnknownFunction(binder.context(), expression, name);
        return nullptr;
    }
    if (!checkPlace(binder, expression, *kind, name)) {
        return nullptr;
    }
    if (expression.isDistinct()) {
        binder.context().error("bind.not-yet", expression.span(),
                               fmt::format("{}(DISTINCT …) is not supported yet", name));
        return nullptr;
    }
    CallDraft draft{.written = writtenArguments(expression)};
    const bool outer = binder.insideAggregate();
    binder.insideAggregate() = outer || *kind != catalog::FunctionKind::Scalar;
    const bool good = bindPlainArguments(binder, name, draft);
    binder.insideAggregate() = outer;
    if (!good) {
        return nullptr;
    }
    const auto call = resolveCall(binder, name, draft, expression.span());
    if (!call || !checkUnits(binder, draft, *call)) {
        return nullptr;
    }
    for (std::size_t i = 0; i < draft.bound.size() && i < call->argumentTypes.size(); ++i) {
        plan::ExprPtr &argument = draft.bound[i];
        const DataType &type = call->argumentTypes[i];
        if (isLambda(draft.written[i])) {
            argument = castLambda(argument, type);
        } else if (isUntypedNull(*argument)) {
            argument = plan::makeLiteral(Value(), type, argument->span);
        } else {
            argument = plan::makeCast(argument, type, true, argument->span);
        }
    }
    return plan::makeExpr(kindOfCall(*kind), *call->returnType, std::move(draft.bound), name,
                          expression.span());
}

} // namespace weir::bind
