#pragma once

#include "core/base/SourceSpan.h"

#include <cstdint>
#include <string>

namespace weir::sql {

/// One replacement of bytes in the text of revision `revision`: `removed` stood at `offset` and
/// `inserted` takes its place. Everything that changes a project's text is one of these.
struct TextPatch {
    std::uint64_t revision = 0;
    std::size_t offset = 0;
    std::string removed;
    std::string inserted;

    /// Returns the patch that undoes this one, for the text right after it.
    TextPatch inverse() const { return {revision + 1, offset, inserted, removed}; }
    bool operator==(const TextPatch &) const = default;
};

/// Moves a span of the text before `patch` to the text after it. A span that the patch cuts into
/// is gone: false is returned and the span is left alone. Text inserted at the very end of a span
/// does not become part of it.
bool moveThrough(const TextPatch &patch, SourceSpan &span);

} // namespace weir::sql
