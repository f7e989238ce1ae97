#include "tests/unit/runtime/EngineFixture.h"

#include <chrono>

namespace weir::test {

namespace {

constexpr std::chrono::seconds kHang(60);

} // namespace

TestEngine::TestEngine(log::ClusterPtr cluster, std::size_t pullRows)
    : m_cluster(std::move(cluster))
    , m_engine(std::make_unique<runtime::Engine>(
          runtime::EngineOptions{.cluster = m_cluster->address(),
                                 .opened = m_cluster,
                                 .stateMemory = 256U << 20U,
                                 .pullRows = pullRows,
                                 .clock = std::make_shared<FixedClock>(1000000)}))
{
    m_engine->onReply([this](runtime::Reply reply) {
        {
            const std::lock_guard lock(m_mutex);
            m_replies[reply.id].push_back(std::move(reply.result));
        }
        m_changed.notify_all();
    });
    m_engine->onSnapshot([this] {
        {
            const std::lock_guard lock(m_mutex);
            ++m_snapshots;
        }
        m_changed.notify_all();
    });
}

Result<runtime::Answer> TestEngine::call(runtime::Command command)
{
    const auto id = m_engine->submit(std::move(command));
    if (!id) {
        return fail(userError("test.busy", "busy"));
    }
    return replyTo(*id);
}

Result<runtime::Answer> TestEngine::apply(const std::string &text)
{
    return call(runtime::ApplyText{.text = text, .revision = 1, .runId = "r"});
}

Result<runtime::Answer> TestEngine::replyTo(runtime::RequestId id)
{
    std::unique_lock lock(m_mutex);
    if (!m_changed.wait_for(lock, kHang, [&] { return m_replies.count(id) > 0; })) {
        throw std::runtime_error("no reply came");
    }
    return m_replies[id].front();
}

std::map<runtime::RequestId, int> TestEngine::replyCounts() const
{
    const std::lock_guard lock(m_mutex);
    std::map<runtime::RequestId, int> counts;
    for (const auto &[id, replies] : m_replies) {
        counts[id] = static_cast<int>(replies.size());
    }
    return counts;
}

bool TestEngine::waitFor(const std::function<bool(const runtime::EngineSnapshot &)> &holds)
{
    const auto end = std::chrono::steady_clock::now() + kHang;
    while (std::chrono::steady_clock::now() < end) {
        std::unique_lock lock(m_mutex);
        const std::uint64_t seen = m_snapshots;
        lock.unlock();
        if (holds(*m_engine->snapshot())) {
            return true;
        }
        lock.lock();
        m_changed.wait_until(lock, end, [&] { return m_snapshots != seen; });
    }
    return false;
}

bool TestEngine::waitUntilCaughtUp()
{
    return waitFor([](const runtime::EngineSnapshot &snapshot) { return snapshot.caughtUp; });
}

FeedReaderLoop::FeedReaderLoop(std::unique_ptr<runtime::Feed> feed)
    : m_feed(std::move(feed))
{
    m_feed->setWakeUp([this] {
        {
            const std::lock_guard lock(m_mutex);
            m_woken = true;
        }
        m_came.notify_all();
    });
}

FeedReaderLoop::~FeedReaderLoop()
{
    m_feed->setWakeUp({});
}

void FeedReaderLoop::drain()
{
    runtime::FeedDrain drained;
    do {
        drained = m_feed->drain(2000);
        rows.insert(rows.end(), drained.rows.begin(), drained.rows.end());
        for (const runtime::WindowPoint &point : drained.points) {
            points[point.key + "@" + std::to_string(point.windowStart)] = point;
        }
        droppedUnseen += drained.droppedUnseen;
        inCount = drained.inCount;
        outCount = drained.outCount;
        finished = finished || drained.finished;
    } while (drained.more);
}

bool FeedReaderLoop::waitFor(const std::function<bool()> &holds)
{
    const auto end = std::chrono::steady_clock::now() + kHang;
    // What came with an earlier wake-up may be all that is waited for.
    while (!holds()) {
        {
            std::unique_lock lock(m_mutex);
            if (!m_came.wait_until(lock, end, [this] { return m_woken; })) {
                return false;
            }
            m_woken = false;
        }
        drain();
    }
    return true;
}

void FeedReaderLoop::waitForRows(std::size_t count)
{
    waitFor([&] { return rows.size() >= count || finished || m_feed->info().failure; });
}

std::vector<std::string> cellTexts(const std::vector<runtime::FeedRow> &rows)
{
    std::vector<std::string> result;
    for (const runtime::FeedRow &row : rows) {
        std::string text;
        for (const runtime::Cell &cell : row.cells) {
            text += (text.empty() ? "" : "|") + (cell.null ? "NULL" : cell.text);
        }
        result.push_back(text);
    }
    return result;
}

} // namespace weir::test
