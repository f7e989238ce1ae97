#include "core/bind/Bind.h"

#include "core/bind/BindContext.h"
#include "core/bind/statement/Statements.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace weir::bind {

namespace {

std::size_t errorCount(const std::vector<Diagnostic> &diagnostics)
{
    return static_cast<std::size_t>(
        std::count_if(diagnostics.begin(), diagnostics.end(), [](const Diagnostic &diagnostic) {
            return diagnostic.severity == Severity::Error;
        }));
}

/// Keys of queries that exist before the text must not be given again.
std::string uniqueKey(const std::string &key, const catalog::Environment &environment)
{
    std::string result = key;
    for (int count = 2; environment.queries.contains(result) && key.find('#') != std::string::npos;
         ++count) {
        result = fmt::format("{}~{}", key, count);
    }
    return result;
}

/// Says so where nothing will be done and nothing tells why: a text must not be passed over.
void reportUnheard(BindContext &context, const sql::StatementView &statement)
{
    const bool mayDoNothing = statement.kind() == sql::SyntaxKind::Draft || statement.ifExists() ||
                              statement.ifNotExists();
    if (!mayDoNothing) {
        context.error("bind.internal", statement.span(),
                      "This statement was not understood, and Weir cannot say why",
                      "Please report it with its text");
    }
}

/// Puts what a statement defines into the plan; an earlier definition of the name ends.
class PlanBuilder {
public:
    PlanBuilder(plan::LogicalPlan &plan, BindMode mode)
        : m_plan(plan)
        , m_mode(mode)
    {
    }

    void add(const StatementAction &action)
    {
        if (const auto *declare = std::get_if<DeclareSource>(&action)) {
            endDefinition(declare->declaration.source->name, declare->declaration.key.statement());
            m_plan.declarations.push_back(declare->declaration);
        } else if (const auto *start = std::get_if<StartQuery>(&action)) {
            if (start->query->kind == plan::QueryKind::CreateAs) {
                endDefinition(targetOf(*start->query), start->query->key);
            }
            const bool persistent = start->query->kind == plan::QueryKind::CreateAs ||
                                    start->query->kind == plan::QueryKind::InsertInto;
            if (persistent) {
                m_plan.queries.push_back(start->query);
            }
        } else if (const auto *drop = std::get_if<DropSource>(&action)) {
            endDefinition(drop->name, {});
            std::erase_if(m_plan.declarations, [&](const plan::Declaration &declaration) {
                return declaration.source->name == drop->name;
            });
            std::erase_if(m_plan.replaced,
                          [&](const auto &query) { return targetOf(*query) == drop->name; });
        }
    }

private:
    static const std::string &targetOf(const plan::Query &query)
    {
        return std::get<plan::SinkOp>(query.root().op).target->name;
    }

    /// Ends what defines `name` in favour of statement `by`; of nothing, if that is empty.
    void endDefinition(const std::string &name, const std::string &by)
    {
        for (plan::Declaration &declaration : m_plan.declarations) {
            if (declaration.source->name == name) {
                declaration.replaced = true;
                m_plan.replacedBy[declaration.key.statement()] = by;
            }
        }
        const auto ended = [&](const std::shared_ptr<const plan::Query> &query) {
            return query->kind == plan::QueryKind::CreateAs && targetOf(*query) == name;
        };
        // A session replaces what runs; only a text shows both definitions side by side.
        if (m_mode == BindMode::Project) {
            std::copy_if(m_plan.queries.begin(), m_plan.queries.end(),
                         std::back_inserter(m_plan.replaced), ended);
        }
        std::erase_if(m_plan.queries, ended);
        for (const auto &query : m_plan.replaced) {
            if (targetOf(*query) == name) {
                m_plan.replacedBy[query->key] = by;
            }
        }
    }

    plan::LogicalPlan &m_plan;
    BindMode m_mode;
};

} // namespace

bool BoundScript::ok() const
{
    return errorCount(diagnostics) == 0;
}

BoundScript bind(const sql::ParsedScript &script, const catalog::Environment &environment,
                 const BindOptions &options)
{
    BindContext context(environment, options);
    BoundScript result;
    result.tree = script.tree;
    result.plan.revision = options.revision;
    PlanBuilder plan(result.plan, options.mode);
    const std::vector<sql::StatementView> statements = sql::statementsOf(*script.tree);
    const std::vector<std::string> keys = sql::statementKeys(*script.tree);
    for (std::size_t i = 0; i < statements.size(); ++i) {
        BoundStatement bound{.key = uniqueKey(keys[i], environment),
                             .kind = statements[i].kind(),
                             .span = statements[i].span(),
                             .action = Nothing{}};
        const std::size_t before = errorCount(context.diagnostics);
        context.reportedAliases.clear();
        StatementDraft draft{context, statements[i], bound.key};
        StatementAction action = bindStatement(draft);
        bound.ok = errorCount(context.diagnostics) == before && !statements[i].hasError();
        for (const Diagnostic &diagnostic : script.diagnostics) {
            bound.ok = bound.ok && !(diagnostic.span.begin >= bound.span.begin &&
                                     diagnostic.span.end <= bound.span.end);
        }
        if (bound.ok && std::holds_alternative<Nothing>(action)) {
            reportUnheard(context, statements[i]);
            bound.ok = errorCount(context.diagnostics) == before;
        }
        if (bound.ok) {
            bound.action = std::move(action);
            plan.add(bound.action);
        }
        result.statements.push_back(std::move(bound));
        if (options.stopAtError && !result.statements.back().ok) {
            break;
        }
    }
    result.diagnostics = script.diagnostics;
    result.diagnostics.insert(result.diagnostics.end(), context.diagnostics.begin(),
                              context.diagnostics.end());
    std::stable_sort(
        result.diagnostics.begin(), result.diagnostics.end(),
        [](const Diagnostic &a, const Diagnostic &b) { return a.span.begin < b.span.begin; });
    result.plan.sources = context.catalog.sources();
    context.catalog.store(context.environment);
    result.after = std::move(context.environment);
    return result;
}

} // namespace weir::bind
