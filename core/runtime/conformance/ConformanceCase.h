#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::runtime {

/// A window in a record's key, as a case writes it.
struct CaseWindow {
    std::int64_t start = 0;
    std::int64_t end = 0;
    bool session = false;
};

/// A record that a producer sends: key and value as the JSON text of what is meant.
struct CaseInput {
    std::string topic;
    std::string key;   ///< JSON text; "null" for none
    std::string value; ///< JSON text; "null" for a tombstone
    std::int64_t timestamp = 0;
    std::optional<CaseWindow> window = std::nullopt;
    std::vector<std::pair<std::string, std::optional<std::string>>> headers = {};
};

struct CaseTopic {
    std::string name;
    int partitions = 1;
    int replicas = 1;
    bool declared = false;
    bool hasSchema = false; ///< its shape comes from a schema registry
};

/// One conformance case, without what only the checker may read (PROTOCOL.md).
struct ConformanceCase {
    std::string id;
    bool rest = false;
    std::vector<std::string> statements;
    std::map<std::string, std::string> properties;
    std::vector<CaseTopic> topics;
    std::vector<CaseInput> inputs;
};

/// Reads one line of a case file. `runtime.case-malformed`.
Result<ConformanceCase> parseConformanceCase(std::string_view line);

} // namespace weir::runtime
