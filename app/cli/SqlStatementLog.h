#pragma once

#include "core/plan/LogicalPlan.h"

#include <string>
#include <string_view>
#include <vector>

namespace weir::cli {

/// The text that a session has made of its catalogue so far: what the engine is told to run, and
/// against what single statements are bound. Plain value.
class SqlStatementLog {
public:
    /// Adds the sources of a project as declarations over their topics: their queries are somebody
    /// else's to run.
    void addSources(const plan::LogicalPlan &plan);
    /// Adds a statement (without `;`) that defines something but runs nothing.
    void add(std::string_view statement);
    /// Adds a persistent query.
    void addQuery(std::string_view statement);

    /// Takes a query out by its key; what it wrote stays declared. Returns false if there is none.
    bool endQuery(const std::string &key, const plan::LogicalPlan &plan);
    void endAllQueries(const plan::LogicalPlan &plan);

    /// Returns the whole text.
    std::string text() const;
    /// Returns SET and DEFINE statements alone, to stand before a statement that is run by itself.
    std::string settings() const;
    /// Returns the keys of the queries that run, as they are in text().
    std::vector<std::string> queries() const;

private:
    enum class Kind { Definition, Setting, Query, EndedQuery };
    struct Entry {
        Kind kind = Kind::Definition;
        std::string text;
    };

    std::vector<std::string> keys() const;
    void endEntry(Entry &entry, const std::string &key, const plan::LogicalPlan &plan);

    std::vector<Entry> m_entries;
};

} // namespace weir::cli
