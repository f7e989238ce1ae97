#pragma once

#include "core/base/Deadline.h"
#include "core/base/Result.h"

#include <memory>
#include <mutex>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace weir::log {

/// A prepared statement while it is used; resets itself when it goes.
class SqliteQuery {
public:
    explicit SqliteQuery(sqlite3_stmt *statement)
        : m_statement(statement)
    {
    }
    SqliteQuery(SqliteQuery &&other) noexcept
        : m_statement(other.m_statement)
    {
        other.m_statement = nullptr;
    }
    SqliteQuery(const SqliteQuery &) = delete;
    SqliteQuery &operator=(const SqliteQuery &) = delete;
    ~SqliteQuery();

    /// Binds the next parameter. Text and blobs must live until the query goes.
    SqliteQuery &bind(std::int64_t value);
    SqliteQuery &bind(const std::string &text);
    SqliteQuery &bindBlob(std::string_view bytes);
    /// Goes to the next row; false when there is none. `log.storage`, `log.deadline-exceeded`.
    Result<bool> next();
    /// Runs a statement that returns no rows.
    Status run();

    std::int64_t number(int column) const { return sqlite3_column_int64(m_statement, column); }
    std::string text(int column) const;
    /// Returns a blob's bytes; valid until next().
    std::string_view blob(int column) const;

private:
    sqlite3_stmt *m_statement;
    int m_bound = 0;
};

/// One connection to a SQLite file in WAL mode, with its prepared statements. One thread at a time.
class SqliteDatabase {
public:
    enum class Durability { Kill, PowerLoss };

    /// Opens the file, making it and its folder if they are missing.
    static Result<std::unique_ptr<SqliteDatabase>> open(const std::string &path,
                                                        Durability durability);
    SqliteDatabase(const SqliteDatabase &) = delete;
    SqliteDatabase &operator=(const SqliteDatabase &) = delete;
    ~SqliteDatabase();

    /// Opens the same file again: for who reads or writes long beside this connection.
    Result<std::unique_ptr<SqliteDatabase>> openAnother() const;

    /// Runs statements that need no parameters.
    Status execute(const char *sql);
    /// Prepares a statement, or takes it from the cache; `sql` is a literal.
    Result<SqliteQuery> query(const char *sql);
    /// Begins a transaction that may write; waits for other writers until the deadline.
    Status beginWrite(const Deadline &deadline);
    Status beginRead();
    Status commit();
    void rollback();
    /// Returns a number that changes with every commit of another connection.
    Result<std::int64_t> dataVersion();
    /// Returns how many rows the last statement changed.
    std::int64_t changes() const { return sqlite3_changes64(m_handle); }

private:
    SqliteDatabase(sqlite3 *handle, std::string path, Durability durability)
        : m_handle(handle)
        , m_path(std::move(path))
        , m_durability(durability)
    {
    }
    static int onBusy(void *self, int attempts);

    sqlite3 *m_handle;
    std::string m_path;
    Durability m_durability;
    std::unordered_map<const char *, sqlite3_stmt *> m_statements;
    const Deadline *m_deadline = nullptr;
};

/// A connection that threads share: take the mutex, then use it.
struct SharedDatabase {
    std::mutex mutex;
    std::unique_ptr<SqliteDatabase> connection;
};

/// Runs `body` (returning Status) in a write transaction: committed if it succeeds, else rolled
/// back.
template <class Body>
Status inWriteTransaction(SqliteDatabase &database, const Deadline &deadline, Body body)
{
    WEIR_TRY(database.beginWrite(deadline));
    Status done = body();
    if (done) {
        done = database.commit();
    }
    if (!done) {
        database.rollback();
    }
    return done;
}

} // namespace weir::log
