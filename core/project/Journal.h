#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/sql/TextPatch.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace weir::project {

/// A project that was not closed in order, with its text as it was at the last journal write.
struct UnsavedProject {
    std::int64_t id = 0;
    /// The SQL file; empty for a project that was never saved.
    std::filesystem::path file;
    std::string runId;
    std::string text;
    EpochMs changedAt = 0;
    /// False where the journal is damaged: the text is as it was before the first damaged change.
    bool whole = true;
};

/// Keeps what a person types safe against kill -9: one SQLite file in the user's data folder,
/// shared by all windows. One object for each open project. Its calls never wait for the disk: a
/// thread of its own writes one transaction at most `delay` after a patch, and tries again every
/// `delay` what it could not write.
class Journal {
public:
    /// Told when writing begins to fail, with the error, and when it works again. Called on the
    /// journal's thread.
    using Listener = std::function<void(const Status &)>;

    static constexpr std::chrono::milliseconds kDelay{1'000};

    /// Begins to keep a project, titled or not, whose text is `text` (as saved, or empty). `clock`
    /// must outlive the journal. Errors: `project.journal` (the file cannot be opened or made).
    static Result<std::unique_ptr<Journal>>
    open(const std::filesystem::path &database, const std::filesystem::path &file,
         const std::string &runId, const std::string &text, const Clock &clock,
         std::chrono::milliseconds delay = kDelay, Listener listener = {});
    /// Writes what is pending, if it can be written now. The project stays in the journal: see
    /// close().
    ~Journal();
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;

    /// Takes up a patch that was applied to the text.
    void record(const sql::TextPatch &patch);
    /// The text as it is now stands in `file`: nothing is unsaved any more.
    void saved(const std::filesystem::path &file, const std::string &runId);
    /// Writes what is pending and waits for that, or for it to fail once more. Errors:
    /// `project.journal`.
    Status flush();
    /// Forgets the project: it was closed in order, saved or thrown away by the person.
    Status close();

    /// Returns the unsaved projects whose program no longer runs, newest first. Errors:
    /// `project.journal`.
    static Result<std::vector<UnsavedProject>> unsaved(const std::filesystem::path &database);
    /// Forgets one of unsaved(): it was recovered or thrown away.
    static Status forget(const std::filesystem::path &database, std::int64_t id);

private:
    class Writer;
    explicit Journal(std::unique_ptr<Writer> writer);

    std::unique_ptr<Writer> m_writer;
};

} // namespace weir::project
