#pragma once

#include "core/exec/Operator.h"
#include "core/exec/expr/Program.h"
#include "core/exec/operators/JoinOutput.h"
#include "core/formats/Codec.h"
#include "core/plan/Operators.h"

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace weir::exec {

/// Joins a left table on any expression of its rows with the key of a right table; the result has
/// the left key. A change on the right gives one row for each left row that refers to it, in the
/// order of the left keys' bytes (SEMANTICS 6). Partitions need not match.
class ForeignKeyJoin final : public Operator {
public:
    struct Parts {
        plan::JoinType type = plan::JoinType::Inner;
        Program keys[2]; ///< the foreign key of the left, the key of the right
        JoinShape shape;
        /// Of the left key in the query's key format: the order in which left rows are given.
        std::unique_ptr<formats::Codec> keyCodec;
    };

    ForeignKeyJoin(NodeKey key, Schema schema, Parts parts);
    bool stateful() const override { return true; }
    std::unique_ptr<OperatorState> makeState() const override;
    Batch process(std::span<const Batch *const> inputs, OperatorState &state,
                  StepContext &context) const override;

private:
    struct State;
    struct Step;

    void changeLeft(const Batch &batch, std::uint32_t row, std::string_view key,
                    std::string_view foreign, Step &step) const;
    void changeRight(const Batch &batch, std::uint32_t row, std::string_view key, Step &step) const;
    std::vector<std::string_view> referring(std::string_view foreign, Step &step) const;
    /// Left and right row; a null pointer where there is none.
    using Pair = std::array<std::string_view, 2>;
    bool exists(const Pair &pair) const;
    void emit(std::uint32_t input, const Batch &batch, std::uint32_t row, std::string_view key,
              const Pair &before, const Pair &after, std::int64_t time, Step &step) const;

    Parts m_parts;
    state::KeyEncoding m_foreignKeys;
};

} // namespace weir::exec
