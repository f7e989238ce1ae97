#pragma once

#include "core/runtime/TableRead.h"

#include <mutex>
#include <stop_token>
#include <string>

namespace weir::runtime {

class RunWorker;

/// Lets feeds read tables from the state of the run, on its worker between two turns. Feeds may
/// outlive it being closed. Any thread.
class TableReads {
public:
    explicit TableReads(RunWorker &worker)
        : m_worker(&worker)
    {
    }

    /// Reads from the table that is written to `topic`; waits for the worker, or until `stop`.
    TableRead read(const std::string &topic, const exec::TableRequest &request,
                   const std::stop_token &stop);
    /// From now on there is no run; before the worker ends.
    void close();

private:
    std::mutex m_mutex;
    RunWorker *m_worker;
};

} // namespace weir::runtime
