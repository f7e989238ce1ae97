#include "core/catalog/Catalog.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace weir::catalog {

Catalog::Catalog(const Environment &environment)
    : m_sources(environment.sources)
    , m_types(environment.namedTypes)
    , m_queries(environment.queries)
{
}

std::shared_ptr<const Source> Catalog::find(const std::string &name) const
{
    const auto found = m_sources.find(name);
    return found == m_sources.end() ? nullptr : found->second;
}

Status Catalog::add(std::shared_ptr<const Source> source)
{
    const auto [place, added] = m_sources.try_emplace(source->name, source);
    if (!added) {
        return fail(
            userError("catalog.duplicate-source",
                      fmt::format("A {} named {} already exists",
                                  place->second->isTable() ? "table" : "stream", source->name)));
    }
    return {};
}

void Catalog::replace(std::shared_ptr<const Source> source)
{
    m_sources[source->name] = std::move(source);
}

Status Catalog::drop(const std::string &name)
{
    if (!m_sources.contains(name)) {
        return fail(
            userError("catalog.unknown-source", fmt::format("There is no source {}", name)));
    }
    // The query that made the source ends with it; others hold it in use.
    std::vector<std::string> users = readersOf(name);
    const std::string own = m_sources[name]->writtenBy;
    for (const std::string &writer : writersOf(name)) {
        if (writer != own) {
            users.push_back(writer);
        }
    }
    if (!users.empty()) {
        return fail(userError("catalog.source-in-use",
                              fmt::format("{} is used by {}", name, fmt::join(users, ", "))));
    }
    m_queries.erase(own);
    m_sources.erase(name);
    return {};
}

Status Catalog::addType(const std::string &name, DataType type)
{
    if (!m_types.try_emplace(name, std::move(type)).second) {
        return fail(userError("catalog.duplicate-type",
                              fmt::format("A type named {} already exists", name)));
    }
    return {};
}

bool Catalog::dropType(const std::string &name)
{
    return m_types.erase(name) > 0;
}

void Catalog::addQuery(const std::string &key, QueryUse use)
{
    m_queries[key] = std::move(use);
}

void Catalog::dropQuery(const std::string &key)
{
    m_queries.erase(key);
}

std::vector<std::string> Catalog::readersOf(const std::string &name) const
{
    std::vector<std::string> result;
    for (const auto &[key, use] : m_queries) {
        if (use.reads.contains(name)) {
            result.push_back(key);
        }
    }
    return result;
}

std::vector<std::string> Catalog::writersOf(const std::string &name) const
{
    std::vector<std::string> result;
    for (const auto &[key, use] : m_queries) {
        if (use.writes == name) {
            result.push_back(key);
        }
    }
    return result;
}

void Catalog::store(Environment &environment) const
{
    environment.sources = m_sources;
    environment.namedTypes = m_types;
    environment.queries = m_queries;
}

} // namespace weir::catalog
