#include "core/types/ValueCompare.h"

#include <cmath>

namespace weir {

namespace {

struct ValueComparison {
    const Value &other;

    template <class T> int operator()(const T &value) const
    {
        if constexpr (std::is_same_v<T, double>) {
            const bool nan = std::isnan(value);
            const bool otherNan = std::isnan(other.as<double>());
            if (nan || otherNan) {
                return static_cast<int>(nan) - static_cast<int>(otherNan);
            }
        }
        if constexpr (std::is_same_v<T, Decimal>) {
            const auto order = value.compare(other.as<Decimal>());
            return order < 0 ? -1 : (order > 0 ? 1 : 0);
        } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
            return value < other.as<T>() ? -1 : (other.as<T>() < value ? 1 : 0);
        } else {
            return 0;
        }
    }
};

} // namespace

int compareValues(const Value &a, const Value &b)
{
    return std::visit(ValueComparison{b}, a.storage());
}

} // namespace weir
