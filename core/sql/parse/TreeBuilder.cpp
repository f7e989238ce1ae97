#include "core/sql/parse/TreeBuilder.h"

#include <algorithm>

namespace weir::sql::grammar {

NodeMark TreeBuilder::open(SyntaxKind kind)
{
    SyntaxTree::NodeData node;
    node.kind = kind;
    node.firstToken = m_next;
    node.parent = m_open.empty() ? SyntaxTree::kNone : m_open.back();
    const auto index = static_cast<std::uint32_t>(m_nodes.size());
    m_nodes.push_back(node);
    m_heights.push_back(1);
    m_open.push_back(index);
    return {index};
}

NodeMark TreeBuilder::wrap(NodeMark finished, SyntaxKind kind)
{
    SyntaxTree::NodeData node;
    node.kind = kind;
    node.firstToken = m_nodes[finished.index].firstToken;
    node.parent = m_nodes[finished.index].parent;
    const auto index = static_cast<std::uint32_t>(m_nodes.size());
    m_nodes.push_back(node);
    m_nodes[finished.index].parent = index;
    m_heights.push_back(m_heights[finished.index] + 1);
    m_open.push_back(index);
    return {index};
}

void TreeBuilder::close(NodeMark mark)
{
    m_open.pop_back();
    SyntaxTree::NodeData &node = m_nodes[mark.index];
    const std::uint32_t outerFirst = m_open.empty() ? 0 : m_nodes[m_open.back()].firstToken;
    if (m_consumedEnd <= node.firstToken) {
        // Nothing was taken: the node stands right behind the token before it.
        node.firstToken = std::max(m_consumedEnd, std::min(outerFirst, node.firstToken));
        node.endToken = node.firstToken;
    } else {
        node.endToken = m_consumedEnd;
    }
    if (!m_open.empty()) {
        int &outer = m_heights[m_open.back()];
        outer = std::max(outer, m_heights[mark.index] + 1);
    }
}

std::vector<SyntaxTree::NodeData> TreeBuilder::take()
{
    // A node is made after its left sibling and wrapping keeps that order, so appending in order of
    // making gives the children in order of the text.
    std::vector<std::uint32_t> lastChild(m_nodes.size(), SyntaxTree::kNone);
    for (std::uint32_t i = 0; i < m_nodes.size(); ++i) {
        const std::uint32_t parent = m_nodes[i].parent;
        if (parent == SyntaxTree::kNone) {
            continue;
        }
        if (lastChild[parent] == SyntaxTree::kNone) {
            m_nodes[parent].firstChild = i;
        } else {
            m_nodes[lastChild[parent]].nextSibling = i;
        }
        lastChild[parent] = i;
    }
    return std::move(m_nodes);
}

} // namespace weir::sql::grammar
