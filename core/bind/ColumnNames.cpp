#include "core/bind/ColumnNames.h"

#include "core/base/AsciiCase.h"
#include "core/sql/view/Statement.h"

#include <algorithm>
#include <set>

namespace weir::bind {

namespace {

using sql::StatementView;
using sql::SyntaxKind;
using sql::SyntaxNode;
using Kind = ColumnPlace::Kind;

struct InScope {
    std::string alias;
    const catalog::Source *source = nullptr;
};

/// Reads one statement after the other.
class NameReader {
public:
    NameReader(const sql::SyntaxTree &tree, const plan::LogicalPlan &plan)
        : m_plan(plan)
    {
        for (const StatementView &statement : sql::statementsOf(tree)) {
            read(statement);
        }
        std::stable_sort(
            m_names.places.begin(), m_names.places.end(),
            [](const ColumnPlace &a, const ColumnPlace &b) { return a.span.begin < b.span.begin; });
    }

    ColumnNames take() { return std::move(m_names); }

private:
    void read(StatementView statement);
    void declared(StatementView statement);
    void readQuery(SyntaxNode query, const catalog::Source *sink, bool pinned);
    void readItem(sql::SelectItemView item, const std::vector<InScope> &scope,
                  const catalog::Source *sink, bool pinned);
    void readUses(SyntaxNode node, const std::vector<InScope> &scope);
    void collectScope(SyntaxNode relation, std::vector<InScope> &scope) const;
    std::optional<ColumnSymbol> resolve(SyntaxNode reference,
                                        const std::vector<InScope> &scope) const;
    void flow(const InScope &input, const std::string &column, const catalog::Source &sink,
              bool joined, const ColumnFlow &like);
    const catalog::Source *find(const std::string &name) const
    {
        const auto found = m_plan.sources.find(name);
        return found == m_plan.sources.end() ? nullptr : found->second.get();
    }

