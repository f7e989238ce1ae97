#include "core/runtime/RecordFetch.h"

#include "core/log/LogErrors.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace weir::runtime {

namespace {

Error recordGone(const RecordName &at)
{
    return userError("runtime.record-gone", fmt::format("{} partition {} no longer holds offset {}",
                                                        at.topic, at.partition, at.offset));
}

FullRecord copyRecord(const RecordName &at, const Slab &slab, const RecordView &record)
{
    FullRecord full{.record = at,
                    .timestamp = record.timestamp,
                    .keyNull = !record.hasKey(),
                    .valueNull = !record.hasValue(),
                    .key = std::string(record.key()),
                    .value = std::string(record.value())};
    for (const HeaderView &header : slab.headersOf(record)) {
        full.headers.emplace_back(header.key, header.value.value_or(""));
    }
    return full;
}

/// Returns the record if it is among those; nothing if it may still come.
Result<std::optional<FullRecord>> findRecord(const std::vector<SlabPtr> &slabs,
                                             const RecordName &at)
{
    for (const SlabPtr &slab : slabs) {
        const auto found =
            std::find_if(slab->records().begin(), slab->records().end(),
                         [&](const RecordView &record) { return record.offset == at.offset; });
        if (found != slab->records().end()) {
            return copyRecord(at, *slab, *found);
        }
        if (slab->nextOffset() > at.offset) {
            return fail(recordGone(at));
        }
    }
    return std::nullopt;
}

} // namespace

Result<FullRecord> fetchRecord(log::Cluster &cluster, const RecordName &at,
                               const Deadline &deadline)
{
    using Kind = log::ReaderEvent::Kind;
    const std::string reading =
        fmt::format("Reading {} partition {} offset {}", at.topic, at.partition, at.offset);
    WEIR_ASSIGN(const auto reader, cluster.openReader());
    WEIR_TRY(reader->assign({at.topic, at.partition}, log::Position::at(at.offset), deadline));
    std::optional<Error> outage;
    while (!deadline.passed() && !deadline.cancelled()) {
        WEIR_ASSIGN(const auto polled, reader->poll(deadline, 1));
        WEIR_ASSIGN(auto found, findRecord(polled.slabs, at));
        if (found) {
            return std::move(*found);
        }
        for (const log::ReaderEvent &event : polled.events) {
            if (event.kind == Kind::EndReached || event.kind == Kind::OffsetOutOfRange) {
                return fail(recordGone(at));
            }
            if (event.kind != Kind::Outage) {
                return fail(event.error.value_or(externalError(
                    "runtime.topic-gone",
                    fmt::format("{} was deleted or made again while it was read", at.topic))));
            }
            outage = event.error;
        }
    }
    WEIR_TRY(log::checkCancelled(deadline, reading));
    return fail(outage.value_or(log::deadlineError(reading)));
}

} // namespace weir::runtime
