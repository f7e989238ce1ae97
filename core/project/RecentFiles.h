#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <vector>

namespace weir::project {

/// The projects opened lately, newest first; a JSON file in the user's data folder.
class RecentFiles {
public:
    static constexpr std::size_t kMost = 12;

    /// Reads the list; one that is missing or damaged is empty.
    explicit RecentFiles(std::filesystem::path listFile);

    const std::vector<std::filesystem::path> &files() const { return m_files; }
    /// Puts a file to the front and saves the list. Errors: `project.unwritable`.
    Status add(const std::filesystem::path &file);
    /// Takes a file out and saves the list. Errors: `project.unwritable`.
    Status remove(const std::filesystem::path &file);

private:
    Status save() const;

    std::filesystem::path m_listFile;
    std::vector<std::filesystem::path> m_files;
};

} // namespace weir::project
