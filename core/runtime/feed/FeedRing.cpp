#include "core/runtime/feed/FeedRing.h"

#include <algorithm>
#include <utility>

namespace weir::runtime {

namespace {

constexpr std::size_t kMostCellBytes = 4096;

std::size_t bytesOf(const FeedRow &row)
{
    std::size_t bytes = sizeof(FeedRow) + row.reason.size() + row.record.topic.size();
    for (const Cell &cell : row.cells) {
        bytes += sizeof(Cell) + cell.text.size();
    }
    return bytes;
}

} // namespace

Cell cellOf(std::string text)
{
    Cell cell;
    if (text.size() > kMostCellBytes) {
        std::size_t end = kMostCellBytes;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        text.resize(end);
        cell.cut = true;
    }
    cell.text = std::move(text);
    return cell;
}

void FeedRing::push(FeedRow row)
{
    std::unique_lock lock(m_mutex);
    row.sequence = m_sequence++;
    m_bytes += bytesOf(row);
    m_rows.push_back(std::move(row));
    while (m_rows.size() > kMostRows || (m_bytes > kMostBytes && m_rows.size() > 1)) {
        m_bytes -= bytesOf(m_rows.front());
        m_rows.pop_front();
        ++m_dropped;
    }
    wake(lock);
}

void FeedRing::skip(std::uint64_t rows)
{
    const std::lock_guard lock(m_mutex);
    m_sequence += rows;
    m_dropped += rows;
}

void FeedRing::waitForRoom(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    m_drained.wait(lock, stop,
                   [this] { return m_rows.size() < kMostRows && m_bytes < kMostBytes; });
}

void FeedRing::push(WindowPoint point)
{
    std::unique_lock lock(m_mutex);
    m_points[{point.key, point.windowStart}] = std::move(point);
    wake(lock);
}

void FeedRing::setInfo(FeedInfo info)
{
    std::unique_lock lock(m_mutex);
    m_info = std::move(info);
    wake(lock);
}

void FeedRing::fail(Error error)
{
    std::unique_lock lock(m_mutex);
    m_info.failure = std::move(error);
    m_finished = true;
    wake(lock);
}

void FeedRing::finish()
{
    std::unique_lock lock(m_mutex);
    m_finished = true;
    wake(lock);
}

void FeedRing::setStreamTime(EpochMs time)
{
    std::unique_lock lock(m_mutex);
    if (!m_streamTime || time > *m_streamTime) {
        m_streamTime = time;
        wake(lock);
    }
}

void FeedRing::setCounts(std::uint64_t in, std::uint64_t out)
{
    std::unique_lock lock(m_mutex);
    if (m_in != in || m_out != out) {
        m_in = in;
        m_out = out;
        wake(lock);
    }
}

FeedInfo FeedRing::info() const
{
    const std::lock_guard lock(m_mutex);
    return m_info;
}

FeedDrain FeedRing::drain(std::size_t maxRows)
{
    const std::lock_guard lock(m_mutex);
    FeedDrain result;
    const std::size_t count = std::min(maxRows, m_rows.size());
    result.rows.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        m_bytes -= bytesOf(m_rows.front());
        result.rows.push_back(std::move(m_rows.front()));
        m_rows.pop_front();
    }
    for (auto &[key, point] : m_points) {
        result.points.push_back(std::move(point));
    }
    m_points.clear();
    result.streamTime = m_streamTime;
    result.droppedUnseen = std::exchange(m_dropped, 0);
    result.inCount = m_in;
    result.outCount = m_out;
    result.more = !m_rows.empty();
    result.finished = m_finished && m_rows.empty();
    m_woken = false;
    m_drained.notify_all();
    return result;
}

void FeedRing::setWakeUp(std::function<void()> wakeUp)
{
    const std::lock_guard running(m_wakeMutex);
    std::unique_lock lock(m_mutex);
    m_wakeUp = std::move(wakeUp);
    m_woken = false;
    const bool something =
        !m_rows.empty() || !m_points.empty() || m_info.failure || !m_info.columns.empty();
    if (m_wakeUp && something) {
        m_woken = true;
        const auto call = m_wakeUp;
        lock.unlock();
        call();
    }
}

std::size_t FeedRing::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return m_rows.size();
}

void FeedRing::wake(std::unique_lock<std::mutex> &lock)
{
    if (m_woken || !m_wakeUp) {
        return;
    }
    m_woken = true;
    lock.unlock();
    const std::lock_guard running(m_wakeMutex);
    std::function<void()> call;
    {
        const std::lock_guard again(m_mutex);
        call = m_wakeUp;
    }
    if (call) {
        call();
    }
}

} // namespace weir::runtime
