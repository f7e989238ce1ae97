#include "core/plan/ExprText.h"

#include "core/plan/DescribeNode.h"
#include "core/plan/ExprBuild.h"
#include "core/sql/view/Identifier.h"

#include <fmt/format.h>

#include <algorithm>

namespace weir::plan {

namespace {

/// How tightly a form binds; an operand that binds less gets parentheses.
enum Precedence {
    kLoosest,
    kOr,
    kAnd,
    kNot,
    kComparison,
    kSum,
    kProduct,
    kNegation,
    kPostfix,
};

Precedence precedenceOf(const Expr &expr)
{
    switch (expr.kind) {
    case ExprKind::Or:
        return kOr;
    case ExprKind::And:
        return kAnd;
    case ExprKind::Not:
        return kNot;
    case ExprKind::Compare:
    case ExprKind::Between:
    case ExprKind::In:
    case ExprKind::Like:
    case ExprKind::IsNull:
    case ExprKind::IsNotNull:
        return kComparison;
    case ExprKind::Arithmetic:
        return expr.name == "+" || expr.name == "-" ? kSum : kProduct;
    case ExprKind::Negate:
        return kNegation;
    case ExprKind::Cast:
        return expr.implicit ? precedenceOf(*expr.operands[0]) : kPostfix;
    case ExprKind::Lambda:
        return kLoosest;
    default:
        return kPostfix;
    }
}

class ExprWriter {
public:
    explicit ExprWriter(const InputText &inputText)
        : m_inputText(inputText)
    {
    }

    std::string write(const Expr &expr, Precedence least = kLoosest) const
    {
        std::string text = form(expr);
        return precedenceOf(expr) < least ? "(" + text + ")" : text;
    }

private:
    std::string operand(const Expr &expr, std::size_t n, Precedence least = kLoosest) const
    {
        return write(*expr.operands[n], least);
    }

    std::string list(const Expr &expr, std::size_t from = 0) const
    {
        std::string text;
        for (std::size_t i = from; i < expr.operands.size(); ++i) {
            text += (i == from ? "" : ", ") + operand(expr, i);
        }
        return text;
    }

    std::string literal(const Expr &expr) const
    {
        if (!expr.name.empty() && !expr.value.isNull()) {
            return expr.name;
        }
        if (expr.value.isNull()) {
            return fmt::format("CAST(NULL AS {})", expr.type.toString());
        }
        if (expr.type.is(TypeKind::Decimal) && hasWrittenPrecision(expr)) {
            return expr.value.as<Decimal>().toString();
        }
        return toSqlLiteral(expr.value, expr.type);
    }

    /// Whether the digits alone give the type back: 0.08 is DECIMAL(2, 2), 1.23 DECIMAL(3, 2).
    static bool hasWrittenPrecision(const Expr &expr)
    {
        const Decimal &value = expr.value.as<Decimal>();
        int digits = 1;
        for (Int128 rest = value.unscaled() / 10; rest != 0; rest /= 10) {
            ++digits;
        }
        return value.scale() > 0 && value.scale() == expr.type.scale() &&
               std::max(digits, value.scale()) == expr.type.precision();
    }

    std::string infix(const Expr &expr, const std::string &op, Precedence own) const
    {
        // The right operand of the same strength keeps its parentheses: a - (b - c).
        return fmt::format("{} {} {}", operand(expr, 0, own), op,
                           operand(expr, 1, static_cast<Precedence>(own + 1)));
    }

    std::string caseText(const Expr &expr) const
    {
        std::string text = "CASE";
        std::size_t i = 0;
        for (; i + 1 < expr.operands.size(); i += 2) {
            text += fmt::format(" WHEN {} THEN {}", operand(expr, i), operand(expr, i + 1));
        }
        if (i < expr.operands.size()) {
            text += " ELSE " + operand(expr, i);
        }
        return text + " END";
    }

    std::string like(const Expr &expr) const
    {
        std::string text = fmt::format("{} {}LIKE {}", operand(expr, 0, kSum),
                                       expr.negated ? "NOT " : "", operand(expr, 1, kSum));
        return expr.operands.size() > 2 ? text + " ESCAPE " + operand(expr, 2) : text;
    }

