#pragma once

#include "core/catalog/Source.h"
#include "core/exec/Operator.h"
#include "core/exec/expr/Program.h"
#include "core/formats/Codec.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace weir::exec {

/// Encodes rows and puts them into the output buffer, each in the partition of its key (ENGINE.md
/// 4). A row that cannot be encoded is rejected and counted.
class Sink final : public Operator {
public:
    struct Parts {
        std::shared_ptr<const catalog::Source> target;
        std::int32_t partitions = 1;
        std::unique_ptr<formats::Codec> key;
        std::unique_ptr<formats::Codec> value;
        /// TIMESTAMP of the sink: BIGINT ms over the row; a negative or null one drops the row.
        std::optional<Program> timestamp;
        std::optional<KeyWindow> window;
    };

    Sink(NodeKey key, Schema schema, Parts parts);
    Batch process(std::span<const Batch *const> inputs, OperatorState &state,
                  StepContext &context) const override;
    bool passesTable() const override { return !m_parts.timestamp || m_parts.timestamp->repeats(); }

    const catalog::Source &target() const { return *m_parts.target; }

private:
    struct Encoding;

    void stamp(Batch &rows, OperatorState &state, StepContext &context) const;
    void reject(const Batch &rows, const formats::Reject &reject, OperatorState &state,
                StepContext &context) const;
    std::string_view windowedKey(const Batch &rows, std::uint32_t row, std::string_view key,
                                 std::string &scratch) const;

    Parts m_parts;
};

} // namespace weir::exec
