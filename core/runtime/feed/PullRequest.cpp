#include "core/runtime/feed/PullRequest.h"

#include "core/catalog/Source.h"

#include <algorithm>
#include <map>
#include <utility>

namespace weir::runtime {

namespace {

using plan::Expr;
using plan::ExprKind;
using plan::RowPart;

constexpr std::size_t kMostKeys = 10000;

/// What a condition allows: values by key column (a column that is not there: all), and bounds.
struct Allowed {
    std::map<std::size_t, std::vector<Value>> keys = {};
    exec::TableRequest bounds = {};
};

bool isPart(const Expr &expr, RowPart part)
{
    return expr.kind == ExprKind::Input && expr.part == part;
}

/// A comparison with the operands the other way round.
std::string flipped(const std::string &name)
{
    static const std::map<std::string, std::string> kFlips = {
        {"<", ">"}, {">", "<"}, {"<=", ">="}, {">=", "<="}};
    const auto found = kFlips.find(name);
    return found == kFlips.end() ? name : found->second;
}

/// Narrows [from, to] by `part name bound`.
void narrow(const std::string &name, std::int64_t bound, std::int64_t &from, std::int64_t &to)
{
    using exec::TableRequest;
    if (name == "=" || name == ">=" || name == ">") {
        const bool beyond = name == ">" && bound < TableRequest::kLast;
        from = std::max(from, bound + (beyond ? 1 : 0));
    }
    if (name == "=" || name == "<=" || name == "<") {
        const bool beyond = name == "<" && bound > TableRequest::kFirst;
        to = std::min(to, bound - (beyond ? 1 : 0));
    }
}

/// Reads the conditions of one table's rows.
class ConditionReader {
public:
    explicit ConditionReader(const Schema &schema)
        : m_schema(schema)
    {
    }

    Allowed read(const Expr &condition) const
    {
        switch (condition.kind) {
        case ExprKind::And:
            return both(read(*condition.operands[0]), read(*condition.operands[1]));
        case ExprKind::Or:
            return either(read(*condition.operands[0]), read(*condition.operands[1]));
        case ExprKind::Compare:
            return compare(condition);
        case ExprKind::In:
            return condition.negated ? Allowed() : in(condition);
        case ExprKind::Between:
            return condition.negated ? Allowed() : between(condition);
        default:
            return {};
        }
    }

private:
    static Allowed both(Allowed a, Allowed b)
    {
        for (auto &[column, values] : b.keys) {
            const auto found = a.keys.find(column);
            if (found == a.keys.end() || values.size() < found->second.size()) {
                a.keys[column] = std::move(values);
            }
        }
        exec::TableRequest &bounds = a.bounds;
        bounds.startFrom = std::max(bounds.startFrom, b.bounds.startFrom);
        bounds.startTo = std::min(bounds.startTo, b.bounds.startTo);
        bounds.endFrom = std::max(bounds.endFrom, b.bounds.endFrom);
        bounds.endTo = std::min(bounds.endTo, b.bounds.endTo);
        return a;
    }

    static Allowed either(const Allowed &a, const Allowed &b)
    {
        Allowed result;
        for (const auto &[column, values] : a.keys) {
            if (const auto found = b.keys.find(column); found != b.keys.end()) {
                result.keys[column] = values;
                result.keys[column].insert(result.keys[column].end(), found->second.begin(),
                                           found->second.end());
            }
        }
        exec::TableRequest &bounds = result.bounds;
        bounds.startFrom = std::min(a.bounds.startFrom, b.bounds.startFrom);
        bounds.startTo = std::max(a.bounds.startTo, b.bounds.startTo);
        bounds.endFrom = std::min(a.bounds.endFrom, b.bounds.endFrom);
        bounds.endTo = std::max(a.bounds.endTo, b.bounds.endTo);
        return result;
    }

    bool isKey(const Expr &expr) const
    {
        return isPart(expr, RowPart::Column) && expr.index < m_schema.key.size();
    }
    /// A literal that can be looked up as it stands: a value of the column's own type.
    bool isKeyValue(const Expr &key, const Expr &value) const
    {
        return value.kind == ExprKind::Literal && !value.value.isNull() &&
               value.type == m_schema.key[key.index].type;
    }

    Allowed compare(const Expr &condition) const
    {
        const Expr *left = condition.operands[0].get();
        const Expr *right = condition.operands[1].get();
        std::string name = condition.name;
        if (left->kind == ExprKind::Literal) {
            std::swap(left, right);
            name = flipped(name);
        }
        Allowed allowed;
        if (name == "=" && isKey(*left) && isKeyValue(*left, *right)) {
            allowed.keys[left->index] = {right->value};
        }
        narrowWindow(*left, name, *right, allowed.bounds);
        return allowed;
    }

    static void narrowWindow(const Expr &part, const std::string &name, const Expr &literal,
                             exec::TableRequest &bounds)
    {
        if (literal.kind != ExprKind::Literal || literal.value.isNull() ||
            !literal.type.is(TypeKind::Bigint)) {
            return;
        }
        const std::int64_t bound = literal.value.as<std::int64_t>();
        if (isPart(part, RowPart::WindowStart)) {
            narrow(name, bound, bounds.startFrom, bounds.startTo);
        } else if (isPart(part, RowPart::WindowEnd)) {
            narrow(name, bound, bounds.endFrom, bounds.endTo);
        }
    }

    Allowed in(const Expr &condition) const
    {
        Allowed allowed;
        const Expr &key = *condition.operands[0];
        if (!isKey(key)) {
            return allowed;
        }
        std::vector<Value> values;
        for (std::size_t i = 1; i < condition.operands.size(); ++i) {
            if (!isKeyValue(key, *condition.operands[i])) {
                return allowed;
            }
            values.push_back(condition.operands[i]->value);
        }
        allowed.keys[key.index] = std::move(values);
        return allowed;
    }

    static Allowed between(const Expr &condition)
    {
        Allowed allowed;
        narrowWindow(*condition.operands[0], ">=", *condition.operands[1], allowed.bounds);
        narrowWindow(*condition.operands[0], "<=", *condition.operands[2], allowed.bounds);
        return allowed;
    }

    const Schema &m_schema;
};

/// All combinations of the values of the key columns; nothing if one is free or there are too many.
std::optional<std::vector<std::vector<Value>>> keyCombinations(const Allowed &allowed,
                                                               std::size_t columns)
{
    std::vector<std::vector<Value>> keys = {{}};
    for (std::size_t column = 0; column < columns; ++column) {
        const auto found = allowed.keys.find(column);
        if (found == allowed.keys.end() || keys.size() * found->second.size() > kMostKeys) {
            return std::nullopt;
        }
        std::vector<std::vector<Value>> longer;
        for (const std::vector<Value> &key : keys) {
            for (const Value &value : found->second) {
                longer.push_back(key);
                longer.back().push_back(value);
            }
        }
        keys = std::move(longer);
    }
    return keys;
}

} // namespace

exec::TableRequest pullRequest(const plan::Query &query)
{
    Allowed allowed;
    const Schema &schema = query.nodes.front().schema;
    for (const plan::Node &node : query.nodes) {
        const auto *filter = std::get_if<plan::FilterOp>(&node.op);
        if (filter != nullptr && node.inputs == std::vector<plan::NodeIndex>{0}) {
            allowed = ConditionReader(schema).read(*filter->predicate);
        }
    }
    exec::TableRequest request = allowed.bounds;
    if (!schema.key.empty()) {
        request.keys = keyCombinations(allowed, schema.key.size());
    }
    return request;
}

} // namespace weir::runtime
