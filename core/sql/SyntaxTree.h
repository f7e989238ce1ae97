#pragma once

#include "core/sql/SyntaxKind.h"
#include "core/sql/Token.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace weir::sql {

class SyntaxNode;

/// The tree of one text: all its bytes, cut into tokens, and the nodes over them. Immutable, so any
/// number of threads may read it. Nodes and views point into it: keep the shared_ptr as long as
/// them.
class SyntaxTree {
public:
    /// One node as stored: a run of tokens and links to other nodes by index (kNone = none).
    struct NodeData {
        SyntaxKind kind = SyntaxKind::Script;
        std::uint32_t firstToken = 0;
        std::uint32_t endToken = 0;
        std::uint32_t parent = kNone;
        std::uint32_t firstChild = kNone;
        std::uint32_t nextSibling = kNone;
    };
    static constexpr std::uint32_t kNone = 0xffffffff;

    /// Takes over tokens that tile `text`, and nodes whose first is the Script.
    SyntaxTree(std::string text, std::vector<Token> tokens, std::vector<NodeData> nodes);

    const std::string &text() const { return m_text; }
    /// All tokens with trivia, in order, the last one End.
    const std::vector<Token> &tokens() const { return m_tokens; }
    const std::vector<NodeData> &nodes() const { return m_nodes; }
    std::string_view text(const Token &token) const
    {
        return std::string_view(m_text).substr(token.begin, token.end - token.begin);
    }

    /// The Script node.
    SyntaxNode root() const;
    /// Returns the smallest node that holds the byte at `offset`, or ends there.
    SyntaxNode nodeAt(std::size_t offset) const;

private:
    std::string m_text;
    std::vector<Token> m_tokens;
    std::vector<NodeData> m_nodes;
};

using SyntaxTreePtr = std::shared_ptr<const SyntaxTree>;

/// Returns the bytes of the tree: its tokens, one after the other. Always the text that was parsed.
std::string print(const SyntaxTree &tree);

/// Returns whether both trees have the same nodes and the same tokens but for trivia, the case of
/// unquoted words and needless quotes of identifiers.
bool sameMeaning(const SyntaxTree &a, const SyntaxTree &b);

} // namespace weir::sql