    std::string entries(const Expr &expr) const
    {
        std::string text;
        for (std::size_t i = 0; i + 1 < expr.operands.size(); i += 2) {
            text += fmt::format("{}{} := {}", i == 0 ? "" : ", ", operand(expr, i),
                                operand(expr, i + 1));
        }
        return text;
    }

    std::string fields(const Expr &expr) const
    {
        std::string text;
        for (std::size_t i = 0; i < expr.operands.size(); ++i) {
            text += fmt::format("{}{} := {}", i == 0 ? "" : ", ",
                                sql::quoteIdentifier(expr.type.fields()[i].name), operand(expr, i));
        }
        return text;
    }

    std::string lambda(const Expr &expr) const
    {
        std::string names;
        for (const std::string &name : expr.names) {
            names += (names.empty() ? "" : ", ") + sql::quoteIdentifier(name);
        }
        const bool single = expr.names.size() == 1;
        return fmt::format("{} => {}", single ? names : "(" + names + ")", operand(expr, 0));
    }

    std::string predicate(const Expr &expr) const
    {
        const char *negation = expr.negated ? "NOT " : "";
        switch (expr.kind) {
        case ExprKind::Between:
            return fmt::format("{} {}BETWEEN {} AND {}", operand(expr, 0, kSum), negation,
                               operand(expr, 1, kSum), operand(expr, 2, kSum));
        case ExprKind::In:
            return fmt::format("{} {}IN ({})", operand(expr, 0, kSum), negation, list(expr, 1));
        case ExprKind::IsNull:
            return operand(expr, 0, kSum) + " IS NULL";
        case ExprKind::IsNotNull:
            return operand(expr, 0, kSum) + " IS NOT NULL";
        default:
            return like(expr);
        }
    }

    std::string call(const Expr &expr) const
    {
        const bool all = expr.kind == ExprKind::Aggregate && expr.operands.empty();
        return fmt::format("{}({})", expr.name, all ? "*" : list(expr));
    }

    std::string form(const Expr &expr) const
    {
        switch (expr.kind) {
        case ExprKind::Input:
            return m_inputText(expr);
        case ExprKind::Literal:
            return literal(expr);
        case ExprKind::Compare:
            return fmt::format("{} {} {}", operand(expr, 0, kSum), expr.name,
                               operand(expr, 1, kSum));
        case ExprKind::Arithmetic:
            return infix(expr, expr.name, precedenceOf(expr));
        case ExprKind::And:
            return infix(expr, "AND", kAnd);
        case ExprKind::Or:
            return infix(expr, "OR", kOr);
        case ExprKind::Negate:
            return "-" + operand(expr, 0, kPostfix);
        case ExprKind::Not:
            return "NOT " + operand(expr, 0, kNot);
        case ExprKind::Case:
            return caseText(expr);
        case ExprKind::Cast:
            return expr.implicit
                       ? operand(expr, 0)
                       : fmt::format("CAST({} AS {})", operand(expr, 0), expr.type.toString());
        case ExprKind::Call:
        case ExprKind::Aggregate:
        case ExprKind::TableCall:
            return call(expr);
        case ExprKind::Subscript:
            return fmt::format("{}[{}]", operand(expr, 0, kPostfix), operand(expr, 1));
        case ExprKind::Field:
            return fmt::format("{}->{}", operand(expr, 0, kPostfix),
                               sql::quoteIdentifier(expr.name));
        case ExprKind::ArrayOf:
            return fmt::format("ARRAY[{}]", list(expr));
        case ExprKind::MapOf:
            return fmt::format("MAP({})", entries(expr));
        case ExprKind::StructOf:
            return fmt::format("STRUCT({})", fields(expr));
        case ExprKind::Lambda:
            return lambda(expr);
        case ExprKind::LambdaInput:
            return sql::quoteIdentifier(expr.name);
        default:
            return predicate(expr);
        }
    }

    const InputText &m_inputText;
};

} // namespace

std::string exprSql(const Expr &expr, const InputText &inputText)
{
    return ExprWriter(inputText).write(expr);
}

std::string exprText(const Expr &expr, const Schema &input)
{
    return exprSql(expr, [&](const Expr &part) {
        if (part.part != RowPart::Column) {
            return pseudoName(part.part);
        }
        return part.index < input.size() ? input.at(part.index).name : part.name;
    });
}

} // namespace weir::plan
