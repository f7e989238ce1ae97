#pragma once

#include "core/base/Result.h"
#include "core/catalog/Source.h"
#include "core/types/Schema.h"

#include <string>
#include <vector>

namespace weir::catalog {

/// Returns whether the name (upper case) is a format Weir knows of.
bool isFormat(const std::string &name);
/// Returns whether the format keeps its schemas in a registry: AVRO, PROTOBUF, JSON_SR.
bool needsRegistry(const std::string &format);
/// Returns whether a source of the format may leave out its columns.
bool infersColumns(const std::string &format);

enum class FormatSide { Key, Value };

/// Says whether the type is no MAP with keys other than STRING, and contains none: what JSON and
/// AVRO can hold.
bool hasTextKeysOnly(const DataType &type);

/// Checks that a format can hold the columns (SEMANTICS 5, 8). Errors: catalog.map-in-key,
/// catalog.format-cannot-hold.
Status checkFormat(const FormatSpec &format, const std::vector<ColumnDefinition> &columns,
                   FormatSide side);

} // namespace weir::catalog
