#include "core/sql/SyntaxTree.h"

#include "core/sql/SyntaxNode.h"
#include "core/sql/view/Identifier.h"

#include <algorithm>

namespace weir::sql {

namespace {

/// What a token says, apart from how it is written.
std::string tokenMeaning(const SyntaxTree &tree, const Token &token)
{
    const std::string_view text = tree.text(token);
    switch (token.kind) {
    case TokenKind::Word:
        return upperCase(text);
    case TokenKind::QuotedIdentifier:
        return unquote(text);
    case TokenKind::Float:
        return upperCase(text);
    case TokenKind::NotEqual:
        return "<>";
    default:
        return std::string(text);
    }
}

bool isMeaningful(const Token &token)
{
    return !isTrivia(token.kind) && token.kind != TokenKind::End;
}

} // namespace

SyntaxTree::SyntaxTree(std::string text, std::vector<Token> tokens, std::vector<NodeData> nodes)
    : m_text(std::move(text))
    , m_tokens(std::move(tokens))
    , m_nodes(std::move(nodes))
{
}

SyntaxNode SyntaxTree::root() const
{
    return SyntaxNode(this, 0);
}

SyntaxNode SyntaxTree::nodeAt(std::size_t offset) const
{
    SyntaxNode node = root();
    for (;;) {
        SyntaxNode inner;
        for (const SyntaxNode child : node.children()) {
            const SourceSpan span = child.span();
            if (span.begin > offset) {
                break;
            }
            // At a border the node that begins there wins over the one that ends there.
            if (offset <= span.end) {
                inner = child;
            }
        }
        if (!inner) {
            return node;
        }
        node = inner;
    }
}

std::string print(const SyntaxTree &tree)
{
    std::string text;
    text.reserve(tree.text().size());
    for (const Token &token : tree.tokens()) {
        text += tree.text(token);
    }
    return text;
}

bool sameMeaning(const SyntaxTree &a, const SyntaxTree &b)
{
    const auto sameNode = [](const SyntaxTree::NodeData &x, const SyntaxTree::NodeData &y) {
        return x.kind == y.kind && x.parent == y.parent;
    };
    if (!std::equal(a.nodes().begin(), a.nodes().end(), b.nodes().begin(), b.nodes().end(),
                    sameNode)) {
        return false;
    }
    auto left = a.tokens().begin();
    auto right = b.tokens().begin();
    for (;;) {
        left = std::find_if(left, a.tokens().end(), isMeaningful);
        right = std::find_if(right, b.tokens().end(), isMeaningful);
        if (left == a.tokens().end() || right == b.tokens().end()) {
            return left == a.tokens().end() && right == b.tokens().end();
        }
        if (tokenMeaning(a, *left++) != tokenMeaning(b, *right++)) {
            return false;
        }
    }
}

} // namespace weir::sql
