#include "core/bind/query/PullLookup.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace weir::bind {

namespace {

/// Comparisons that hold together; a condition is true when all of one of its alternatives are.
using Alternative = std::vector<const plan::Expr *>;

/// More alternatives than this are not looked up one by one.
constexpr std::size_t kMostAlternatives = 256;

std::vector<Alternative> alternativesOf(const plan::Expr &condition)
{
    if (condition.kind != plan::ExprKind::And && condition.kind != plan::ExprKind::Or) {
        return {{&condition}};
    }
    std::vector<Alternative> left = alternativesOf(*condition.operands[0]);
    const std::vector<Alternative> right = alternativesOf(*condition.operands[1]);
    if (condition.kind == plan::ExprKind::Or) {
        left.insert(left.end(), right.begin(), right.end());
        return left;
    }
    if (left.size() * right.size() > kMostAlternatives) {
        return {{&condition}};
    }
    std::vector<Alternative> result;
    for (const Alternative &a : left) {
        for (const Alternative &b : right) {
            result.push_back(a);
            result.back().insert(result.back().end(), b.begin(), b.end());
        }
    }
    return result;
}

bool readsRow(const plan::Expr &expr)
{
    bool reads = false;
    expr.walk(
        [&reads](const plan::Expr &part) { reads = reads || part.kind == plan::ExprKind::Input; });
    return reads;
}

/// How one comparison binds a key column.
enum class KeyBinding { None, Exact, Range, Other };

class LookupCheck {
public:
    LookupCheck(QueryDraft &draft, const plan::Node &scan)
        : m_draft(draft)
        , m_key(scan.schema.key)
        , m_ranges(m_key.size() == 1 && m_key[0].type.is(TypeKind::String) && !scan.keyWindow &&
                   draft.context.setting("ksql.query.pull.range.scan.enabled", "true") != "false")
    {
    }

    /// Returns whether the alternative can be looked up; else it is reported at `where`.
    bool check(const Alternative &alternative, SourceSpan where)
    {
        std::vector<const plan::Expr *> bound(m_key.size(), nullptr);
        for (const plan::Expr *comparison : alternative) {
            std::size_t key = 0;
            const KeyBinding binding = bindingOf(*comparison, key);
            if (binding == KeyBinding::None) {
                continue;
            }
            if (readsRowBeside(*comparison, key)) {
                return report("bind.lookup-not-resolvable", comparison->span,
                              fmt::format("{} can only be compared with what does not depend on "
                                          "the row",
                                          m_key[key].name));
            }
            if (bound[key] != nullptr) {
                return report("bind.lookup-key-twice", comparison->span,
                              fmt::format("A comparison with the key column {} cannot be combined "
                                          "with another one",
                                          m_key[key].name));
            }
            bound[key] = comparison;
            if (binding == KeyBinding::Other || (binding == KeyBinding::Range && !m_ranges)) {
                return report("bind.lookup-needs-scan", comparison->span,
                              fmt::format("The key column {} must be bound by = or IN, for table "
                                          "scans are switched off",
                                          m_key[key].name));
            }
        }
        const auto missing = std::find(bound.begin(), bound.end(), nullptr);
        if (missing == bound.end()) {
            return true;
        }
        const auto place = static_cast<std::size_t>(missing - bound.begin());
        return report("bind.lookup-without-key", where,
                      fmt::format("WHERE clause missing key column {}", m_key[place].name));
    }

    bool report(std::string code, SourceSpan span, std::string message)
    {
        m_draft.context.error(std::move(code), span, std::move(message),
                              "Bind every key column by = or IN, or SET "
                              "'ksql.query.pull.table.scan.enabled'='true'");
        m_draft.failed = true;
        return false;
    }

private:
    std::optional<std::size_t> keyColumn(const plan::Expr &expr) const
    {
        const plan::Expr &inner =
            expr.kind == plan::ExprKind::Cast && expr.implicit ? *expr.operands[0] : expr;
        const bool key = inner.kind == plan::ExprKind::Input &&
                         inner.part == plan::RowPart::Column && inner.index < m_key.size();
        return key ? std::optional(inner.index) : std::nullopt;
    }

    KeyBinding bindingOf(const plan::Expr &expr, std::size_t &key) const
    {
        if (expr.kind != plan::ExprKind::Compare && expr.kind != plan::ExprKind::In) {
            return KeyBinding::None;
        }
        std::optional<std::size_t> column = keyColumn(*expr.operands[0]);
        if (expr.kind == plan::ExprKind::In) {
            key = column.value_or(0);
            return !column ? KeyBinding::None
                           : (expr.negated ? KeyBinding::Other : KeyBinding::Exact);
        }
        column = column ? column : keyColumn(*expr.operands[1]);
        key = column.value_or(0);
        if (!column) {
            return KeyBinding::None;
        }
        const bool range =
            expr.name == "<" || expr.name == "<=" || expr.name == ">" || expr.name == ">=";
        return expr.name == "=" ? KeyBinding::Exact
                                : (range ? KeyBinding::Range : KeyBinding::Other);
    }

    bool readsRowBeside(const plan::Expr &expr, std::size_t key) const
    {
        bool skipped = false;
        for (const plan::ExprPtr &operand : expr.operands) {
            if (!skipped && keyColumn(*operand) == key) {
                skipped = true;
            } else if (readsRow(*operand)) {
                return true;
            }
        }
        return false;
    }

    QueryDraft &m_draft;
    std::vector<ColumnDefinition> m_key;
    bool m_ranges;
};

} // namespace

void checkPullLookup(QueryDraft &draft, const sql::QueryView &view)
{
    const std::string scans = draft.context.setting("ksql.query.pull.table.scan.enabled", "true");
    if (draft.failed || draft.query.nodes.empty() || !draft.query.nodes.front().table ||
        scans != "false") {
        return;
    }
    LookupCheck lookup(draft, draft.query.nodes.front());
    for (const plan::Node &node : draft.query.nodes) {
        const auto *filter = std::get_if<plan::FilterOp>(&node.op);
        if (filter == nullptr) {
            continue;
        }
        for (const Alternative &alternative : alternativesOf(*filter->predicate)) {
            if (!lookup.check(alternative, view.where().span())) {
                return;
            }
        }
        return;
    }
    lookup.report("bind.lookup-without-key", view.selectSpan(), "Missing WHERE clause");
}

} // namespace weir::bind
