#pragma once

#include "core/bind/BindContext.h"
#include "core/bind/Scope.h"
#include "core/plan/Expr.h"
#include "core/sql/view/Expression.h"

#include <optional>
#include <string>
#include <vector>

namespace weir::bind {

/// What the clause that an expression stands in permits.
struct ExpressionRules {
    /// For messages: WHERE, SELECT, GROUP BY, …
    std::string clause = "SELECT";
    bool aggregates = false;
    bool tableFunctions = false;
    /// WINDOWSTART and WINDOWEND of the statement's own window.
    bool windowBounds = false;
};

/// Binds the expressions of one clause. A null result means: reported. Parts that do not depend on
/// a wrong part are bound all the same, so that one pass finds what can be found.
class ExpressionBinder {
public:
    ExpressionBinder(BindContext &context, const Scope &scope, ExpressionRules rules)
        : m_context(context)
        , m_scope(scope)
        , m_rules(std::move(rules))
    {
    }

    /// Binds an expression; a bare NULL stays untyped (see isUntypedNull). `expected` is the type
    /// its place asks for: it only steers what is proposed for a wrong name.
    plan::ExprPtr bind(const sql::Expression &expression,
                       const std::optional<DataType> &expected = std::nullopt);
    /// Binds all, null where an error was.
    std::vector<plan::ExprPtr> bindAll(const std::vector<sql::Expression> &expressions);
    /// Binds a WHERE, HAVING or WHEN condition: must be BOOLEAN. Reports bind.not-a-condition.
    plan::ExprPtr bindCondition(const sql::Expression &expression);
    /// Binds an expression that must have a type of its own. Reports bind.untyped-null.
    plan::ExprPtr bindTyped(const sql::Expression &expression);

    BindContext &context() { return m_context; }
    const Scope &scope() const { return m_scope; }
    const ExpressionRules &rules() const { return m_rules; }

    /// A parameter of an enclosing lambda, outermost first.
    struct LambdaParameter {
        std::string name;
        DataType type;
    };
    std::vector<LambdaParameter> &lambdaParameters() { return m_lambdaParameters; }
    /// True while the arguments of an aggregate or table function are bound.
    bool &insideAggregate() { return m_insideAggregate; }

private:
    plan::ExprPtr bindKind(const sql::Expression &expression,
                           const std::optional<DataType> &expected);

    BindContext &m_context;
    const Scope &m_scope;
    ExpressionRules m_rules;
    std::vector<LambdaParameter> m_lambdaParameters;
    bool m_insideAggregate = false;
};

} // namespace weir::bind
