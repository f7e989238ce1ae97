#include "app/cli/RunReport.h"

#include <fmt/format.h>

#include <algorithm>

namespace weir::cli {

void RunReport::sayProblems(const runtime::EngineSnapshot &snapshot)
{
    for (const runtime::LogLine &line : snapshot.log) {
        if (line.number > m_said && line.level != runtime::LogLevel::Info) {
            m_terminal.info(line.text);
        }
        m_said = std::max(m_said, line.number);
    }
}

void RunReport::started(const runtime::EngineSnapshot &snapshot)
{
    m_terminal.info(fmt::format("{} run {} on {}: {} queries",
                                snapshot.resumed ? "resumed" : "started", snapshot.runId,
                                snapshot.cluster, snapshot.queries.size()));
    sayProblems(snapshot);
}

void RunReport::progress(const runtime::EngineSnapshot &snapshot)
{
    if (snapshot.sequence == m_shown) {
        return;
    }
    m_shown = snapshot.sequence;
    sayProblems(snapshot);
    m_terminal.progress(
        fmt::format("{} records/s, {} behind, state {} KiB",
                    groupedNumber(static_cast<std::uint64_t>(snapshot.recordsPerSecond)),
                    groupedNumber(snapshot.lagRecords), groupedNumber(snapshot.stateBytes / 1024)));
}

void RunReport::finished(const runtime::EngineSnapshot &figures)
{
    sayProblems(figures);
    std::vector<std::vector<std::string>> rows;
    for (const runtime::QueryGauges &query : figures.queries) {
        std::uint64_t late = 0;
        std::uint64_t rejected = 0;
        std::uint64_t errors = 0;
        for (const runtime::NodeGauges &node : query.nodes) {
            late += node.late;
            rejected += node.rejected;
            errors += node.errors;
        }
        rows.push_back({query.key, groupedNumber(query.in),
                        groupedNumber(query.nodes.empty() ? 0 : query.nodes.back().out),
                        groupedNumber(late), groupedNumber(rejected), groupedNumber(errors)});
    }
    std::string table = renderTable({"QUERY", "IN", "OUT", "LATE", "REJECTED", "NULLED"}, rows);
    table.pop_back();
    m_terminal.info(table);
}

} // namespace weir::cli
