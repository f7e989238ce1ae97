#pragma once

#include "core/catalog/Source.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace weir::catalog {

/// What is known of one topic of the cluster.
struct TopicFact {
    std::string name;
    int partitions = 1;
    int replicas = 1;
    std::map<std::string, std::string> config = {};

    bool operator==(const TopicFact &) const = default;
};

/// What a persistent query reads and writes, by source name: DROP is refused while one does.
struct QueryUse {
    std::set<std::string> reads;
    std::string writes;

    bool operator==(const QueryUse &) const = default;
};

/// An immutable snapshot of everything that binding may ask of the world (ENGINE.md 11). Facts are
/// fetched elsewhere; an unknown fact becomes a pending note in the diagnostics, and the text is
/// bound again when it arrives. Any thread.
struct Environment {
    /// Streams and tables that exist before the script (empty for a project run).
    std::map<std::string, std::shared_ptr<const Source>> sources;
    std::map<std::string, DataType> namedTypes;
    /// Persistent queries that exist before the script, by statement key.
    std::map<std::string, QueryUse> queries;
    /// Topics by name; absent when `topicsKnown` is set means: does not exist.
    std::map<std::string, TopicFact> topics;
    /// Topics for which a generator is declared: missing ones are pending, not an error.
    std::set<std::string> generatedTopics;
    bool topicsKnown = false;
    /// Engine settings (`ksql.*`, `auto.offset.reset`, `emit.interval`), from the session or the
    /// case.
    std::map<std::string, std::string> properties;
    std::map<std::string, std::string> variables;
    bool schemaRegistry = false;
};

} // namespace weir::catalog
