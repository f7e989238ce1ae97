#pragma once

#include "core/sql/SyntaxTree.h"

#include <iterator>
#include <vector>

namespace weir::sql {

/// A node of a SyntaxTree: two words, copied freely, valid while the tree lives. A default node is
/// "no node": false, of kind ErrorTokens, empty, without children; asking it for children is safe.
class SyntaxNode {
public:
    class ChildIterator;
    class ChildRange;

    SyntaxNode() = default;
    SyntaxNode(const SyntaxTree *tree, std::uint32_t index)
        : m_tree(tree)
        , m_index(index)
    {
    }

    explicit operator bool() const { return m_tree != nullptr; }
    const SyntaxTree &tree() const { return *m_tree; }
    std::uint32_t index() const { return m_index; }
    SyntaxKind kind() const { return m_tree ? data().kind : SyntaxKind::ErrorTokens; }
    /// From the first to the last token with meaning; empty, at its place, for a missing part.
    SourceSpan span() const;
    /// The bytes of span().
    std::string_view text() const;

    SyntaxNode parent() const { return m_tree ? at(data().parent) : SyntaxNode(); }
    SyntaxNode firstChild() const { return m_tree ? at(data().firstChild) : SyntaxNode(); }
    SyntaxNode nextSibling() const { return m_tree ? at(data().nextSibling) : SyntaxNode(); }
    ChildRange children() const;
    /// Returns the first child of that kind, or no node.
    SyntaxNode child(SyntaxKind kind) const;
    /// Returns the first child for which `matches(kind)` holds, or no node.
    SyntaxNode child(bool (*matches)(SyntaxKind)) const;
    /// Returns the n-th child (from 0), or no node.
    SyntaxNode child(std::size_t n) const;
    std::vector<SyntaxNode> children(SyntaxKind kind) const;
    std::vector<SyntaxNode> children(bool (*matches)(SyntaxKind)) const;

    /// Returns the node's own tokens: with meaning, and not within a child.
    std::vector<Token> ownTokens() const;
    /// Returns whether the word is among the node's own tokens.
    bool has(Keyword keyword) const;
    /// Returns the node's own token of that keyword, or one of kind End.
    Token token(Keyword keyword) const;
    std::string_view text(const Token &token) const { return m_tree->text(token); }

    bool operator==(const SyntaxNode &) const = default;

private:
    const SyntaxTree::NodeData &data() const { return m_tree->nodes()[m_index]; }
    SyntaxNode at(std::uint32_t index) const
    {
        return index == SyntaxTree::kNone ? SyntaxNode() : SyntaxNode(m_tree, index);
    }

    const SyntaxTree *m_tree = nullptr;
    std::uint32_t m_index = 0;
};

/// Walks the children of a node.
class SyntaxNode::ChildIterator {
public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = SyntaxNode;
    using difference_type = std::ptrdiff_t;
    using pointer = const SyntaxNode *;
    using reference = SyntaxNode;

    ChildIterator() = default;
    explicit ChildIterator(SyntaxNode node)
        : m_node(node)
    {
    }
    SyntaxNode operator*() const { return m_node; }
    ChildIterator &operator++()
    {
        m_node = m_node.nextSibling();
        return *this;
    }
    bool operator==(const ChildIterator &) const = default;

private:
    SyntaxNode m_node;
};

class SyntaxNode::ChildRange {
public:
    explicit ChildRange(SyntaxNode first)
        : m_first(first)
    {
    }
    ChildIterator begin() const { return ChildIterator(m_first); }
    ChildIterator end() const { return ChildIterator(); }

private:
    SyntaxNode m_first;
};

inline SyntaxNode::ChildRange SyntaxNode::children() const
{
    return ChildRange(firstChild());
}

} // namespace weir::sql
