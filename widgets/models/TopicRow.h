#pragma once

#include "core/plan/LogicalPlan.h"
#include "core/runtime/Snapshot.h"
#include "widgets/style/Icon.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace weir::studio {

/// How a topic is read by the pipeline; gives its glyph and colour.
enum class TopicKind { Plain, Stream, Table };

/// A topic as the Topics panel shows it.
struct TopicRow {
    QString name;
    TopicKind kind = TopicKind::Plain;
    bool written = false; ///< this pipeline writes it
    bool internal = false;
    bool missing = false; ///< the pipeline names it, the cluster has none yet
    int partitions = 0;
    double rate = 0;
    std::optional<std::uint64_t> records;
    std::optional<std::uint64_t> bytes;
    QString columns; ///< "key RATING_ID BIGINT, JSON"; empty when no source reads it

    /// Returns the live figure: rate, else number of records, else nothing.
    QString figure() const;
    Glyph glyph() const;
    ColorRole role() const;
    bool operator==(const TopicRow &) const = default;
};

/// Puts together the topics of the cluster and those that the pipeline names, sorted by name.
/// `plan` may be null.
std::vector<TopicRow> topicRows(const runtime::EngineSnapshot &snapshot,
                                const plan::LogicalPlan *plan);

} // namespace weir::studio
