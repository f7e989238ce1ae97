#pragma once

#include <string>

namespace weir::runtime {

/// Returns a cluster's address as a person names it: "Local cluster", "Local cluster in PATH",
/// "Memory", "kafka://host:port".
inline std::string clusterName(const std::string &address)
{
    if (address.rfind("memory", 0) == 0) {
        return "Memory";
    }
    if (address == "local") {
        return "Local cluster";
    }
    if (address.rfind("local:", 0) == 0) {
        return "Local cluster in " + address.substr(6);
    }
    return address;
}

} // namespace weir::runtime
