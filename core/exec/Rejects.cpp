#include "core/exec/Rejects.h"

#include "core/exec/OutputBuffer.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace weir::exec {

namespace {

/// The record as it is, with its own headers and then where it was and why it is here.
void writeDeadLetter(const ScanInput &scan, const NodeKey &node, const Slab &slab,
                     const RecordView &record, const std::string &reason, OutputBuffer &output)
{
    const std::string partition = std::to_string(slab.source().partition);
    const std::string offset = std::to_string(record.offset);
    const auto own = slab.headersOf(record);
    std::vector<HeaderView> headers(own.begin(), own.end());
    headers.push_back({"weir.topic", slab.source().topic});
    headers.push_back({"weir.partition", partition});
    headers.push_back({"weir.offset", offset});
    headers.push_back({"weir.reason", reason});
    headers.push_back({"weir.node", node.value});
    const auto optional = [](bool there, std::string_view bytes) {
        return there ? std::optional<std::string_view>(bytes) : std::nullopt;
    };
    output.partition(scan.deadLetterTopic, slab.source().partition % scan.deadLetterPartitions)
        .add(record.timestamp, optional(record.hasKey(), record.key()),
             optional(record.hasValue(), record.value()), headers);
}

} // namespace

Error recordRejectedError(const TopicPartition &partition, std::int64_t offset,
                          const std::string &reason)
{
    return userError("exec.record-rejected",
                     fmt::format("The record at offset {} of {} partition {} cannot be read: {}",
                                 offset, partition.topic, partition.partition, reason));
}

void rejectRecord(const NodeKey &node, const ScanInput *scan, const Slab &slab,
                  const RecordView &record, const std::string &reason, std::uint64_t seq,
                  StepContext &context)
{
    if (context.rejects != nullptr) {
        context.rejects->rejected({node, slab.source().topic, slab.source().partition,
                                   record.offset, record.timestamp, std::string(record.key()),
                                   std::string(record.value()), reason});
    }
    if (scan == nullptr && context.scans != nullptr) {
        const auto found = std::find_if(
            context.scans->begin(), context.scans->end(),
            [&slab](const ScanInput &known) { return known.topic == slab.source().topic; });
        scan = found == context.scans->end() ? nullptr : &*found;
    }
    if (scan == nullptr) {
        return;
    }
    if (scan->scan.source->rejectPolicy == catalog::RejectPolicy::Stop) {
        Error error = recordRejectedError(slab.source(), record.offset, reason);
        error.node = node;
        context.failAt(seq, std::move(error));
    } else if (!scan->deadLetterTopic.empty() && context.writesDeadLetters) {
        writeDeadLetter(*scan, node, slab, record, reason, *context.output);
    }
}

} // namespace weir::exec
