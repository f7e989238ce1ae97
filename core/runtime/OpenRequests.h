#pragma once

#include "core/runtime/Command.h"

#include <map>
#include <mutex>
#include <stop_token>

namespace weir::runtime {

/// The requests that have no reply yet, and which of them somebody wants to end early. Any thread.
class OpenRequests {
public:
    /// Adds a request and returns what tells that it was cancelled.
    std::stop_token open(RequestId id);
    /// Returns whether it was open and not cancelled before.
    bool cancel(RequestId id);
    /// Takes a request out and returns whether it had been cancelled.
    bool close(RequestId id);

private:
    std::mutex m_mutex;
    std::map<RequestId, std::stop_source> m_requests;
};

} // namespace weir::runtime
