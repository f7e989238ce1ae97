#pragma once

#include "core/exec/expr/ExprNode.h"
#include "core/functions/ScalarFunction.h"

namespace weir::exec {

/// The places of a frame's rows: topic, partition and offset of the record that led to a row, the
/// row's number among all that this record led to, and in a lambda the number of the element. A
/// replay gives the same, however rows are cut into steps and wherever an exchange sent them.
class FramePlaces final : public functions::RowPlaces {
public:
    /// Made where it is needed: the numbers are only worked out when a function asks for them.
    explicit FramePlaces(const EvalFrame &frame)
        : m_frame(frame)
    {
    }
    std::vector<std::uint64_t> numbers() const override;

private:
    const EvalFrame &m_frame;
};

} // namespace weir::exec
