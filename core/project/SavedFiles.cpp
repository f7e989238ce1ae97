#include "core/project/SavedFiles.h"

#include "core/project/AtomicFile.h"
#include "core/project/LineDiff.h"

#include <system_error>

namespace weir::project {

namespace {

std::optional<Position> placeIn(const std::map<std::string, Position> &positions,
                                const std::string &key)
{
    const auto found = positions.find(key);
    return found == positions.end() ? std::nullopt : std::optional<Position>(found->second);
}

} // namespace

Result<SavedFiles> readSavedFiles(const std::filesystem::path &sqlFile)
{
    std::error_code ignored;
    if (!std::filesystem::exists(sqlFile, ignored) && !ignored) {
        return fail(externalError("project.missing", "There is no " + sqlFile.string()));
    }
    SavedFiles files;
    WEIR_ASSIGN(files.sql, readWholeFile(sqlFile));
    const std::filesystem::path beside = projectFileOf(sqlFile);
    if (std::filesystem::exists(beside, ignored)) {
        WEIR_ASSIGN(files.beside, readWholeFile(beside));
    }
    return files;
}

bool holdsNews(const SavedFiles &disk, const SavedFiles &known)
{
    return disk.sql != known.sql || (disk.beside && disk.beside != known.beside);
}

Change changeTo(const SavedFiles &files, const ProjectFile *beside, const sql::SqlText &text,
                const Arrangement &arrangement)
{
    Change change{.patches = sql::patchesOf(text, editsBetween(text.bytes(), files.sql))};
    if (beside == nullptr) {
        return change;
    }
    for (const auto &[key, position] : arrangement.positions) {
        const std::optional<Position> after = placeIn(beside->positions, key);
        if (after != position) {
            change.positions.push_back({key, position, after});
        }
    }
    for (const auto &[key, position] : beside->positions) {
        if (!arrangement.positions.contains(key)) {
            change.positions.push_back({key, std::nullopt, position});
        }
    }
    if (beside->plots != arrangement.plots) {
        change.plots = PlotsChange{arrangement.plots, beside->plots};
    }
    return change;
}

} // namespace weir::project
