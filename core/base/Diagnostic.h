#pragma once

#include "core/base/NodeKey.h"
#include "core/base/SourceSpan.h"

#include <cstddef>
#include <string>
#include <vector>

namespace weir {

enum class Severity { Error, Warning, Hint };

/// One replacement of bytes: the bytes of `span` become `text`.
struct TextEdit {
    SourceSpan span;
    std::string text;

    bool operator==(const TextEdit &) const = default;
};

/// A change of the text that would mend a diagnostic; `label` is a verb phrase ("Make it CREATE
/// TABLE"). Edits do not overlap and all refer to the text as it was diagnosed.
struct Fix {
    std::string label;
    std::vector<TextEdit> edits;
};

/// What is wrong with a text, and where. `code` as in Error; `message` says what, `hint` what now.
struct Diagnostic {
    std::string code;
    Severity severity = Severity::Error;
    SourceSpan span;
    std::string message;
    std::string hint = {};
    std::vector<Fix> fixes = {};
    NodeKey node = {};
};

/// Returns `text` with the edits of a fix applied.
std::string applyFix(const std::string &text, const Fix &fix);

/// Draws a diagnostic for a terminal: `file:line:column: error: message [code]`, the line of the
/// text (values that may be secrets masked, see maskSecrets), a caret line, and the hint. Without
/// colour.
std::string renderDiagnostic(const Diagnostic &diagnostic, const std::string &text,
                             const std::string &fileName);

/// One-based line and column (in Unicode code points) of a byte offset.
struct LineColumn {
    std::size_t line = 1;
    std::size_t column = 1;
};

/// Returns the position of a byte offset in a text; an offset past the end gives the end.
LineColumn lineColumn(const std::string &text, std::size_t offset);

/// Finds the positions of many offsets in one text: the lines are counted once.
class LineIndex {
public:
    /// `text` must outlive the index.
    explicit LineIndex(const std::string &text);
    /// As lineColumn().
    LineColumn at(std::size_t offset) const;

private:
    const std::string &m_text;
    std::vector<std::size_t> m_starts;
};

} // namespace weir
