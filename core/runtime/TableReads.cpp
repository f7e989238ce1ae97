#include "core/runtime/TableReads.h"

#include "core/runtime/RunWorker.h"

#include <condition_variable>
#include <memory>
#include <optional>
#include <utility>

namespace weir::runtime {

namespace {

/// Where the worker leaves its answer; whoever asked may have gone.
struct Desk {
    std::mutex mutex;
    std::condition_variable_any answered;
    std::optional<TableRead> answer;
};

} // namespace

TableRead TableReads::read(const std::string &topic, const exec::TableRequest &request,
                           const std::stop_token &stop)
{
    const auto desk = std::make_shared<Desk>();
    const auto task = [desk, topic, request](const Run *run) {
        TableRead read = run == nullptr ? TableRead() : run->readTable(topic, request);
        const std::lock_guard lock(desk->mutex);
        desk->answer = std::move(read);
        desk->answered.notify_all();
    };
    {
        const std::lock_guard lock(m_mutex);
        if (m_worker == nullptr) {
            return {};
        }
        m_worker->look(task);
    }
    std::unique_lock lock(desk->mutex);
    desk->answered.wait(lock, stop, [&desk] { return desk->answer.has_value(); });
    return desk->answer ? std::move(*desk->answer) : TableRead();
}

void TableReads::close()
{
    const std::lock_guard lock(m_mutex);
    m_worker = nullptr;
}

} // namespace weir::runtime
