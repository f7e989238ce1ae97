#include "core/runtime/Feed.h"
#include "core/types/Value.h"

#include <fmt/format.h>

namespace weir::runtime {

std::string readPointText(const ReadPoint &at)
{
    constexpr std::size_t kMostNamed = 4;
    std::string text = at.place == ReadPoint::Place::Topic   ? "from the topic"
                       : at.place == ReadPoint::Place::Store ? "from the running query"
                                                             : "from the run's last checkpoint";
    std::size_t named = 0;
    for (const auto &[partition, offset] : at.offsets) {
        if (named < kMostNamed) {
            text += fmt::format("{}{}/{}: {}", named == 0 ? " at " : ", ", partition.topic,
                                partition.partition, offset);
        }
        ++named;
    }
    if (named > kMostNamed) {
        text += fmt::format(" and {} more", named - kMostNamed);
    }
    if (at.streamTime) {
        text += ", stream time " + toText(Value(*at.streamTime), DataType::timestamp());
    }
    return text;
}

} // namespace weir::runtime
