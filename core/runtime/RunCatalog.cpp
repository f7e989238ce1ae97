#include "core/runtime/RunCatalog.h"

#include "core/bind/Bind.h"
#include "core/runtime/RunCheckpoint.h"
#include "core/sql/Parser.h"

namespace weir::runtime {

namespace {

/// The text of a run: what its commits say of it, or what stands in the checkpoints of one that has
/// not committed since they say it.
Result<std::string> textOf(log::Cluster &cluster, const log::RunInfo &run, const Deadline &deadline)
{
    if (!run.about.empty() || run.epoch == 0) {
        return run.about;
    }
    WEIR_ASSIGN(log::CheckpointChain chain, cluster.checkpoints().load(run.runId, deadline));
    WEIR_ASSIGN(const RunMemory memory, decodeCheckpoints(std::move(chain)));
    return memory.sql;
}

} // namespace

Result<KnownSources> knownSources(log::Cluster &cluster, const Deadline &deadline)
{
    KnownSources known;
    WEIR_ASSIGN(const auto runs, cluster.checkpoints().runs(deadline));
    for (const log::RunInfo &run : runs) {
        if (const auto text = textOf(cluster, run, deadline)) {
            known.sources.merge(bind::bind(sql::parse(*text), {}).plan.sources);
        } else {
            Error why = text.error();
            why.message = "The text of run '" + run.runId + "' could not be read: " + why.message;
            known.unread.push_back(std::move(why));
        }
    }
    return known;
}

} // namespace weir::runtime
