#pragma once

#include "core/base/Diagnostic.h"
#include "core/base/SourceSpan.h"
#include "core/catalog/Source.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace weir::catalog {

/// One `NAME = value` of a WITH clause as written: name in upper case, value as text.
struct PropertyText {
    std::string name;
    std::string value;
    SourceSpan nameSpan;
    SourceSpan valueSpan;
};

/// Where a WITH clause stands; each has its own set of known properties.
enum class PropertyUse {
    Declaration, ///< CREATE … over a topic
    Query,       ///< CREATE … AS SELECT
    Insert,      ///< INSERT INTO … SELECT
};

/// A WITH clause with its values checked and typed; absent is not given.
struct WithProperties {
    std::optional<std::string> topic;
    std::optional<std::string> keyFormat;   ///< upper case, known
    std::optional<std::string> valueFormat; ///< upper case, known
    std::optional<char> keyDelimiter;
    std::optional<char> valueDelimiter;
    std::optional<bool> wrapSingleValue;
    std::optional<int> partitions;
    std::optional<int> replicas;
    std::optional<std::int64_t> retentionMs;
    std::optional<std::string> timestampColumn; ///< as an identifier: upper case unless quoted
    std::optional<std::string> timestampFormat;
    std::optional<WindowKind> windowType;
    std::optional<std::int64_t> windowSizeMs;
    std::optional<bool> lazyDecode;
    std::optional<RejectPolicy> rejectPolicy;
    std::optional<std::string> deadLetterTopic;
    std::optional<std::int64_t> keySchemaId;
    std::optional<std::int64_t> valueSchemaId;
    std::optional<std::string> queryId;
    /// Where each property stands, by name.
    std::map<std::string, PropertyText> written;

    /// Returns where the property's value stands, or `otherwise`.
    SourceSpan valueSpan(const std::string &name, SourceSpan otherwise) const;
};

/// Reads a WITH clause. What is wrong is added to `diagnostics` (catalog.unknown-property with the
/// nearest name as fix, catalog.duplicate-property, catalog.invalid-property,
/// catalog.conflicting-properties); the rest is read all the same.
WithProperties readProperties(const std::vector<PropertyText> &properties, PropertyUse use,
                              std::vector<Diagnostic> &diagnostics);

/// Returns the names that are known at that place, for completion.
std::vector<std::string> propertyNames(PropertyUse use);

/// Reads `30 SECONDS` as ms; nothing when it is no duration.
std::optional<std::int64_t> parseDuration(const std::string &text);

} // namespace weir::catalog