    const plan::LogicalPlan &m_plan;
    ColumnNames m_names;
    std::multiset<std::string> m_shadowed; ///< by parameters of lambdas
};

void NameReader::read(StatementView statement)
{
    switch (statement.kind()) {
    case SyntaxKind::CreateSource:
    case SyntaxKind::CreateAsSelect:
        declared(statement);
        break;
    case SyntaxKind::InsertValues:
    case SyntaxKind::AssertValues:
    case SyntaxKind::AssertTombstone:
        for (const sql::Identifier &name : statement.columnNames()) {
            m_names.places.push_back({name.span, {statement.name().name, name.name}});
        }
        break;
    default:
        break;
    }
    const bool pinned = statement.kind() == SyntaxKind::InsertInto;
    const bool writes = pinned || statement.kind() == SyntaxKind::CreateAsSelect;
    const catalog::Source *sink = writes ? find(statement.name().name) : nullptr;
    if (statement.kind() == SyntaxKind::Explain && statement.explained()) {
        read(statement.explained());
    }
    for (const SyntaxNode child : statement.node().children()) {
        if (sql::isQuery(child.kind())) {
            readQuery(child, sink, pinned);
        }
    }
}

void NameReader::declared(StatementView statement)
{
    const std::string source = statement.name().name;
    for (const sql::ColumnView &column : statement.columns()) {
        m_names.places.push_back({column.name().span, {source, column.name().name}, Kind::Data});
    }
    const auto timestamp = statement.properties().find("TIMESTAMP");
    if (timestamp && !timestamp->text().empty()) {
        const SourceSpan quoted = timestamp->value.span();
        const std::string written = timestamp->text();
        const bool exact = find(source) && find(source)->schema.find(written);
        m_names.places.push_back({{quoted.begin + 1, quoted.end - 1},
                                  {source, exact ? written : upperCase(written)},
                                  Kind::String});
    }
}

void NameReader::collectScope(SyntaxNode relation, std::vector<InScope> &scope) const
{
    if (relation.kind() == SyntaxKind::SourceRelation) {
        const sql::RelationView view(relation);
        if (const catalog::Source *source = find(view.name().name)) {
            scope.push_back({view.effectiveName().name, source});
        }
        return;
    }
    for (const SyntaxNode child : relation.children()) {
        if (sql::isRelation(child.kind()) && child.kind() != SyntaxKind::SubqueryRelation) {
            collectScope(child, scope);
        }
    }
}

void NameReader::readQuery(SyntaxNode query, const catalog::Source *sink, bool pinned)
{
    if (query.kind() != SyntaxKind::Query) {
        for (const SyntaxNode child : query.children()) {
            if (sql::isQuery(child.kind())) {
                readQuery(child, query.kind() == SyntaxKind::ParenQuery ? sink : nullptr, pinned);
            }
        }
        return;
    }
    std::vector<InScope> scope;
    collectScope(query.child(SyntaxKind::FromClause), scope);
    for (const sql::SelectItemView &item : sql::QueryView(query).items()) {
        readItem(item, scope, sink, pinned);
    }
    for (const SyntaxNode child : query.children()) {
        if (child.kind() != SyntaxKind::SelectClause) {
            readUses(child, scope);
        }
    }
}

void NameReader::readItem(sql::SelectItemView item, const std::vector<InScope> &scope,
                          const catalog::Source *sink, bool pinned)
{
    if (item.kind() == sql::SelectItemKind::Star) {
        const std::string only = item.starSource().name;
        for (const InScope &input : scope) {
            for (std::size_t i = 0; sink && i < input.source->schema.size(); ++i) {
                if (only.empty() || only == input.alias) {
                    flow(input, input.source->schema.at(i).name, *sink, scope.size() > 1,
                         {.span = item.span(), .star = true, .pinned = pinned});
                }
            }
        }
        return;
    }
    const SyntaxNode expression = item.expression().node();
    const bool bare = expression.kind() == SyntaxKind::ColumnReference && item.alias().empty();
    const std::size_t before = m_names.places.size();
    readUses(expression, scope);
    if (sink && !item.alias().empty()) {
        m_names.places.push_back(
            {item.alias().span, {sink->name, item.alias().name}, pinned ? Kind::Use : Kind::Alias});
    } else if (sink && bare && m_names.places.size() > before) {
        ColumnPlace &place = m_names.places.back();
        place.kind = Kind::Bare;
        const std::string column = place.symbol.column;
        for (const InScope &input : scope) {
            if (input.source->name == place.symbol.source) {
                flow(input, column, *sink, scope.size() > 1,
                     {.span = place.span, .pinned = pinned});
                break;
            }
        }
    }
}

// Of a join a column may leave with its source's alias in front, where its own name is not unique.
void NameReader::flow(const InScope &input, const std::string &column, const catalog::Source &sink,
                      bool joined, const ColumnFlow &like)
{
    const std::string prefixed = input.alias + "_" + column;
    const bool asPrefixed = joined && sink.schema.find(prefixed);
    if (asPrefixed || sink.schema.find(column)) {
        m_names.flows.push_back(like);
        m_names.flows.back().from = {input.source->name, column};
        m_names.flows.back().to = {sink.name, asPrefixed ? prefixed : column};
    }
}

std::optional<ColumnSymbol> NameReader::resolve(SyntaxNode reference,
                                                const std::vector<InScope> &scope) const
{
    const sql::Expression expression(reference);
    const std::string column = expression.column().name;
    const std::string alias = expression.source().name;
    if (alias.empty() && m_shadowed.count(column) != 0) {
        return std::nullopt;
    }
    std::optional<ColumnSymbol> found;
    for (const InScope &input : scope) {
        if ((alias.empty() || alias == input.alias) && input.source->schema.find(column)) {
            if (found) {
                return std::nullopt;
            }
            found = ColumnSymbol{input.source->name, column};
        }
    }
    return found;
}

void NameReader::readUses(SyntaxNode node, const std::vector<InScope> &scope)
{
    if (sql::isQuery(node.kind())) {
        return readQuery(node, nullptr, false);
    }
    if (node.kind() == SyntaxKind::ColumnReference) {
        if (const auto symbol = resolve(node, scope)) {
            m_names.places.push_back({sql::Expression(node).column().span, *symbol});
        }
        return;
    }
    std::vector<std::string> parameters;
    if (node.kind() == SyntaxKind::LambdaExpression) {
        for (const SyntaxNode name : node.children(SyntaxKind::Name)) {
            parameters.push_back(sql::identifierOf(name).name);
            m_shadowed.insert(parameters.back());
        }
    }
    for (const SyntaxNode child : node.children()) {
        readUses(child, scope);
    }
    for (const std::string &parameter : parameters) {
        m_shadowed.erase(m_shadowed.find(parameter));
    }
}

} // namespace

const ColumnPlace *ColumnNames::at(std::size_t offset) const
{
    const auto found = std::find_if(places.begin(), places.end(), [offset](const ColumnPlace &p) {
        return offset >= p.span.begin && offset <= p.span.end;
    });
    return found == places.end() ? nullptr : &*found;
}

ColumnSymbol ColumnNames::origin(ColumnSymbol symbol) const
{
    std::set<ColumnSymbol> seen;
    while (seen.insert(symbol).second) {
        const auto found = std::find_if(flows.begin(), flows.end(), [&](const ColumnFlow &flow) {
            return flow.to == symbol && !flow.pinned;
        });
        if (found != flows.end()) {
            symbol = found->from;
        }
    }
    return symbol;
}

ColumnNames columnNamesOf(const sql::SyntaxTree &tree, const plan::LogicalPlan &plan)
{
    return NameReader(tree, plan).take();
}

} // namespace weir::bind
