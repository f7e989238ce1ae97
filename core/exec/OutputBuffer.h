#pragma once

#include "core/types/RecordBuffer.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace weir::exec {

/// The records that queries gave since the last commit, by topic and partition, in order. One
/// thread.
class OutputBuffer {
public:
    struct Partition {
        std::string topic;
        std::int32_t partition = 0;
        RecordBuffer records;
    };

    /// Returns the buffer of a partition, made if there is none. Valid until clear().
    RecordBuffer &partition(const std::string &topic, std::int32_t partition);
    /// Returns all partitions that hold records, in the order in which they were first written.
    std::vector<const Partition *> filled() const;
    std::size_t records() const;
    std::size_t bytes() const;
    bool empty() const { return records() == 0; }
    /// Drops all records; keeps memory for reuse.
    void clear();

private:
    std::map<std::pair<std::string, std::int32_t>, std::size_t> m_index;
    std::vector<std::unique_ptr<Partition>> m_partitions;
};

} // namespace weir::exec
