#include "core/exec/operators/Aggregate.h"

namespace weir::exec {

AggregateState::AggregateState(const AggregateParts &parts)
    : groups(parts.layout.get())
    , windows(parts.layout.get())
{
}

std::size_t AggregateState::bytes() const
{
    return groups.bytes() + windows.bytes();
}

void AggregateState::writeSnapshot(state::StateWriter &writer) const
{
    times.write(writer);
    dropped.write(writer);
    groups.writeSnapshot(writer);
    windows.writeSnapshot(writer);
}

void AggregateState::writeDelta(state::StateWriter &writer)
{
    times.write(writer);
    dropped.write(writer);
    groups.writeDelta(writer);
    windows.writeDelta(writer);
}

void AggregateState::forgetChanges()
{
    groups.forgetChanges();
    windows.forgetChanges();
}

Status AggregateState::read(state::StateReader &reader)
{
    times.read(reader);
    dropped.read(reader);
    WEIR_TRY(groups.read(reader));
    return windows.read(reader);
}

} // namespace weir::exec
