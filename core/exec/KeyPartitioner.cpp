#include "core/exec/KeyPartitioner.h"

#include "core/types/Partitioner.h"

namespace weir::exec {

Result<std::unique_ptr<formats::Codec>> makeKeyCodec(const catalog::FormatSpec &format,
                                                     const std::vector<ColumnDefinition> &key)
{
    formats::CodecSpec spec;
    spec.format = format;
    spec.role = formats::PayloadRole::Key;
    spec.columns = key;
    if (spec.format.name.empty() || spec.format.name == "NONE") {
        spec.format.name = key.size() == 1 && !key[0].type.isNested() ? "KAFKA" : "JSON";
    }
    return formats::makeCodec(spec);
}

Result<std::unique_ptr<KeyPartitioner>>
KeyPartitioner::make(const catalog::FormatSpec &format, const std::vector<ColumnDefinition> &key,
                     std::int32_t partitions)
{
    std::unique_ptr<KeyPartitioner> result(new KeyPartitioner(partitions));
    if (partitions > 1 && !key.empty()) {
        WEIR_ASSIGN(result->m_codec, makeKeyCodec(format, key));
    }
    return result;
}

RowVector<std::int32_t> KeyPartitioner::partitions(std::span<const ColumnPtr> key,
                                                   const Batch &batch, const Selection &rows,
                                                   Arena &arena) const
{
    std::vector<std::int32_t> partitions(batch.rows, 0);
    if (m_codec == nullptr) {
        if (m_partitions > 1) {
            rows.forEach(
                [&](std::uint32_t row) { partitions[row] = batch.partition[row] % m_partitions; });
        }
        return RowVector<std::int32_t>(std::move(partitions));
    }
    std::vector<const Column *> columns;
    for (const ColumnPtr &column : key) {
        columns.push_back(column.get());
    }
    formats::Encoded encoded;
    m_codec->encode(columns, rows, nullptr, arena, encoded);
    std::size_t at = 0;
    rows.forEach([&](std::uint32_t row) {
        const formats::Payload payload = encoded.payloads[at++];
        partitions[row] = formats::isNull(payload) || columns[0]->isNull(row)
                              ? batch.partition[row] % m_partitions
                              : partitionOfKey(payload, m_partitions);
    });
    return RowVector<std::int32_t>(std::move(partitions));
}

} // namespace weir::exec
