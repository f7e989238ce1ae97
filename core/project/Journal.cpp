#include "core/project/Journal.h"

#include "core/project/JournalDatabase.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace weir::project {

/// The journal's thread: collects what happened and writes it in one transaction.
class Journal::Writer {
public:
    Writer(JournalDatabase database, std::int64_t id, std::string text, const Clock &clock,
           std::chrono::milliseconds delay)
        : m_database(std::move(database))
        , m_id(id)
        , m_text(std::move(text))
        , m_clock(clock)
        , m_delay(delay)
        , m_thread([this] { loop(); })
    {
    }

    ~Writer()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stop = true;
        }
        m_wake.notify_all();
        m_thread.join();
    }

    struct Event {
        std::optional<sql::TextPatch> patch;
        std::optional<std::filesystem::path> savedAs;
        std::string runId;
        bool closed = false;
    };

    void post(Event event)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_pending.push_back(std::move(event));
            ++m_posted;
        }
        m_wake.notify_all();
    }

    Status flush()
    {
        std::unique_lock lock(m_mutex);
        const std::uint64_t wanted = m_posted;
        m_hurry = true;
        m_wake.notify_all();
        m_wake.wait(lock, [&] { return m_written >= wanted; });
        return m_status;
    }

private:
    void loop()
    {
        std::unique_lock lock(m_mutex);
        for (;;) {
            m_wake.wait(lock, [this] { return m_stop || !m_pending.empty(); });
            m_wake.wait_for(lock, m_delay, [this] { return m_stop || m_hurry; });
            m_hurry = false;
            std::vector<Event> events;
            events.swap(m_pending);
            lock.unlock();
            const Status status = write(events);
            lock.lock();
            m_status = status;
            m_written += events.size();
            m_wake.notify_all();
            if (m_stop && m_pending.empty()) {
                return;
            }
        }
    }

    Status write(const std::vector<Event> &events)
    {
        if (events.empty()) {
            return {};
        }
        if (const Status begun = m_database.begin(); !begun) {
            for (const Event &event : events) {
                applyToText(event);
            }
            m_patches = kMostPatches;
            return begun;
        }
        Status status;
        for (const Event &event : events) {
            applyToText(event);
            if (status) {
                status = writeEvent(event);
            }
        }
        if (status && m_patches >= kMostPatches) {
            m_patches = 0;
            status = m_database.rebase(m_id, m_text);
        }
        if (status) {
            status = m_database.commit();
        }
        if (!status) {
            // The next transaction writes the text anew, so that no gap is left in the patches.
            m_database.rollback();
            m_patches = kMostPatches;
        }
        return status;
    }

    void applyToText(const Event &event)
    {
        if (event.patch) {
            m_text.replace(event.patch->offset, event.patch->removed.size(), event.patch->inserted);
        }
    }

    Status writeEvent(const Event &event)
    {
        if (event.patch) {
            WEIR_TRY(m_database.addPatch(m_id, *event.patch, m_clock.now()));
            ++m_patches;
        } else if (event.savedAs) {
            WEIR_TRY(m_database.rebase(m_id, m_text));
            WEIR_TRY(m_database.setSaved(m_id, *event.savedAs, event.runId));
            m_patches = 0;
        } else if (event.closed) {
            WEIR_TRY(m_database.remove(m_id));
        }
        return {};
    }

    static constexpr int kMostPatches = 1'000;

    JournalDatabase m_database;
    const std::int64_t m_id;
    std::string m_text;
    const Clock &m_clock;
    const std::chrono::milliseconds m_delay;
    int m_patches = 0;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<Event> m_pending;
    std::uint64_t m_posted = 0;
    std::uint64_t m_written = 0;
    Status m_status;
    bool m_hurry = false;
    bool m_stop = false;
    std::thread m_thread;
};

Journal::Journal(std::unique_ptr<Writer> writer)
    : m_writer(std::move(writer))
{
}
Journal::~Journal() = default;

Result<std::unique_ptr<Journal>> Journal::open(const std::filesystem::path &database,
                                               const std::filesystem::path &file,
                                               const std::string &runId, const std::string &text,
                                               const Clock &clock, std::chrono::milliseconds delay)
{
    WEIR_ASSIGN(JournalDatabase opened, JournalDatabase::open(database));
    WEIR_ASSIGN(const std::int64_t id, opened.add(file, runId, text));
    auto writer = std::make_unique<Writer>(std::move(opened), id, text, clock, delay);
    return std::unique_ptr<Journal>(new Journal(std::move(writer)));
}

void Journal::record(const sql::TextPatch &patch)
{
    Writer::Event event;
    event.patch = patch;
    m_writer->post(std::move(event));
}

void Journal::saved(const std::filesystem::path &file, const std::string &runId)
{
    Writer::Event event;
    event.savedAs = file;
    event.runId = runId;
    m_writer->post(std::move(event));
}

Status Journal::flush()
{
    return m_writer->flush();
}

Status Journal::close()
{
    Writer::Event event;
    event.closed = true;
    m_writer->post(std::move(event));
    return m_writer->flush();
}

Result<std::vector<UnsavedProject>> Journal::unsaved(const std::filesystem::path &database)
{
    WEIR_ASSIGN(JournalDatabase opened, JournalDatabase::open(database));
    return opened.unsaved();
}

Status Journal::forget(const std::filesystem::path &database, std::int64_t id)
{
    WEIR_ASSIGN(JournalDatabase opened, JournalDatabase::open(database));
    return opened.remove(id);
}

} // namespace weir::project
