#pragma once

#include "core/base/Result.h"
#include "core/catalog/Environment.h"
#include "core/catalog/Source.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace weir::catalog {

/// What is registered at one point of a text: streams, tables, named types, and which query reads
/// and writes what. A copy is a snapshot; one thread at a time may change it.
class Catalog {
public:
    using Sources = std::map<std::string, std::shared_ptr<const Source>>;

    Catalog() = default;
    explicit Catalog(const Environment &environment);

    /// Returns the source of exactly that name, or null.
    std::shared_ptr<const Source> find(const std::string &name) const;
    const Sources &sources() const { return m_sources; }
    const std::map<std::string, DataType> &types() const { return m_types; }
    const std::map<std::string, QueryUse> &queries() const { return m_queries; }

    /// Registers a source. Error: catalog.duplicate-source.
    Status add(std::shared_ptr<const Source> source);
    /// Registers a source in place of one of the same name, or newly.
    void replace(std::shared_ptr<const Source> source);
    /// Removes a source, and the query that writes it if nothing else does. Errors:
    /// catalog.unknown-source, catalog.source-in-use (names the queries).
    Status drop(const std::string &name);

    /// Registers a named type. Error: catalog.duplicate-type.
    Status addType(const std::string &name, DataType type);
    /// Removes a named type; false if there is none.
    bool dropType(const std::string &name);

    void addQuery(const std::string &key, QueryUse use);
    void dropQuery(const std::string &key);
    void dropAllQueries() { m_queries.clear(); }
    /// Returns the keys of the queries that read the source.
    std::vector<std::string> readersOf(const std::string &name) const;
    /// Returns the keys of the queries that write it.
    std::vector<std::string> writersOf(const std::string &name) const;

    /// Writes the catalogue back into an environment.
    void store(Environment &environment) const;

private:
    Sources m_sources;
    std::map<std::string, DataType> m_types;
    std::map<std::string, QueryUse> m_queries;
};

} // namespace weir::catalog
