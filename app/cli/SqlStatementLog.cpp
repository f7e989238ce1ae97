#include "app/cli/SqlStatementLog.h"

#include "core/plan/PrintCanonical.h"
#include "core/sql/Parser.h"
#include "core/sql/view/Statement.h"

namespace weir::cli {

namespace {

std::string declarationOf(const std::shared_ptr<const catalog::Source> &source)
{
    plan::Declaration declaration;
    declaration.source = source;
    std::string text = plan::printCanonical(declaration);
    text.erase(text.find_last_not_of(" \n") + 1);
    if (!text.empty() && text.back() == ';') {
        text.pop_back();
    }
    return text;
}

} // namespace

void SqlStatementLog::addSources(const plan::LogicalPlan &plan)
{
    for (const auto &[name, source] : plan.sources) {
        m_entries.push_back({Kind::Definition, declarationOf(source)});
    }
}

void SqlStatementLog::add(std::string_view statement)
{
    const sql::ParsedScript parsed = sql::parse(std::string(statement));
    const auto statements = sql::statementsOf(*parsed.tree);
    const bool setting =
        !statements.empty() && (statements.front().kind() == sql::SyntaxKind::SetProperty ||
                                statements.front().kind() == sql::SyntaxKind::UnsetProperty ||
                                statements.front().kind() == sql::SyntaxKind::Define ||
                                statements.front().kind() == sql::SyntaxKind::Undefine);
    m_entries.push_back({setting ? Kind::Setting : Kind::Definition, std::string(statement)});
}

void SqlStatementLog::addQuery(std::string_view statement)
{
    m_entries.push_back({Kind::Query, std::string(statement)});
}

void SqlStatementLog::endEntry(Entry &entry, const std::string &key, const plan::LogicalPlan &plan)
{
    const auto source = plan.sources.find(key.substr(0, key.find('@')));
    const plan::Query *query = plan.findQuery(key);
    if (query != nullptr && query->kind == plan::QueryKind::CreateAs &&
        source != plan.sources.end()) {
        entry = {Kind::Definition, declarationOf(source->second)};
    } else {
        // It keeps its place, because the keys of later INSERT INTO count it.
        entry.kind = Kind::EndedQuery;
    }
}

bool SqlStatementLog::endQuery(const std::string &key, const plan::LogicalPlan &plan)
{
    const auto all = keys();
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        if (m_entries[i].kind == Kind::Query && all[i] == key) {
            endEntry(m_entries[i], key, plan);
            return true;
        }
    }
    return false;
}

void SqlStatementLog::endAllQueries(const plan::LogicalPlan &plan)
{
    const auto all = keys();
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        if (m_entries[i].kind == Kind::Query) {
            endEntry(m_entries[i], all[i], plan);
        }
    }
}

std::string SqlStatementLog::text() const
{
    std::string text;
    for (const Entry &entry : m_entries) {
        text += entry.text + "\n;\n";
    }
    return text;
}

std::string SqlStatementLog::settings() const
{
    std::string text;
    for (const Entry &entry : m_entries) {
        text += entry.kind == Kind::Setting ? entry.text + "\n;\n" : "";
    }
    return text;
}

std::vector<std::string> SqlStatementLog::keys() const
{
    auto keys = sql::statementKeys(*sql::parse(text()).tree);
    keys.resize(m_entries.size());
    return keys;
}

std::vector<std::string> SqlStatementLog::queries() const
{
    const auto all = keys();
    std::vector<std::string> result;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        if (m_entries[i].kind == Kind::Query) {
            result.push_back(all[i]);
        }
    }
    return result;
}

} // namespace weir::cli
