#include "core/connect/GenerateBatch.h"

#include "core/connect/RowWriter.h"
#include "core/types/Partitioner.h"

#include <algorithm>

namespace weir::connect {

namespace {

void addRow(const RowWriter &row, EpochMs time, RecordBuffer &buffer)
{
    RecordView record;
    record.offset = std::int64_t(buffer.size());
    record.timestamp = time;
    const char *bytes = buffer.copyBytes({row.key().data(), row.key().size() + row.value().size()});
    if (row.hasKey()) {
        record.keyData = bytes;
        record.keySize = std::uint32_t(row.key().size());
    }
    record.valueData = bytes + row.key().size();
    record.valueSize = std::uint32_t(row.value().size());
    buffer.addView(record);
}

} // namespace

std::uint64_t generateBatch(const Generator &generator, const BatchRequest &request,
                            std::vector<RecordBuffer> &partitions)
{
    const std::uint64_t limit = generator.traits().limit.value_or(UINT64_MAX);
    const std::uint64_t end = limit - std::min(request.first, limit) > request.most
                                  ? request.first + request.most
                                  : limit;
    char memory[RowWriter::kMostBytes];
    std::uint64_t index = request.first;
    for (; index < end; ++index) {
        const EpochMs time = generator.timeOf(index);
        if (time > request.until) {
            break;
        }
        RowWriter row(memory);
        generator.write(index, time, row);
        std::size_t partition = 0;
        if (partitions.size() > 1) {
            partition = row.hasKey()
                            ? std::size_t(partitionOfKey(row.key(), int(partitions.size())))
                            : std::size_t(index % partitions.size());
        }
        if (request.missingFrom.empty() || index >= request.missingFrom[partition]) {
            addRow(row, time, partitions[partition]);
        }
    }
    return index;
}

} // namespace weir::connect
