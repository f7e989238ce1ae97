#include "core/exec/GroupLayout.h"

#include <cstring>
#include <limits>

namespace weir::exec {

GroupLayout::GroupLayout(std::vector<std::unique_ptr<functions::Aggregator>> aggregators)
    : m_aggregators(std::move(aggregators))
{
    for (const auto &aggregator : m_aggregators) {
        m_offsets.push_back(m_size);
        m_size += (aggregator->stateSize() + 7) / 8 * 8;
        m_needsDestroy = m_needsDestroy || aggregator->needsDestroy();
    }
}

void GroupLayout::init(char *group) const
{
    header(group) = {std::numeric_limits<std::int64_t>::min(), 0, 0, 0};
    for (std::size_t i = 0; i < m_aggregators.size(); ++i) {
        m_aggregators[i]->init(state(group, i));
    }
}

void GroupLayout::countOutside(char *value) const
{
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < m_aggregators.size() && m_needsDestroy; ++i) {
        bytes += m_aggregators[i]->heapBytes(state(value, i));
    }
    header(value).outside = bytes;
}

void GroupLayout::save(const char *value, std::string &out) const
{
    out.append(value, sizeof(std::int64_t));
    for (std::size_t i = 0; i < m_aggregators.size(); ++i) {
        m_aggregators[i]->serialise(state(value, i), out);
    }
}

bool GroupLayout::load(std::string_view bytes, char *value) const
{
    init(value);
    if (bytes.size() < sizeof(std::int64_t)) {
        return false;
    }
    std::memcpy(&header(value).maxTime, bytes.data(), sizeof(std::int64_t));
    bytes.remove_prefix(sizeof(std::int64_t));
    for (std::size_t i = 0; i < m_aggregators.size(); ++i) {
        if (!m_aggregators[i]->deserialise(state(value, i), bytes)) {
            return false;
        }
    }
    return bytes.empty();
}

void GroupLayout::destroy(char *value) const
{
    if (!m_needsDestroy) {
        return;
    }
    for (std::size_t i = 0; i < m_aggregators.size(); ++i) {
        if (m_aggregators[i]->needsDestroy()) {
            m_aggregators[i]->destroy(state(value, i));
        }
    }
}

} // namespace weir::exec
