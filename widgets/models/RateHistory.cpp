#include "widgets/models/RateHistory.h"

#include <algorithm>

namespace weir::studio {

void RateHistory::note(const std::vector<TopicRow> &rows, EpochMs now)
{
    if (m_last && now >= *m_last && now - *m_last < kStepMs) {
        return;
    }
    m_last = now;
    ++m_notes;
    for (const TopicRow &row : rows) {
        auto at = m_topics.find(row.name);
        if (at == m_topics.end()) {
            if (row.rate <= 0) {
                continue;
            }
            at = m_topics.insert(row.name, {});
        }
        at->values.push_back(static_cast<float>(row.rate));
        if (at->values.size() > kKept) {
            at->values.pop_front();
        }
        at->moved = row.rate > 0 ? m_notes : at->moved;
        at->noted = m_notes;
    }
    m_topics.removeIf([this](const auto &entry) {
        const Rates &rates = entry.value();
        return rates.noted != m_notes || m_notes - rates.moved >= kKept;
    });
}

std::vector<double> RateHistory::of(const QString &topic) const
{
    std::vector<double> all(std::min(m_notes, kKept), 0.0);
    if (const auto at = m_topics.constFind(topic); at != m_topics.constEnd()) {
        std::copy(at->values.begin(), at->values.end(),
                  all.end() - static_cast<std::ptrdiff_t>(at->values.size()));
    }
    return all;
}

} // namespace weir::studio
