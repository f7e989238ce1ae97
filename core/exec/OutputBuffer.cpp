#include "core/exec/OutputBuffer.h"

namespace weir::exec {

RecordBuffer &OutputBuffer::partition(const std::string &topic, std::int32_t partition)
{
    const auto [it, added] = m_index.try_emplace({topic, partition}, m_partitions.size());
    if (added) {
        m_partitions.push_back(std::make_unique<Partition>());
        m_partitions.back()->topic = topic;
        m_partitions.back()->partition = partition;
    }
    return m_partitions[it->second]->records;
}

std::vector<const OutputBuffer::Partition *> OutputBuffer::filled() const
{
    std::vector<const Partition *> filled;
    for (const auto &partition : m_partitions) {
        if (!partition->records.empty()) {
            filled.push_back(partition.get());
        }
    }
    return filled;
}

std::size_t OutputBuffer::records() const
{
    std::size_t records = 0;
    for (const auto &partition : m_partitions) {
        records += partition->records.size();
    }
    return records;
}

std::size_t OutputBuffer::bytes() const
{
    std::size_t bytes = 0;
    for (const auto &partition : m_partitions) {
        bytes += partition->records.bytes();
    }
    return bytes;
}

void OutputBuffer::clear()
{
    for (const auto &partition : m_partitions) {
        partition->records.clear();
    }
}

} // namespace weir::exec
