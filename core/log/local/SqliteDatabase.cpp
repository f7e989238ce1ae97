#include "core/log/local/SqliteDatabase.h"

#include "core/log/LogErrors.h"
#include "core/log/local/WalMode.h"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <thread>

namespace weir::log {

namespace {

Error storageError(sqlite3 *handle)
{
    const int code = sqlite3_extended_errcode(handle);
    if ((code & 0xFF) == SQLITE_BUSY) {
        return deadlineError("Waiting for other writers of the local cluster");
    }
    return externalError("log.storage",
                         fmt::format("Storage: {} (SQLite {})", sqlite3_errmsg(handle), code));
}

} // namespace

SqliteQuery::~SqliteQuery()
{
    if (m_statement != nullptr) {
        sqlite3_reset(m_statement);
        sqlite3_clear_bindings(m_statement);
    }
}

SqliteQuery &SqliteQuery::bind(std::int64_t value)
{
    sqlite3_bind_int64(m_statement, ++m_bound, value);
    return *this;
}

SqliteQuery &SqliteQuery::bind(const std::string &text)
{
    sqlite3_bind_text64(m_statement, ++m_bound, text.data(), text.size(), SQLITE_STATIC,
                        SQLITE_UTF8);
    return *this;
}

SqliteQuery &SqliteQuery::bindBlob(std::string_view bytes)
{
    sqlite3_bind_blob64(m_statement, ++m_bound, bytes.empty() ? "" : bytes.data(), bytes.size(),
                        SQLITE_STATIC);
    return *this;
}

Result<bool> SqliteQuery::next()
{
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW || code == SQLITE_DONE) {
        return code == SQLITE_ROW;
    }
    return fail(storageError(sqlite3_db_handle(m_statement)));
}

Status SqliteQuery::run()
{
    WEIR_TRY(next());
    return {};
}

std::string SqliteQuery::text(int column) const
{
    return std::string(blob(column));
}

std::string_view SqliteQuery::blob(int column) const
{
    const void *data = sqlite3_column_blob(m_statement, column);
    const int size = sqlite3_column_bytes(m_statement, column);
    return {static_cast<const char *>(data), std::size_t(size)};
}

Result<std::unique_ptr<SqliteDatabase>> SqliteDatabase::open(const std::string &path,
                                                             Durability durability)
{
    std::error_code ignored;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
    sqlite3 *handle = nullptr;
    const int code =
        sqlite3_open_v2(path.c_str(), &handle,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    std::unique_ptr<SqliteDatabase> database(new SqliteDatabase(handle, path, durability));
    if (code != SQLITE_OK) {
        return fail(externalError("log.storage",
                                  fmt::format("Cannot open '{}': {}", path, sqlite3_errstr(code))));
    }
    sqlite3_busy_handler(handle, &SqliteDatabase::onBusy, database.get());
    const Deadline patience = Deadline::in(std::chrono::seconds(10));
    database->m_deadline = &patience;
    // Whole batches are large blobs: large pages make their chains short.
    Status set = database->execute("PRAGMA page_size=32768;");
    if (set && enterWalMode(handle, patience) != SQLITE_OK) {
        set = fail(storageError(handle));
    }
    if (set) {
        set = database->execute("PRAGMA wal_autocheckpoint=1024;"
                                "PRAGMA journal_size_limit=67108864;"
                                "PRAGMA cache_size=-4096; PRAGMA temp_store=MEMORY;");
    }
    if (set) {
        set = database->execute(durability == Durability::PowerLoss ? "PRAGMA synchronous=FULL"
                                                                    : "PRAGMA synchronous=NORMAL");
    }
    database->m_deadline = nullptr;
    WEIR_TRY(set);
    return database;
}

Result<std::unique_ptr<SqliteDatabase>> SqliteDatabase::openAnother() const
{
    return open(m_path, m_durability);
}

SqliteDatabase::~SqliteDatabase()
{
    for (const auto &entry : m_statements) {
        sqlite3_finalize(entry.second);
    }
    sqlite3_close(m_handle);
}

int SqliteDatabase::onBusy(void *self, int attempts)
{
    const Deadline *deadline = static_cast<SqliteDatabase *>(self)->m_deadline;
    if (deadline == nullptr ? attempts > 1000 : deadline->passed() || deadline->cancelled()) {
        return 0;
    }
    std::this_thread::sleep_for(std::chrono::microseconds(attempts < 10 ? 100 : 1000));
    return 1;
}

Status SqliteDatabase::execute(const char *sql)
{
    if (sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        return fail(storageError(m_handle));
    }
    return {};
}

Result<SqliteQuery> SqliteDatabase::query(const char *sql)
{
    sqlite3_stmt *&statement = m_statements[sql];
    if (statement == nullptr && sqlite3_prepare_v3(m_handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
                                                   &statement, nullptr) != SQLITE_OK) {
        return fail(storageError(m_handle));
    }
    return SqliteQuery(statement);
}

Status SqliteDatabase::beginWrite(const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Writing to the local cluster"));
    m_deadline = &deadline;
    WEIR_ASSIGN(SqliteQuery begin, query("BEGIN IMMEDIATE"));
    const Status begun = begin.run();
    m_deadline = nullptr;
    return begun;
}

Status SqliteDatabase::beginRead()
{
    WEIR_ASSIGN(SqliteQuery begin, query("BEGIN"));
    return begin.run();
}

Status SqliteDatabase::commit()
{
    WEIR_ASSIGN(SqliteQuery end, query("COMMIT"));
    return end.run();
}

void SqliteDatabase::rollback()
{
    if (sqlite3_get_autocommit(m_handle) == 0) {
        sqlite3_exec(m_handle, "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

Result<std::int64_t> SqliteDatabase::dataVersion()
{
    WEIR_ASSIGN(SqliteQuery version, query("PRAGMA data_version"));
    WEIR_TRY(version.next());
    return version.number(0);
}

} // namespace weir::log
