#include "app/cli/EngineClient.h"

#include <utility>

namespace weir::cli {

EngineClient::EngineClient(runtime::EngineOptions options)
    : m_engine(std::make_unique<runtime::Engine>(std::move(options)))
{
    m_engine->onReply([this](runtime::Reply reply) {
        {
            const std::lock_guard lock(m_mutex);
            m_replies.emplace(reply.id, std::move(reply.result));
        }
        m_replied.notify_all();
    });
}

Result<runtime::Answer> EngineClient::call(runtime::Command command, const Deadline &deadline)
{
    const auto id = m_engine->submit(std::move(command));
    if (!id) {
        return fail(
            externalError("runtime.busy", "the engine has too many commands waiting", true));
    }
    std::unique_lock lock(m_mutex);
    const bool replied = m_replied.wait_until(lock, deadline.cancel(), deadline.at(),
                                              [&] { return m_replies.count(*id) > 0; });
    if (!replied) {
        lock.unlock();
        m_engine->cancel(*id);
        return fail(deadline.cancelled()
                        ? externalError("cli.cancelled", "interrupted")
                        : externalError("cli.no-answer", "the engine did not answer in time"));
    }
    auto node = m_replies.extract(*id);
    return std::move(node.mapped());
}

} // namespace weir::cli
