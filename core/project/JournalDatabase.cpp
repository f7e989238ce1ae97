#include "core/project/JournalDatabase.h"

#include "core/log/local/WalMode.h"

#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <utility>

namespace weir::project {

namespace {

/// A prepared statement; parameters and columns count from 1 and 0 as in SQLite.
class JournalStatement {
public:
    JournalStatement(sqlite3 *handle, const char *sql)
    {
        sqlite3_prepare_v2(handle, sql, -1, &m_statement, nullptr);
    }
    ~JournalStatement() { sqlite3_finalize(m_statement); }
    JournalStatement(const JournalStatement &) = delete;
    JournalStatement &operator=(const JournalStatement &) = delete;

    JournalStatement &bind(int at, std::int64_t value)
    {
        sqlite3_bind_int64(m_statement, at, value);
        return *this;
    }
    /// Bytes, which need not be UTF-8. They must live until the last step.
    JournalStatement &bind(int at, const std::string &bytes)
    {
        sqlite3_bind_blob64(m_statement, at, bytes.empty() ? "" : bytes.data(), bytes.size(),
                            SQLITE_STATIC);
        return *this;
    }
    bool finish() { return m_statement && sqlite3_step(m_statement) == SQLITE_DONE; }
    int step() { return m_statement ? sqlite3_step(m_statement) : SQLITE_ERROR; }
    std::int64_t integer(int at) { return sqlite3_column_int64(m_statement, at); }
    std::string bytes(int at)
    {
        const void *data = sqlite3_column_blob(m_statement, at);
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement, at));
        return data ? std::string(static_cast<const char *>(data), size) : std::string();
    }

private:
    sqlite3_stmt *m_statement = nullptr;
};

/// When a process started, in the kernel's ticks: tells it from a later one with the same pid.
/// Empty when no such process runs.
std::string processStart(std::int64_t pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string line;
    std::getline(file, line);
    // The second field is the program's name in parentheses and may hold anything.
    const std::size_t name = line.rfind(')');
    if (name == std::string::npos) {
        return {};
    }
    std::istringstream fields(line.substr(name + 1));
    std::string field;
    constexpr int kStartTimeAfterName = 20;
    for (int i = 0; i < kStartTimeAfterName; ++i) {
        fields >> field;
    }
    return field;
}

constexpr const char *kJournalSchema = R"(
CREATE TABLE IF NOT EXISTS project (
    id INTEGER PRIMARY KEY AUTOINCREMENT, file BLOB NOT NULL, run_id BLOB NOT NULL, base BLOB NOT NULL,
    unsaved INTEGER NOT NULL, changed_at INTEGER NOT NULL, pid INTEGER NOT NULL, started BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS patch (
    project INTEGER NOT NULL, seq INTEGER PRIMARY KEY AUTOINCREMENT, place INTEGER NOT NULL,
    removed INTEGER NOT NULL, inserted BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS patch_of_project ON patch (project, seq);
)";

} // namespace

