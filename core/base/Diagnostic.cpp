#include "core/base/Diagnostic.h"

#include "core/base/SecretText.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace weir {

namespace {

bool isContinuationByte(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

std::size_t codePoints(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return !isContinuationByte(c); }));
}

const char *severityName(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return "error";
    case Severity::Warning:
        return "warning";
    case Severity::Hint:
        return "hint";
    }
    return "error";
}

} // namespace

std::string applyFix(const std::string &text, const Fix &fix)
{
    auto edits = fix.edits;
    std::sort(edits.begin(), edits.end(),
              [](const TextEdit &a, const TextEdit &b) { return a.span.begin > b.span.begin; });
    std::string result = text;
    for (const TextEdit &edit : edits) {
        result.replace(edit.span.begin, edit.span.length(), edit.text);
    }
    return result;
}

LineColumn lineColumn(const std::string &text, std::size_t offset)
{
    const std::string_view before(text.data(), std::min(offset, text.size()));
    const auto newline = before.rfind('\n');
    const std::size_t lineStart = newline == std::string_view::npos ? 0 : newline + 1;
    return {static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1,
            codePoints(before.substr(lineStart)) + 1};
}

LineIndex::LineIndex(const std::string &text)
    : m_text(text)
    , m_starts{0}
{
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) {
        m_starts.push_back(at + 1);
    }
}

LineColumn LineIndex::at(std::size_t offset) const
{
    const std::size_t end = std::min(offset, m_text.size());
    const auto line = std::upper_bound(m_starts.begin(), m_starts.end(), end) - m_starts.begin();
    const std::size_t start = m_starts[static_cast<std::size_t>(line) - 1];
    return {static_cast<std::size_t>(line),
            codePoints(std::string_view(m_text).substr(start, end - start)) + 1};
}

std::string renderDiagnostic(const Diagnostic &diagnostic, const std::string &text,
                             const std::string &fileName)
{
    const std::size_t offset = std::min(diagnostic.span.begin, text.size());
    const auto position = lineColumn(text, offset);
    const auto newlineBefore = offset == 0 ? std::string::npos : text.rfind('\n', offset - 1);
    const std::size_t lineStart = newlineBefore == std::string::npos ? 0 : newlineBefore + 1;
    const std::size_t lineEnd = std::min(text.find('\n', offset), text.size());
    const std::string_view whole(text);
    std::string line = maskSecrets(whole.substr(lineStart, lineEnd - lineStart));
    std::replace(line.begin(), line.end(), '\t', ' ');
    line.erase(std::remove(line.begin(), line.end(), '\r'), line.end());
    const std::size_t indent = codePoints(maskSecrets(whole.substr(lineStart, offset - lineStart)));
    const std::size_t markEnd = std::clamp(diagnostic.span.end, offset, lineEnd);
    const std::size_t marks = codePoints(maskSecrets(whole.substr(offset, markEnd - offset)));
    std::string result = fmt::format(
        "{}:{}:{}: {}: {} [{}]\n  {}\n  {}{}\n", fileName, position.line, position.column,
        severityName(diagnostic.severity), diagnostic.message, diagnostic.code, line,
        std::string(indent, ' '), std::string(std::max<std::size_t>(marks, 1), '^'));
    if (!diagnostic.hint.empty()) {
        result += fmt::format("  {}\n", diagnostic.hint);
    }
    return result;
}

} // namespace weir
