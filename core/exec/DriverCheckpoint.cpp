#include "core/exec/DriverCheckpoint.h"

namespace weir::exec {

void DriverCheckpoint::write(state::StateWriter &writer) const
{
    writer.putUnsigned(nextSeq);
    writer.putUnsigned(positions.size());
    for (const Position &position : positions) {
        writer.putText(position.topic);
        writer.putUnsigned(position.nth);
        writer.putSigned(position.partition);
        writer.putSigned(position.offset);
    }
    writer.putUnsigned(states.size());
    for (const State &state : states) {
        writer.putText(state.signature);
        writer.putText(state.bytes);
    }
}

Result<DriverCheckpoint> DriverCheckpoint::read(state::StateReader &reader)
{
    DriverCheckpoint checkpoint;
    checkpoint.nextSeq = reader.takeUnsigned();
    for (std::uint64_t left = reader.takeUnsigned(); left > 0 && reader.ok(); --left) {
        Position position;
        position.topic = reader.takeText();
        position.nth = reader.takeUnsigned();
        position.partition = static_cast<std::int32_t>(reader.takeSigned());
        position.offset = reader.takeSigned();
        checkpoint.positions.push_back(std::move(position));
    }
    for (std::uint64_t left = reader.takeUnsigned(); left > 0 && reader.ok(); --left) {
        State state;
        state.signature = reader.takeText();
        state.bytes = reader.takeText();
        checkpoint.states.push_back(state);
    }
    WEIR_TRY(reader.check());
    return checkpoint;
}

std::size_t nthOfTopic(const PhysicalQuery &query, std::size_t scan)
{
    std::size_t nth = 0;
    for (std::size_t i = 0; i < scan; ++i) {
        nth += query.scans[i].topic == query.scans[scan].topic ? 1 : 0;
    }
    return nth;
}

Result<std::vector<std::size_t>> checkpointNodes(const PhysicalQuery &query,
                                                 const DriverCheckpoint &checkpoint)
{
    std::vector<std::size_t> nodes;
    bool same = true;
    for (std::size_t i = 0; i < query.nodes.size(); ++i) {
        if (query.nodes[i].op->stateful()) {
            same = same && nodes.size() < checkpoint.states.size() &&
                   checkpoint.states[nodes.size()].signature == query.nodes[i].stateSignature;
            nodes.push_back(i);
        }
    }
    if (!same || nodes.size() != checkpoint.states.size()) {
        return fail(userError("exec.state-changed",
                              "The saved state belongs to another version of " + query.key));
    }
    return nodes;
}

Result<std::string> mergeCheckpoints(const PhysicalQuery &query, std::span<const std::string> parts,
                                     const std::stop_token &stop)
{
    std::vector<DriverCheckpoint> read;
    for (const std::string &part : parts) {
        state::StateReader reader(part);
        WEIR_ASSIGN(DriverCheckpoint checkpoint, DriverCheckpoint::read(reader));
        WEIR_TRY(checkpointNodes(query, checkpoint));
        read.push_back(std::move(checkpoint));
    }
    DriverCheckpoint merged = read.back();
    WEIR_ASSIGN(const std::vector<std::size_t> nodes, checkpointNodes(query, merged));
    std::vector<std::string> states;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto state = query.nodes[nodes[i]].op->makeState();
        for (const DriverCheckpoint &part : read) {
            state::StateReader reader(part.states[i].bytes, stop);
            const Status applied = state->read(reader);
            if (stop.stop_requested()) {
                return fail(externalError("exec.cancelled", "putting checkpoints together ended"));
            }
            WEIR_TRY(applied);
        }
        state::StateWriter writer;
        state->writeSnapshot(writer);
        states.push_back(writer.take());
    }
    for (std::size_t i = 0; i < states.size(); ++i) {
        merged.states[i].bytes = states[i];
    }
    state::StateWriter writer;
    merged.write(writer);
    return writer.take();
}

} // namespace weir::exec
