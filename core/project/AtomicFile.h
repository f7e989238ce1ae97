#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace weir::project {

/// Reads a whole file. Errors: `project.unreadable`.
Result<std::string> readWholeFile(const std::filesystem::path &path);

/// Replaces a file's content in one step: a temporary file beside it, fsync, rename. The file's
/// permissions stay; a symbolic link is followed. Errors: `project.unwritable`, with the old
/// content still there.
Status replaceFile(const std::filesystem::path &path, std::string_view content);

} // namespace weir::project
