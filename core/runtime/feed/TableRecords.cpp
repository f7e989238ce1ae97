#include "core/runtime/feed/TableRecords.h"

#include "core/base/BigEndian.h"

#include <map>
#include <string_view>
#include <tuple>
#include <utility>

namespace weir::runtime {

namespace {

/// The bounds of a windowed key stand behind it: its start, of a session its end before that.
std::size_t boundsBytes(const std::optional<KeyWindow> &window)
{
    if (!window) {
        return 0;
    }
    return window->kind == WindowKind::Session ? 16 : 8;
}

std::int64_t windowStart(std::string_view key)
{
    return getBigEndian<std::int64_t>(key.data() + key.size() - sizeof(std::int64_t));
}

} // namespace

SlabPtr tableRecords(const std::string &topic, const std::vector<TableRun> &runs,
                     const std::optional<KeyWindow> &window)
{
    using Place = std::tuple<std::int64_t, std::string_view, std::string_view, std::int32_t>;
    std::map<Place, std::pair<const RecordView *, const RecordRun *>> newest;
    const std::size_t bounds = boundsBytes(window);
    for (const TableRun &run : runs) {
        for (const RecordView &record : run.records.records) {
            if (!record.hasKey()) {
                continue; // no row of a table
            }
            const std::string_view key = record.key();
            // A key that is too short for its window is for the decoder to reject.
            const std::size_t behind = key.size() < bounds ? 0 : bounds;
            newest[{behind == 0 ? 0 : windowStart(key), key.substr(0, key.size() - behind),
                    key.substr(key.size() - behind), run.partition}] = {&record, &run.records};
        }
    }
    RecordBuffer buffer;
    for (const auto &[place, found] : newest) {
        if (found.first->hasValue()) {
            buffer.add(*found.first, *found.second);
            buffer.records().back().offset = static_cast<std::int64_t>(buffer.size()) - 1;
        }
    }
    const auto next = static_cast<std::int64_t>(buffer.size());
    return std::make_shared<const Slab>(TopicPartition{topic, 0}, std::move(buffer), next);
}

} // namespace weir::runtime
