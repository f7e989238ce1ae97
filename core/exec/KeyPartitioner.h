#pragma once

#include "core/base/Result.h"
#include "core/catalog/Source.h"
#include "core/formats/Codec.h"
#include "core/types/Batch.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace weir::exec {

/// Makes the codec of a key that may never reach a topic: any format holds it.
Result<std::unique_ptr<formats::Codec>> makeKeyCodec(const catalog::FormatSpec &format,
                                                     const std::vector<ColumnDefinition> &key);

/// Gives rows the partition that their key has in a topic of `partitions` partitions: murmur2 of
/// the key's bytes in its format; a row without key keeps its partition mod n (ENGINE.md 4). One
/// thread.
class KeyPartitioner {
public:
    static Result<std::unique_ptr<KeyPartitioner>> make(const catalog::FormatSpec &format,
                                                        const std::vector<ColumnDefinition> &key,
                                                        std::int32_t partitions);

    /// Returns the partition of every selected row; others are 0.
    RowVector<std::int32_t> partitions(std::span<const ColumnPtr> key, const Batch &batch,
                                       const Selection &rows, Arena &arena) const;

private:
    explicit KeyPartitioner(std::int32_t partitions)
        : m_partitions(partitions)
    {
    }

    std::int32_t m_partitions;
    std::unique_ptr<formats::Codec> m_codec; ///< null: one partition, nothing to encode
};

} // namespace weir::exec
