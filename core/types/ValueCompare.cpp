#include "core/types/ValueCompare.h"

#include <cmath>
#include <functional>
#include <memory>
#include <string>

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

struct ValueHash {
    std::uint64_t operator()(std::monostate) const { return 0; }
    /// Values of one type have one scale.
    std::uint64_t operator()(const Decimal &value) const { return (*this)(value.toString()); }
    std::uint64_t operator()(const std::string &text) const
    {
        return std::hash<std::string>()(text);
    }
    /// 0.0 and -0.0 are equal.
    std::uint64_t operator()(double value) const { return std::hash<double>()(value); }
    std::uint64_t operator()(const std::shared_ptr<const ValueList> &values) const
    {
        std::uint64_t hash = values->size();
        for (const Value &value : *values) {
            hash = hash * 31 + hashValue(value);
        }
        return hash;
    }
    /// Entries have no order.
    std::uint64_t operator()(const std::shared_ptr<const ValueMap> &entries) const
    {
        std::uint64_t hash = entries->size();
        for (const auto &[key, value] : *entries) {
            hash += hashValue(key) * 31 + hashValue(value);
        }
        return hash;
    }
    template <class T> std::uint64_t operator()(T number) const
    {
        return static_cast<std::uint64_t>(number);
    }
};

} // namespace

std::uint64_t hashValue(const Value &value)
{
    return std::visit(ValueHash(), value.storage());
}

int compareValues(const Value &a, const Value &b)
{
    return std::visit(ValueComparison{b}, a.storage());
}

} // namespace weir
