#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>

namespace weir {

/// Names one partition of a topic.
struct TopicPartition {
    std::string topic;
    std::int32_t partition = 0;

    auto operator<=>(const TopicPartition &) const = default;
};

} // namespace weir

template <> struct std::hash<weir::TopicPartition> {
    std::size_t operator()(const weir::TopicPartition &value) const noexcept
    {
        return std::hash<std::string>()(value.topic) * 31U + std::size_t(value.partition);
    }
};
