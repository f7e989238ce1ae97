#include "core/sql/SyntaxNode.h"

namespace weir::sql {

SourceSpan SyntaxNode::span() const
{
    if (!m_tree) {
        return {};
    }
    const auto &tokens = m_tree->tokens();
    const SyntaxTree::NodeData &node = data();
    const std::size_t begin = tokens[node.firstToken].begin;
    return {begin, node.endToken > node.firstToken ? tokens[node.endToken - 1].end : begin};
}

std::string_view SyntaxNode::text() const
{
    if (!m_tree) {
        return {};
    }
    const SourceSpan at = span();
    return std::string_view(m_tree->text()).substr(at.begin, at.length());
}

SyntaxNode SyntaxNode::child(SyntaxKind kind) const
{
    for (const SyntaxNode node : children()) {
        if (node.kind() == kind) {
            return node;
        }
    }
    return {};
}

SyntaxNode SyntaxNode::child(bool (*matches)(SyntaxKind)) const
{
    for (const SyntaxNode node : children()) {
        if (matches(node.kind())) {
            return node;
        }
    }
    return {};
}

SyntaxNode SyntaxNode::child(std::size_t n) const
{
    SyntaxNode node = firstChild();
    for (; n > 0 && node; --n) {
        node = node.nextSibling();
    }
    return node;
}

std::vector<SyntaxNode> SyntaxNode::children(SyntaxKind kind) const
{
    std::vector<SyntaxNode> found;
    for (const SyntaxNode node : children()) {
        if (node.kind() == kind) {
            found.push_back(node);
        }
    }
    return found;
}

std::vector<SyntaxNode> SyntaxNode::children(bool (*matches)(SyntaxKind)) const
{
    std::vector<SyntaxNode> found;
    for (const SyntaxNode node : children()) {
        if (matches(node.kind())) {
            found.push_back(node);
        }
    }
    return found;
}

std::vector<Token> SyntaxNode::ownTokens() const
{
    std::vector<Token> own;
    if (!m_tree) {
        return own;
    }
    SyntaxNode next = firstChild();
    for (std::uint32_t i = data().firstToken; i < data().endToken;) {
        while (next && next.data().endToken <= i) {
            next = next.nextSibling();
        }
        if (next && i >= next.data().firstToken) {
            i = next.data().endToken;
            continue;
        }
        const Token &token = m_tree->tokens()[i++];
        if (!isTrivia(token.kind) || kind() == SyntaxKind::Draft) {
            own.push_back(token);
        }
    }
    return own;
}

bool SyntaxNode::has(Keyword keyword) const
{
    return token(keyword).kind != TokenKind::End;
}

Token SyntaxNode::token(Keyword keyword) const
{
    for (const Token &token : ownTokens()) {
        if (token.keyword == keyword) {
            return token;
        }
    }
    return {};
}

} // namespace weir::sql
