#pragma once

#include "core/functions/AggregateFunction.h"

namespace weir::functions {

/// SUM of a DECIMAL beyond 38 digits: the state is a slot of the column. A sum with more digits
/// than its type fails the query (SEMANTICS 4).
class WideDecimalSum final : public Aggregator {
public:
    explicit WideDecimalSum(DataType type);

    const DataType &resultType() const override { return m_type; }
    std::size_t stateSize() const override { return m_width; }
    bool needsDestroy() const override { return false; }
    bool canUndo() const override { return true; }
    void init(std::byte *state) const override;
    void destroy(std::byte *) const override {}
    Status update(std::byte *state, AggregateArguments arguments, std::size_t row) const override;
    Status undo(std::byte *state, AggregateArguments arguments, std::size_t row) const override;
    Status merge(std::byte *state, const std::byte *from) const override;
    void result(const std::byte *state, Column &out, std::size_t row, Arena &arena) const override;
    std::optional<AggregateFailure> updateRows(std::span<std::byte *const> states,
                                               AggregateArguments arguments, const Selection &rows,
                                               Column *results, Arena &arena) const override;
    void serialise(const std::byte *state, std::string &out) const override;
    bool deserialise(std::byte *state, std::string_view &in) const override;

private:
    Status add(std::byte *state, const WideInteger &value) const;

    DataType m_type;
    std::size_t m_width;
    WideInteger m_limit;
};

} // namespace weir::functions
