#include "core/runtime/RunCheckpoint.h"

#include "core/state/StateBytes.h"

namespace weir::runtime {

namespace {

// 2: windows that were dropped, times of joined rows, joins and sessions by time.
// 3: positions by topic and not by alias, rows that wait in a join by side,
// the run's seed.
constexpr std::uint64_t kCheckpointVersion = 3;

Error corruptCheckpoint()
{
    return externalError("runtime.corrupt-checkpoint",
                         "the run's checkpoint cannot be read; --reset starts anew");
}

Status applySection(state::StateReader &reader, RunMemory &run)
{
    const std::string key(reader.takeText());
    QueryState &query = run.queries[key];
    query.signature = reader.takeText();
    query.stateSignature = reader.takeText();
    query.positions.clear();
    for (std::uint64_t left = reader.takeUnsigned(); left > 0 && reader.ok(); --left) {
        TopicPartition partition;
        partition.topic = reader.takeText();
        partition.partition = static_cast<std::int32_t>(reader.takeUnsigned());
        query.positions[partition] = reader.takeSigned();
    }
    const bool delta = reader.takeUnsigned() != 0;
    if (!delta) {
        query.parts.clear();
    }
    query.parts.emplace_back(reader.takeText());
    return reader.ok() ? Status() : fail(corruptCheckpoint());
}

} // namespace

std::string encodeCheckpoint(const std::vector<QuerySection> &sections, std::string_view sql,
                             std::uint64_t seed)
{
    state::StateWriter writer;
    writer.putUnsigned(kCheckpointVersion);
    writer.putUnsigned(seed);
    writer.putText(sql);
    writer.putUnsigned(sections.size());
    for (const QuerySection &section : sections) {
        writer.putText(section.key);
        writer.putText(section.signature);
        writer.putText(section.stateSignature);
        writer.putUnsigned(section.positions.size());
        for (const auto &[partition, offset] : section.positions) {
            writer.putText(partition.topic);
            writer.putUnsigned(static_cast<std::uint64_t>(partition.partition));
            writer.putSigned(offset);
        }
        writer.putUnsigned(section.delta ? 1 : 0);
        writer.putText(section.bytes);
    }
    return writer.take();
}

Result<RunMemory> decodeCheckpoints(log::CheckpointChain chain)
{
    RunMemory run{.epoch = chain.epoch()};
    for (log::Checkpoint &part : chain.parts) {
        state::StateReader reader(part.bytes);
        if (const std::uint64_t version = reader.takeUnsigned(); version != kCheckpointVersion) {
            return fail(
                userError("runtime.checkpoint-version",
                          "the run's checkpoint was written by another version of Weir (form " +
                              std::to_string(version) + ", this one knows " +
                              std::to_string(kCheckpointVersion) + "); --reset starts anew"));
        }
        run.seed = reader.takeUnsigned();
        if (const std::string_view sql = reader.takeText(); !sql.empty()) {
            run.sql = sql;
        }
        for (std::uint64_t left = reader.takeUnsigned(); left > 0; --left) {
            WEIR_TRY(applySection(reader, run));
        }
        part.bytes = {};
    }
    return run;
}

} // namespace weir::runtime
