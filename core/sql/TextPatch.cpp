#include "core/sql/TextPatch.h"

namespace weir::sql {

bool moveThrough(const TextPatch &patch, SourceSpan &span)
{
    const std::size_t removedEnd = patch.offset + patch.removed.size();
    if (span.end <= patch.offset) {
        return true;
    }
    if (span.begin < removedEnd || (span.begin == span.end && span.begin < removedEnd)) {
        return false;
    }
    span.begin = span.begin - patch.removed.size() + patch.inserted.size();
    span.end = span.end - patch.removed.size() + patch.inserted.size();
    return true;
}

} // namespace weir::sql
