#include "core/log/local/LocalWriter.h"

#include "core/log/LogErrors.h"

#include <utility>

namespace weir::log {

namespace {

// Encoded bytes that wait for a flush at most.
constexpr std::size_t kMostStagedBytes = 1U << 20U;

} // namespace

LocalWriter::LocalWriter(std::shared_ptr<LocalStore> store, WriterOptions options)
    : m_store(std::move(store))
    , m_options(std::move(options))
{
}

Result<std::unique_ptr<Writer>> LocalWriter::open(std::shared_ptr<LocalStore> store,
                                                  WriterOptions options)
{
    std::unique_ptr<LocalWriter> writer(new LocalWriter(std::move(store), std::move(options)));
    if (writer->m_options.transactional) {
        WEIR_TRY(writer->takeName(Deadline::in(std::chrono::seconds(10))));
    }
    return writer;
}

Status LocalWriter::takeName(const Deadline &deadline)
{
    const std::lock_guard lock(m_store->database()->mutex);
    SqliteDatabase &database = *m_store->database()->connection;
    return inWriteTransaction(database, deadline, [&]() -> Status {
        WEIR_ASSIGN(SqliteQuery take,
                    database.query("INSERT INTO producers(name, generation) VALUES(?, 1)"
                                   " ON CONFLICT(name) DO UPDATE SET generation = generation + 1"
                                   " RETURNING generation"));
        WEIR_TRY(take.bind(m_options.producerName).next());
        m_generation = take.number(0);
        WEIR_TRY(take.next());
        return {};
    });
}

Status LocalWriter::checkName(SqliteDatabase &database) const
{
    WEIR_ASSIGN(SqliteQuery find,
                database.query("SELECT generation FROM producers WHERE name = ?"));
    WEIR_ASSIGN(const bool found, find.bind(m_options.producerName).next());
    if (!found || find.number(0) != m_generation) {
        return fail(fencedError(m_options.producerName));
    }
    return {};
}

Result<std::uint64_t> LocalWriter::append(const OutputBatch &batch, const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Appending"));
    if (m_options.transactional && !m_inTransaction) {
        return fail(notTransactionalError());
    }
    m_staged.push_back(m_store->encode(batch));
    m_numbers.push_back(++m_number);
    m_stagedBytes += m_staged.back().bytes();
    if (!m_inTransaction && m_stagedBytes >= kMostStagedBytes) {
        WEIR_TRY(storeStaged(deadline));
    }
    return m_number;
}

void LocalWriter::acknowledgeStaged()
{
    for (std::size_t i = 0; i < m_staged.size(); ++i) {
        m_acks.push_back({m_numbers[i], std::move(m_staged[i].baseOffset)});
    }
    m_staged.clear();
    m_numbers.clear();
    m_stagedBytes = 0;
}

Status LocalWriter::storeStaged(const Deadline &deadline)
{
    if (!m_staged.empty()) {
        WEIR_TRY(m_store->append(m_staged, deadline));
        acknowledgeStaged();
    }
    return {};
}

Result<std::vector<BatchAck>> LocalWriter::flush(const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Flushing"));
    if (!m_inTransaction) {
        WEIR_TRY(storeStaged(deadline));
    }
    return std::exchange(m_acks, {});
}

Status LocalWriter::begin(const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Beginning a transaction"));
    if (!m_options.transactional || m_inTransaction) {
        return fail(notTransactionalError());
    }
    m_inTransaction = true;
    return {};
}

Result<std::vector<BatchAck>> LocalWriter::commit(const Deadline &deadline)
{
    if (!m_inTransaction) {
        return fail(notTransactionalError());
    }
    Status stored;
    {
        const std::lock_guard lock(m_store->database()->mutex);
        SqliteDatabase &database = *m_store->database()->connection;
        stored = inWriteTransaction(database, deadline, [&]() -> Status {
            WEIR_TRY(checkName(database));
            for (EncodedOutput &output : m_staged) {
                WEIR_TRY(output.baseOffset);
                output.baseOffset = LocalStore::store(database, output);
                WEIR_TRY(output.baseOffset);
            }
            return {};
        });
    }
    m_inTransaction = false;
    if (!stored) {
        m_staged.clear();
        m_numbers.clear();
        return fail(stored.error());
    }
    acknowledgeStaged();
    m_store->wakeFile().wake();
    return std::exchange(m_acks, {});
}

Status LocalWriter::abort(const Deadline & /*deadline*/)
{
    if (!m_inTransaction) {
        return fail(notTransactionalError());
    }
    m_staged.clear();
    m_numbers.clear();
    m_stagedBytes = 0;
    m_inTransaction = false;
    return {};
}

} // namespace weir::log
