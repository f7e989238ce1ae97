#include "core/runtime/OpenRequests.h"

namespace weir::runtime {

std::stop_token OpenRequests::open(RequestId id)
{
    const std::lock_guard lock(m_mutex);
    return m_requests[id].get_token();
}

bool OpenRequests::cancel(RequestId id)
{
    std::stop_source request(std::nostopstate);
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_requests.find(id); found != m_requests.end()) {
            request = found->second;
        }
    }
    // Outside the lock: whoever waits for it is called back on this thread.
    return request.request_stop();
}

bool OpenRequests::close(RequestId id)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_requests.find(id);
    const bool cancelled = found != m_requests.end() && found->second.stop_requested();
    m_requests.erase(id);
    return cancelled;
}

} // namespace weir::runtime
