#pragma once

#include "core/base/Result.h"
#include "core/project/Change.h"
#include "core/project/ProjectFile.h"
#include "core/sql/SqlText.h"

#include <filesystem>
#include <optional>
#include <string>

namespace weir::project {

/// The bytes of NAME.sql and of NAME.weir beside it as they stand on disk.
struct SavedFiles {
    std::string sql;
    /// Nothing: there is no such file.
    std::optional<std::string> beside;

    bool operator==(const SavedFiles &) const = default;
};

/// Reads both. Errors: `project.missing` (there is no NAME.sql), `project.unreadable`.
Result<SavedFiles> readSavedFiles(const std::filesystem::path &sqlFile);

/// Returns whether `disk` holds something that is not in `known`. A NAME.weir that went away is no
/// news: it holds nothing that the open project does not know, and saving writes it again.
bool holdsNews(const SavedFiles &disk, const SavedFiles &known);

/// Returns the change that makes text and arrangement those of `files`, touching only the bytes
/// that differ; empty when nothing does. `beside` is `files.beside` as it was read; null: the
/// arrangement stays.
Change changeTo(const SavedFiles &files, const ProjectFile *beside, const sql::SqlText &text,
                const Arrangement &arrangement);

} // namespace weir::project
