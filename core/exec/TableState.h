#pragma once

#include "core/exec/Operator.h"
#include "core/state/KeyValueStore.h"

namespace weir::exec {

/// A table by key: rows as a RowEncoding wrote them, behind their rowtime (8 bytes).
class TableState final : public OperatorState {
public:
    std::size_t bytes() const override { return table.bytes(); }
    std::size_t rows() const override { return table.size(); }
    void writeSnapshot(state::StateWriter &writer) const override
    {
        writer.putSigned(oldest);
        table.writeSnapshot(writer);
    }
    void writeDelta(state::StateWriter &writer) override
    {
        writer.putSigned(oldest);
        table.writeDelta(writer);
    }
    void forgetChanges() override { table.forgetChanges(); }
    Status read(state::StateReader &reader) override
    {
        oldest = reader.takeSigned();
        return table.read(reader);
    }

    state::KeyValueStore table;
    /// The smallest rowtime of any row so far.
    std::int64_t oldest = std::numeric_limits<std::int64_t>::max();
};

/// The bytes in front of a row in a TableState.
inline constexpr std::size_t kRowtimeBytes = 8;

} // namespace weir::exec
