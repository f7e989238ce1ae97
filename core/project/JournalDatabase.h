#pragma once

#include "core/project/Journal.h"

#include <cstdint>
#include <filesystem>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <vector>

namespace weir::project {

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
    Result<std::int64_t> add(const std::filesystem::path &file, const std::string &runId,
                             const std::string &text);
    Status addPatch(std::int64_t id, const sql::TextPatch &patch, EpochMs now);
    /// Makes `text` the base and drops the patches.
    Status rebase(std::int64_t id, const std::string &text);
    /// Notes that the text is what stands in its file.
    Status setSaved(std::int64_t id, const std::filesystem::path &file, const std::string &runId);
    Status remove(std::int64_t id);
    /// All projects with unsaved changes whose owner no longer runs.
    Result<std::vector<UnsavedProject>> unsaved();

private:
    explicit JournalDatabase(sqlite3 *handle)
        : m_handle(handle)
    {
    }
    Status run(const char *sql);
    tl::unexpected<Error> problem() const;
    Status replay(UnsavedProject &project);

    sqlite3 *m_handle = nullptr;
};

} // namespace weir::project
