#pragma once

#include "core/base/Diagnostic.h"
#include "core/base/Result.h"
#include "core/sql/TextPatch.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace weir::sql {

/// The bytes of a project's script and the number of patches that made them: the one truth that
/// editor, canvas and engine are views of. Any bytes are allowed (BOM, CRLF, invalid UTF-8). Value
/// type; one thread at a time.
class SqlText {
public:
    SqlText() = default;
    /// `revision`: where counting starts. A text that follows another in the same window starts
    /// behind it, so that nothing made for the other one passes for its own.
    explicit SqlText(std::string bytes, std::uint64_t revision = 0)
        : m_bytes(std::move(bytes))
        , m_revision(revision)
    {
    }

    const std::string &bytes() const { return m_bytes; }
    std::size_t size() const { return m_bytes.size(); }
    /// Grows by one with each patch, undone ones included; never goes back.
    std::uint64_t revision() const { return m_revision; }

    /// Makes the patch that replaces the bytes of `span` (cut to the text's size) in this revision.
    TextPatch replace(SourceSpan span, std::string inserted) const;

    /// Applies a patch made for this revision. Errors: `sql.stale-patch` when it was made for
    /// another revision or its removed bytes do not stand at its offset; the text is then
    /// unchanged.
    Status apply(const TextPatch &patch);

    /// Applies the patch's bytes whatever revision it names, and returns the patch as it was
    /// applied. For undo and redo, where the bytes are right but revisions have gone on.
    Result<TextPatch> reapply(TextPatch patch);

private:
    std::string m_bytes;
    std::uint64_t m_revision = 0;
};

/// Turns the edits of a fix into patches that are applied one after the other, from the back of the
/// text to its front, starting at the text's revision.
std::vector<TextPatch> patchesOf(const SqlText &text, const std::vector<TextEdit> &edits);

} // namespace weir::sql