Result<JournalDatabase> JournalDatabase::open(const std::filesystem::path &path)
{
    std::error_code folderError;
    std::filesystem::create_directories(path.parent_path(), folderError);
    sqlite3 *handle = nullptr;
    const int opened = sqlite3_open_v2(
        path.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX,
        nullptr);
    JournalDatabase database(handle);
    if (opened != SQLITE_OK) {
        return database.problem();
    }
    sqlite3_busy_timeout(handle, 5'000);
    if (log::enterWalMode(handle, Deadline::in(std::chrono::seconds(5))) != SQLITE_OK) {
        return database.problem();
    }
    WEIR_TRY(database.run("PRAGMA synchronous=NORMAL"));
    WEIR_TRY(database.run(kJournalSchema));
    return database;
}

JournalDatabase::~JournalDatabase()
{
    sqlite3_close(m_handle);
}

JournalDatabase::JournalDatabase(JournalDatabase &&other) noexcept
    : m_handle(std::exchange(other.m_handle, nullptr))
{
}

JournalDatabase &JournalDatabase::operator=(JournalDatabase &&other) noexcept
{
    std::swap(m_handle, other.m_handle);
    return *this;
}

Status JournalDatabase::run(const char *sql)
{
    if (sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        return problem();
    }
    return {};
}

tl::unexpected<Error> JournalDatabase::problem() const
{
    return fail(externalError("project.journal",
                              std::string("The journal of unsaved projects cannot be used: ") +
                                  (m_handle ? sqlite3_errmsg(m_handle) : "out of memory")));
}

Result<std::int64_t> JournalDatabase::add(const KeptProject &project)
{
    JournalStatement insert(m_handle, "INSERT INTO project (file, run_id, base, unsaved, "
                                      "changed_at, pid, started) VALUES (?, ?, ?, ?, ?, ?, ?)");
    const std::string path = project.file.string();
    const std::string started = processStart(::getpid());
    insert.bind(1, path).bind(2, project.runId).bind(3, project.text).bind(4, project.unsaved);
    insert.bind(5, project.changedAt).bind(6, ::getpid()).bind(7, started);
    if (!insert.finish()) {
        return problem();
    }
    return sqlite3_last_insert_rowid(m_handle);
}

Status JournalDatabase::addPatch(std::int64_t id, const sql::TextPatch &patch, EpochMs now)
{
    JournalStatement insert(
        m_handle, "INSERT INTO patch (project, place, removed, inserted) VALUES (?, ?, ?, ?)");
    insert.bind(1, id)
        .bind(2, static_cast<std::int64_t>(patch.offset))
        .bind(3, static_cast<std::int64_t>(patch.removed.size()))
        .bind(4, patch.inserted);
    JournalStatement touch(m_handle, "UPDATE project SET unsaved = 1, changed_at = ? WHERE id = ?");
    touch.bind(1, now).bind(2, id);
    if (!insert.finish() || !touch.finish()) {
        return problem();
    }
    if (sqlite3_changes(m_handle) == 0) {
        return fail(externalError("project.journal", "Another program has removed this project "
                                                     "from the journal of unsaved projects"));
    }
    return {};
}

Status JournalDatabase::put(std::int64_t id, const KeptProject &project)
{
    JournalStatement insert(m_handle,
                            "INSERT OR REPLACE INTO project (id, file, run_id, base, unsaved, "
                            "changed_at, pid, started) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    const std::string path = project.file.string();
    const std::string started = processStart(::getpid());
    insert.bind(1, id).bind(2, path).bind(3, project.runId).bind(4, project.text);
    insert.bind(5, project.unsaved).bind(6, project.changedAt);
    insert.bind(7, ::getpid()).bind(8, started);
    JournalStatement clear(m_handle, "DELETE FROM patch WHERE project = ?");
    if (!insert.finish() || !clear.bind(1, id).finish()) {
        return problem();
    }
    return {};
}

Status JournalDatabase::remove(std::int64_t id)
{
    JournalStatement project(m_handle, "DELETE FROM project WHERE id = ?");
    JournalStatement patches(m_handle, "DELETE FROM patch WHERE project = ?");
    if (!project.bind(1, id).finish() || !patches.bind(1, id).finish()) {
        return problem();
    }
    return {};
}

Status JournalDatabase::removeEnded()
{
    std::vector<std::int64_t> ended;
    {
        JournalStatement select(m_handle, "SELECT id, pid, started FROM project WHERE unsaved = 0");
        while (select.step() == SQLITE_ROW) {
            if (processStart(select.integer(1)) != select.bytes(2)) {
                ended.push_back(select.integer(0));
            }
        }
    }
    for (const std::int64_t id : ended) {
        WEIR_TRY(remove(id));
    }
    return {};
}

Result<std::vector<UnsavedProject>> JournalDatabase::unsaved()
{
    std::vector<UnsavedProject> found;
    JournalStatement select(m_handle,
                            "SELECT id, file, run_id, base, changed_at, pid, started FROM project "
                            "WHERE unsaved = 1 ORDER BY changed_at DESC, id DESC");
    int step = select.step();
    for (; step == SQLITE_ROW; step = select.step()) {
        if (processStart(select.integer(5)) == select.bytes(6)) {
            continue;
        }
        UnsavedProject project{select.integer(0), select.bytes(1), select.bytes(2), select.bytes(3),
                               select.integer(4)};
        replay(project);
        found.push_back(std::move(project));
    }
    if (step != SQLITE_DONE) {
        return problem();
    }
    return found;
}

void JournalDatabase::replay(UnsavedProject &project)
{
    JournalStatement select(
        m_handle, "SELECT place, removed, inserted FROM patch WHERE project = ? ORDER BY seq");
    select.bind(1, project.id);
    int step = select.step();
    for (; step == SQLITE_ROW; step = select.step()) {
        const auto place = static_cast<std::uint64_t>(select.integer(0));
        const auto removed = static_cast<std::uint64_t>(select.integer(1));
        const std::uint64_t size = project.text.size();
        if (place > size || removed > size - place) {
            break;
        }
        project.text.replace(place, removed, select.bytes(2));
    }
    project.whole = step == SQLITE_DONE;
}

} // namespace weir::project
