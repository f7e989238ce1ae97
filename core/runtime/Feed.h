#pragma once

#include "core/base/Clock.h"
#include "core/base/Error.h"
#include "core/base/NodeKey.h"
#include "core/types/Schema.h"
#include "core/types/TopicPartition.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace weir::runtime {

/// Where a topic feed starts. Times in ms.
struct FeedStart {
    enum class Kind { Beginning, End, Offset, Time, LastRecords };
    Kind kind = Kind::End;
    std::int64_t value = 0; ///< offset, time or count
};

/// The records of a topic as they are appended, optionally only those for which a SQL predicate
/// holds.
struct TopicTailSpec {
    std::string topic;
    FeedStart start;
    std::string predicate; ///< a WHERE expression over the source's columns; empty = all
    std::optional<int> partition;
    /// Next offsets, by partition, of somebody who has read before and goes on; the other
    /// partitions begin at `start`.
    std::map<int, std::int64_t> goOnAt = {};
};

/// How the fields of a row become text.
enum class CellForm {
    Screen, ///< for the eye: texts as they are, all else as CAST prints it; cut at 4 KiB
    Json,   ///< for a program: whole, as format JSON writes the value
};

/// The rows of a push or pull query (`SELECT …`), bound against the project's catalogue.
struct QueryResultSpec {
    std::string sql;
    /// The text whose streams and tables it may read; empty: those of the running text.
    std::string projectText = {};
    /// Wait for the reader where the ring is full, instead of dropping rows: who prints results
    /// wants them all.
    bool everyRow = false;
    CellForm cells = CellForm::Screen;
};

/// The rows at a node of the running plan, with what was dropped there and why.
struct NodeTapSpec {
    NodeKey node;
    std::size_t lastRows = 200; ///< at first, the newest rows that are still known
};

/// The values of a windowed table by key and window start, conflated before they cross.
struct WindowSeriesSpec {
    std::string table;
    std::string valueColumn;
    EpochMs from = 0; ///< earliest window start
};

using FeedSpec = std::variant<TopicTailSpec, QueryResultSpec, NodeTapSpec, WindowSeriesSpec>;

/// Names one record of the log for good.
struct RecordName {
    std::string topic;
    int partition = 0;
    std::int64_t offset = 0;
};

/// One field as text (CellForm); `cut` is set where the screen gets only its beginning.
struct Cell {
    std::string text;
    bool null = false;
    bool cut = false;
};

/// One row of a feed. Cells by the columns of FeedInfo.
struct FeedRow {
    std::uint64_t sequence = 0; ///< rises by one a row; a gap means rows that were dropped unseen
    RecordName record;
    EpochMs rowtime = 0;
    std::optional<EpochMs> windowStart;
    std::optional<EpochMs> windowEnd;
    bool tombstone = false;
    bool dropped = false; ///< taps: this row did not leave the node
    std::string reason;   ///< taps: why not
    std::vector<Cell> cells;
};

/// One point of a window series. A window is open until stream time passes its end, ended until
/// end + grace, then final (UI.md, Run).
struct WindowPoint {
    enum class State { Open, Ended, Final };
    std::string key;
    EpochMs windowStart = 0;
    EpochMs windowEnd = 0;
    double value = 0;
    bool removed = false; ///< tombstone
    bool revised = false; ///< changed after it had ended
    State state = State::Open;
};

/// Where the rows of a pull query were read: they hold all that was processed up to there.
struct ReadPoint {
    enum class Place {
        Topic,      ///< the topic itself; offsets are its own
        Store,      ///< the state of the running query; offsets are those of its inputs
        Checkpoint, ///< the state at the run's last checkpoint; offsets are those of its inputs
    };
    Place place = Place::Topic;
    std::map<TopicPartition, std::int64_t> offsets; ///< next offset, by partition
    std::optional<EpochMs> streamTime;              ///< of the operator that keeps the table
};

/// Says in half a sentence where rows were read: `from the running query at s/0: 50, stream time
/// 2026-01-31T12:00:00.000`. At most four partitions are named.
std::string readPointText(const ReadPoint &at);

/// What a feed delivers; known once the feed is open.
struct FeedInfo {
    std::vector<ColumnDefinition> columns;
    std::optional<Error> failure;    ///< why it will deliver nothing (more)
    std::uint64_t revision = 0;      ///< of the text the rows come from
    std::optional<ReadPoint> readAt; ///< pull queries, once their rows were read
};

/// What was taken out of a feed in one turn.
struct FeedDrain {
    std::vector<FeedRow> rows;
    std::vector<WindowPoint> points;   ///< window series only
    std::optional<EpochMs> streamTime; ///< window series: the table's stream time
    std::uint64_t droppedUnseen = 0;   ///< rows the ring lost since the last drain
    std::uint64_t inCount = 0;         ///< taps: rows that reached the node since the run started
    std::uint64_t outCount = 0;        ///< taps: rows that left it
    bool more = false;                 ///< the ring holds further rows now
    bool finished = false;             ///< the query reached its limit or was stopped
};

/// A bounded ring between the worker and one reader: at most 10 000 rows or 32 MiB. Dropping the
/// last reference ends it and all work for it. `drain` and `info` from one reader thread.
class Feed {
public:
    virtual ~Feed() = default;
    virtual FeedInfo info() const = 0;
    /// Takes at most `maxRows` rows.
    virtual FeedDrain drain(std::size_t maxRows) = 0;
    /// Sets what is called, on the worker, when rows or info have come: at most once until the next
    /// drain. It must only post a message. It is not running any more when the destructor returns.
    virtual void setWakeUp(std::function<void()> wakeUp) = 0;
};

} // namespace weir::runtime
