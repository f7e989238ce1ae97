#include "core/project/Journal.h"

#include "core/project/JournalDatabase.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace weir::project {

/// The journal's thread: collects what happened and writes it in one transaction. What could not be
/// written is tried again, as a whole, until it can.
class Journal::Writer {
public:
    Writer(JournalDatabase database, std::int64_t id, KeptProject project, const Clock &clock,
           std::chrono::milliseconds delay, Listener listener)
        : m_database(std::move(database))
        , m_id(id)
        , m_project(std::move(project))
        , m_clock(clock)
        , m_delay(delay)
        , m_listener(std::move(listener))
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
        const std::uint64_t tries = m_status ? 0 : m_tries + 1;
        m_hurry = true;
        m_wake.notify_all();
        m_wake.wait(lock, [&] { return m_taken >= wanted && m_tries >= tries; });
        return m_status;
    }

private:
    void loop()
    {
        std::unique_lock lock(m_mutex);
        for (;;) {
            m_wake.wait(lock, [this] { return m_stop || !m_pending.empty() || !m_status; });
            m_wake.wait_for(lock, m_delay, [this] { return m_stop || m_hurry; });
            m_hurry = false;
            std::vector<Event> events;
            events.swap(m_pending);
            const bool failedBefore = !m_status;
            lock.unlock();
            const Status status = write(events);
            if (m_listener && status.has_value() == failedBefore) {
                m_listener(status);
            }
            lock.lock();
            m_status = status;
            m_taken += events.size();
            ++m_tries;
            m_wake.notify_all();
            if (m_stop && m_pending.empty()) {
                return;
            }
        }
    }

    Status write(const std::vector<Event> &events)
    {
        for (const Event &event : events) {
            apply(event);
        }
        if (events.empty() && !m_anew) {
            return {};
        }
        Status status = m_database.begin();
        if (status) {
            status = writeInTransaction(events);
        }
        if (status) {
            status = m_database.commit();
        }
        if (!status) {
            m_database.rollback();
        }
        // No gap may be left in the patches.
        m_anew = !status;
        return status;
    }

    void apply(const Event &event)
    {
        if (event.patch) {
            m_project.text.replace(event.patch->offset, event.patch->removed.size(),
                                   event.patch->inserted);
            m_project.unsaved = true;
            m_project.changedAt = m_clock.now();
        } else if (event.savedAs) {
            m_project.file = *event.savedAs;
            m_project.runId = event.runId;
            m_project.unsaved = false;
            m_anew = true;
        }
        m_closed = m_closed || event.closed;
        ++m_patches;
    }

    Status writeInTransaction(const std::vector<Event> &events)
    {
        if (m_closed) {
            return m_database.remove(m_id);
        }
        if (m_anew || m_patches > kMostPatches) {
            m_patches = 0;
            return m_database.put(m_id, m_project);
        }
        for (const Event &event : events) {
            WEIR_TRY(m_database.addPatch(m_id, *event.patch, m_project.changedAt));
        }
        return {};
    }

    static constexpr int kMostPatches = 1'000;

    JournalDatabase m_database;
    const std::int64_t m_id;
    /// As it is now, in the database or not.
    KeptProject m_project;
    const Clock &m_clock;
    const std::chrono::milliseconds m_delay;
    const Listener m_listener;
    int m_patches = 0;
    /// The next transaction writes the project as it is instead of patches.
    bool m_anew = false;
    bool m_closed = false;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<Event> m_pending;
    std::uint64_t m_posted = 0;
    std::uint64_t m_taken = 0;
    std::uint64_t m_tries = 0;
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
                                               const Clock &clock, std::chrono::milliseconds delay,
                                               Listener listener)
{
    WEIR_ASSIGN(JournalDatabase opened, JournalDatabase::open(database));
    WEIR_TRY(opened.removeEnded());
    KeptProject project{file, runId, text};
    WEIR_ASSIGN(const std::int64_t id, opened.add(project));
    auto writer = std::make_unique<Writer>(std::move(opened), id, std::move(project), clock, delay,
                                           std::move(listener));
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
