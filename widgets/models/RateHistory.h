#pragma once

#include "core/base/Clock.h"
#include "widgets/models/TopicRow.h"

#include <QHash>

#include <cstddef>
#include <deque>
#include <optional>
#include <vector>

namespace weir::studio {

/// The rates of topics in the last five minutes, one a second. Only topics that had one are kept,
/// and only while they are there: most of ten thousand topics are never counted.
class RateHistory {
public:
    static constexpr EpochMs kStepMs = 1'000;
    static constexpr std::size_t kKept = 300;

    /// Takes note of all topics at a time; nothing within a second of the note before.
    void note(const std::vector<TopicRow> &rows, EpochMs now);
    /// Returns the rates of a topic, oldest first; as many as notes were taken.
    std::vector<double> of(const QString &topic) const;
    /// Returns how many topics are kept.
    std::size_t size() const { return static_cast<std::size_t>(m_topics.size()); }

private:
    struct Rates {
        std::deque<float> values; ///< up to the last note; before the first there was none
        std::size_t moved = 0;    ///< the last note with a rate
        std::size_t noted = 0;
    };

    QHash<QString, Rates> m_topics;
    std::size_t m_notes = 0;
    std::optional<EpochMs> m_last;
};

} // namespace weir::studio
