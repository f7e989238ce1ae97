#pragma once

#include "core/sql/Parser.h"
#include "core/sql/parse/TreeBuilder.h"
#include "core/sql/view/Identifier.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace weir::sql::grammar {

/// What all grammar functions share: a cursor over the tokens with meaning, the tree that grows,
/// and the errors found. A grammar function reads the part it is named after at the cursor; when
/// the part is not there it reports one error and leaves an empty node, so that no function can
/// fail.
class ParserCore {
public:
    explicit ParserCore(std::string text);

    // The cursor.
    const Token &current() const { return peek(0); }
    const Token &peek(std::size_t ahead) const;
    std::string_view text(const Token &token) const
    {
        return std::string_view(m_text).substr(token.begin, token.end - token.begin);
    }
    bool at(TokenKind kind) const { return current().kind == kind; }
    bool at(Keyword keyword) const { return current().keyword == keyword; }
    bool peekIs(std::size_t ahead, TokenKind kind) const { return peek(ahead).kind == kind; }
    bool peekIs(std::size_t ahead, Keyword keyword) const { return peek(ahead).keyword == keyword; }
    bool atAny(std::initializer_list<Keyword> keywords) const;
    bool atEnd() const { return at(TokenKind::End); }
    /// Whether the statement ends here: `;`, the end, or (after an error) a statement's first word.
    bool atStatementEnd() const;
    /// Whether the token is the first on its line and begins a statement that recovery may begin
    /// at.
    bool atRecoveryStart() const;
    /// Puts the token into the innermost open node and goes on.
    void advance();
    bool accept(TokenKind kind);
    bool accept(Keyword keyword);
    /// Takes the token, or reports that it is missing; the fix inserts it.
    bool expect(TokenKind kind);
    bool expect(Keyword keyword);

    // Identifiers.
    /// Whether an identifier stands `ahead` tokens further: a word that is not reserved, a quoted
    /// one, a variable.
    bool isIdentifier(std::size_t ahead = 0) const;
    /// Whether a name in quotes stands here that has no letter.
    bool atEmptyName() const
    {
        return at(TokenKind::QuotedIdentifier) && !current().unterminated &&
               text(current()).size() == 2;
    }
    /// Reads a Name; `what` completes "Expected …".
    void name(std::string_view what);
    /// Reads a StringLiteral (or a variable); `what` completes "Expected …".
    void stringLiteral(std::string_view what);

    // Errors.
    /// Reports that `what` was expected instead of the present token, once for each token.
    void expected(std::string_view what);
    /// Reports an error, unless the statement was given up or the token had one already.
    void report(Diagnostic diagnostic);
    /// Reports one error for a run of tokens in place of all that was found wrong with its bytes.
    void reportInstead(SourceSpan run, Diagnostic diagnostic);
    /// Puts tokens into an ErrorTokens node until one of `stops`, a sign that closes more than it
    /// opens, or the statement's end.
    void skipUntil(std::initializer_list<Keyword> stops,
                   std::initializer_list<TokenKind> signs = {});
    /// Puts all tokens up to the statement's end into an ErrorTokens node.
    void skipStatement();
    /// Puts all tokens up to the text's end into an ErrorTokens node.
    void skipToEnd();
    /// Takes a misspelt keyword as the keyword it resembles, with an error whose fix corrects it.
    /// Returns the keyword taken, None when the token resembles none of them.
    Keyword acceptMisspelt(std::initializer_list<Keyword> keywords);
    /// Returns which of the keywords the token at `ahead` resembles, or None.
    Keyword resembles(std::size_t ahead, std::initializer_list<Keyword> keywords) const;

    // Nesting.
    /// Goes one level deeper. At kMaxDepth, reports that, skips the statement, and returns false.
    bool enter();
    void leave() { --m_depth; }
    /// Refuses to wrap a node that is already too high, as enter() does.
    bool mayWrap(NodeMark node);

    TreeBuilder &builder() { return m_builder; }
    /// Called at the first token of a statement.
    void beginStatement();
    /// The text where the token before the cursor ended.
    std::size_t previousEnd() const;
    /// How a token is named in a message: 'FROM', the end of the text.
    std::string describe(const Token &token) const;
    /// Whether anything was reported since beginStatement().
    bool statementHasError() const { return m_statementHasError; }

    /// Closes the tree and sorts the errors by place.
    ParsedScript finish();

private:
    void reportLexicalErrors();
    void reportUnknownToken(const Token &token);
    void collectMeaningful();
    void giveUp();

    std::string m_text;
    std::vector<Token> m_tokens;
    /// Indices into m_tokens of the tokens the grammar sees.
    std::vector<std::uint32_t> m_meaningful;
    std::size_t m_position = 0;
    TreeBuilder m_builder;
    std::vector<Diagnostic> m_diagnostics;
    std::size_t m_lastErrorPosition = SIZE_MAX;
    int m_depth = 0;
    bool m_statementHasError = false;
    bool m_givenUp = false;
};

/// Opens a node for the time it lives: tokens and nodes made meanwhile are in it.
class NodeScope {
public:
    NodeScope(ParserCore &parser, SyntaxKind kind)
        : m_parser(parser)
        , m_mark(parser.builder().open(kind))
    {
    }
    /// Puts a finished node, and what follows, into a new node.
    NodeScope(ParserCore &parser, NodeMark finished, SyntaxKind kind)
        : m_parser(parser)
        , m_mark(parser.builder().wrap(finished, kind))
    {
    }
    ~NodeScope() { m_parser.builder().close(m_mark); }
    NodeScope(const NodeScope &) = delete;
    NodeScope &operator=(const NodeScope &) = delete;

    NodeMark mark() const { return m_mark; }
    void setKind(SyntaxKind kind) { m_parser.builder().setKind(m_mark, kind); }

private:
    ParserCore &m_parser;
    NodeMark m_mark;
};

/// Counts one level of nesting for the time it lives; false when it would be too deep.
class DepthScope {
public:
    explicit DepthScope(ParserCore &parser)
        : m_parser(parser)
        , m_entered(parser.enter())
    {
    }
    ~DepthScope()
    {
        if (m_entered) {
            m_parser.leave();
        }
    }
    DepthScope(const DepthScope &) = delete;
    DepthScope &operator=(const DepthScope &) = delete;
    explicit operator bool() const { return m_entered; }

private:
    ParserCore &m_parser;
    bool m_entered;
};

} // namespace weir::sql::grammar
