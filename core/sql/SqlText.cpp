#include "core/sql/SqlText.h"

#include <algorithm>

namespace weir::sql {

TextPatch SqlText::replace(SourceSpan span, std::string inserted) const
{
    const std::size_t begin = std::min(span.begin, m_bytes.size());
    const std::size_t end = std::clamp(span.end, begin, m_bytes.size());
    return {m_revision, begin, m_bytes.substr(begin, end - begin), std::move(inserted)};
}

Status SqlText::apply(const TextPatch &patch)
{
    const bool fits = patch.offset <= m_bytes.size() &&
                      m_bytes.compare(patch.offset, patch.removed.size(), patch.removed) == 0;
    if (patch.revision != m_revision || !fits) {
        return fail(internalError("sql.stale-patch", "The change was made for another text"));
    }
    m_bytes.replace(patch.offset, patch.removed.size(), patch.inserted);
    ++m_revision;
    return {};
}

Result<TextPatch> SqlText::reapply(TextPatch patch)
{
    patch.revision = m_revision;
    WEIR_TRY(apply(patch));
    return patch;
}

std::vector<TextPatch> patchesOf(const SqlText &text, const std::vector<TextEdit> &edits)
{
    std::vector<TextEdit> ordered = edits;
    std::stable_sort(ordered.begin(), ordered.end(), [](const TextEdit &a, const TextEdit &b) {
        return a.span.begin > b.span.begin;
    });
    std::vector<TextPatch> patches;
    for (TextEdit &edit : ordered) {
        TextPatch patch = text.replace(edit.span, std::move(edit.text));
        patch.revision += patches.size();
        patches.push_back(std::move(patch));
    }
    return patches;
}

} // namespace weir::sql
