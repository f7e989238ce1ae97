#include "core/runtime/RunCatalog.h"

#include "core/bind/Bind.h"
#include "core/runtime/RunCheckpoint.h"
#include "core/sql/Parser.h"

namespace weir::runtime {

Result<std::map<std::string, std::shared_ptr<const catalog::Source>>>
knownSources(log::Cluster &cluster, const Deadline &deadline)
{
    std::map<std::string, std::shared_ptr<const catalog::Source>> sources;
    WEIR_ASSIGN(const auto runs, cluster.checkpoints().runs(deadline));
    for (const log::RunInfo &run : runs) {
        const auto chain = cluster.checkpoints().load(run.runId, deadline);
        const auto memory =
            chain ? decodeCheckpoints(*chain) : Result<RunMemory>(fail(chain.error()));
        if (memory) {
            sources.merge(bind::bind(sql::parse(memory->sql), {}).plan.sources);
        }
    }
    return sources;
}

} // namespace weir::runtime
