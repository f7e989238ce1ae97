#pragma once

#include "core/sql/SyntaxTree.h"

#include <cstdint>
#include <vector>

namespace weir::sql::grammar {

/// A node under construction, by its index in the tree to be.
struct NodeMark {
    std::uint32_t index = SyntaxTree::kNone;
};

/// Grows the nodes of a tree while a parser walks the tokens. Nodes are opened and closed like
/// brackets; a finished one may be wrapped, which is how operators take their left operand.
class TreeBuilder {
public:
    /// Tells which token comes next, so that a node starts at a token with meaning. Called by the
    /// parser whenever its cursor moves: `consumedEnd` is one past the last token taken.
    void setCursor(std::uint32_t next, std::uint32_t consumedEnd)
    {
        m_next = next;
        m_consumedEnd = consumedEnd;
    }

    NodeMark open(SyntaxKind kind);
    /// Opens a node around `finished`, which must be the last closed child of the open node.
    NodeMark wrap(NodeMark finished, SyntaxKind kind);
    /// Closes the innermost open node, which must be `node`.
    void close(NodeMark node);
    void setKind(NodeMark node, SyntaxKind kind) { m_nodes[node.index].kind = kind; }
    SyntaxKind kind(NodeMark node) const { return m_nodes[node.index].kind; }
    /// Levels of nodes below and including this one.
    int height(NodeMark node) const { return m_heights[node.index]; }

    /// Returns the nodes with all links set.
    std::vector<SyntaxTree::NodeData> take();

private:
    std::vector<SyntaxTree::NodeData> m_nodes;
    std::vector<int> m_heights;
    std::vector<std::uint32_t> m_open;
    std::uint32_t m_next = 0;
    std::uint32_t m_consumedEnd = 0;
};

} // namespace weir::sql::grammar
