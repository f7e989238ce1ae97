#pragma once

#include "core/project/Journal.h"

#include <cstdint>
#include <filesystem>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <vector>

namespace weir::project {

/// A project as the journal keeps it.
struct KeptProject {
    std::filesystem::path file;
    std::string runId;
    std::string text;
    /// The text is not what stands in the file.
    bool unsaved = false;
    EpochMs changedAt = 0;
};

/// The journal's SQLite file: a base text and the patches since, for each open project. One thread
/// at a time. All errors are `project.journal`.
class JournalDatabase {
public:
    static Result<JournalDatabase> open(const std::filesystem::path &path);
    ~JournalDatabase();
    JournalDatabase(JournalDatabase &&other) noexcept;
    JournalDatabase &operator=(JournalDatabase &&other) noexcept;

    Status begin() { return run("BEGIN IMMEDIATE"); }
    Status commit() { return run("COMMIT"); }
    void rollback() { (void)run("ROLLBACK"); }

    /// Adds a project, owned by this process, and returns its id.
    Result<std::int64_t> add(const KeptProject &project);
    Status addPatch(std::int64_t id, const sql::TextPatch &patch, EpochMs now);
    /// Writes a project of this process as it is, in place of its text and patches so far.
    Status put(std::int64_t id, const KeptProject &project);
    Status remove(std::int64_t id);
    /// Removes the projects without unsaved changes whose owner no longer runs.
    Status removeEnded();
    /// All projects with unsaved changes whose owner no longer runs; of a damaged one what can be
    /// read.
    Result<std::vector<UnsavedProject>> unsaved();

private:
    explicit JournalDatabase(sqlite3 *handle)
        : m_handle(handle)
    {
    }
    Status run(const char *sql);
    tl::unexpected<Error> problem() const;
    void replay(UnsavedProject &project);

    sqlite3 *m_handle = nullptr;
};

} // namespace weir::project
