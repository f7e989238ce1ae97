#pragma once

#include "core/types/Schema.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace weir::catalog {

enum class SourceKind { Stream, Table };

/// A serialisation format and its options, as WITH names them.
struct FormatSpec {
    /// JSON, DELIMITED, KAFKA, NONE, AVRO, PROTOBUF, PROTOBUF_NOSR or JSON_SR.
    std::string name;
    /// DELIMITED only: the separator.
    char delimiter = ',';
    /// A single value column is written bare instead of inside an object (SEMANTICS 8).
    bool unwrapped = false;

    bool operator==(const FormatSpec &) const = default;
};

/// Where a row's time comes from when it is not the record's (TIMESTAMP, TIMESTAMP_FORMAT).
struct TimestampColumn {
    std::string column;
    std::optional<std::string> format;

    bool operator==(const TimestampColumn &) const = default;
};

/// A column filled from record headers: all of them, or the last of one name. Read-only.
struct HeaderColumn {
    std::string column;
    std::optional<std::string> header;

    bool operator==(const HeaderColumn &) const = default;
};

/// What happens to a record that cannot be read (ENGINE.md 12).
enum class RejectPolicy { Skip, DeadLetterTopic, Stop };

/// A stream or table: a name, a shape and the topic that holds its rows. Immutable once registered.
struct Source {
    std::string name;
    SourceKind kind = SourceKind::Stream;
    Schema schema;
    std::string topic;
    FormatSpec keyFormat;
    FormatSpec valueFormat;
    std::optional<KeyWindow> keyWindow;
    std::optional<TimestampColumn> timestamp;
    /// Header columns stand in `schema.value` as well.
    std::vector<HeaderColumn> headers;
    /// CREATE SOURCE …: no writes, no DELETE TOPIC.
    bool readOnly = false;
    /// Only used columns are checked (`DECODE='LAZY'`).
    bool lazyDecode = false;
    RejectPolicy rejectPolicy = RejectPolicy::Skip;
    std::string deadLetterTopic;
    /// The statement key of the query that writes it; empty for a source declared over a topic.
    std::string writtenBy;
    /// Where the name stands in the text that declared it (bytes), for "go to definition".
    std::size_t nameOffset = 0;

    bool isTable() const { return kind == SourceKind::Table; }
    /// Says whether a value column is filled from headers.
    bool isHeaderColumn(const std::string &column) const;
    /// Returns the value columns that stand in the payload: all but those of the headers.
    std::vector<ColumnDefinition> payloadColumns() const;
    bool operator==(const Source &) const = default;
};

} // namespace weir::catalog
