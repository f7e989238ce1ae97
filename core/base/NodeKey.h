#pragma once

#include <functional>
#include <string>

namespace weir {

/// The name of a plan node: statement key, role and discriminator, for example
/// `POOR_RATINGS/where` or `ENRICHED/join:C` (ENGINE.md 11). Unique within one plan and derived
/// from it; projects, diagnostics, metrics, canvas items, operators and sampled rows carry it.
struct NodeKey {
    std::string value;

    bool empty() const { return value.empty(); }
    /// The part before the first '/': the key of the statement that holds the node.
    std::string statement() const { return value.substr(0, value.find('/')); }
    auto operator<=>(const NodeKey &) const = default;
};

} // namespace weir

template <> struct std::hash<weir::NodeKey> {
    std::size_t operator()(const weir::NodeKey &key) const noexcept
    {
        return std::hash<std::string>()(key.value);
    }
};
