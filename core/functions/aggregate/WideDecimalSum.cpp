#include "core/functions/aggregate/WideDecimalSum.h"

#include <cstring>
#include <utility>

namespace weir::functions {

WideDecimalSum::WideDecimalSum(DataType type)
    : m_type(std::move(type))
    , m_width(Column::decimalWidth(m_type))
    , m_limit(WideInteger::powerOfTen(m_type.precision()))
{
}

void WideDecimalSum::init(std::byte *state) const
{
    std::memset(state, 0, m_width);
}

Status WideDecimalSum::add(std::byte *state, const WideInteger &value) const
{
    const WideInteger sum = WideInteger::fromBytes(state, m_width) + value;
    if (sum.magnitude() >= m_limit) {
        return fail(userError("functions.aggregate-overflow", "Numeric field overflow"));
    }
    sum.toBytes(state, m_width);
    return {};
}

Status WideDecimalSum::update(std::byte *state, AggregateArguments arguments, std::size_t row) const
{
    return arguments[0]->isNull(row) ? Status() : add(state, arguments[0]->decimalAt(row).wide());
}

Status WideDecimalSum::undo(std::byte *state, AggregateArguments arguments, std::size_t row) const
{
    return arguments[0]->isNull(row) ? Status()
                                     : add(state, arguments[0]->decimalAt(row).wide().negated());
}

Status WideDecimalSum::merge(std::byte *state, const std::byte *from) const
{
    return add(state, WideInteger::fromBytes(from, m_width));
}

void WideDecimalSum::result(const std::byte *state, Column &out, std::size_t row, Arena &) const
{
    out.setSlot(row, reinterpret_cast<const char *>(state));
}

std::optional<AggregateFailure> WideDecimalSum::updateRows(std::span<std::byte *const> states,
                                                           AggregateArguments arguments,
                                                           const Selection &rows, Column *results,
                                                           Arena &arena) const
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (Status status = update(states[i], arguments, rows[i]); !status) {
            return AggregateFailure{i, std::move(status).error()};
        }
        if (results != nullptr) {
            result(states[i], *results, i, arena);
        }
    }
    return std::nullopt;
}

void WideDecimalSum::serialise(const std::byte *state, std::string &out) const
{
    out.append(reinterpret_cast<const char *>(state), m_width);
}

bool WideDecimalSum::deserialise(std::byte *state, std::string_view &in) const
{
    if (in.size() < m_width) {
        return false;
    }
    std::memcpy(state, in.data(), m_width);
    in.remove_prefix(m_width);
    return true;
}

} // namespace weir::functions
