#pragma once

#include "core/bind/BindContext.h"
#include "core/catalog/WithProperties.h"
#include "core/sql/view/Properties.h"
#include "core/types/Schema.h"

namespace weir::bind {

/// Reads a statement's WITH clause, variables substituted.
catalog::WithProperties readWith(BindContext &context, const sql::PropertiesView &view,
                                 catalog::PropertyUse use);

/// What a source's formats depend on besides WITH.
struct FormatDefaults {
    /// Of the left source for a sink; empty for a declaration.
    catalog::FormatSpec key = {};
    catalog::FormatSpec value = {};
    /// Where an error is shown that no property causes.
    SourceSpan span = {};
};

/// Fills in the formats of `source` from WITH, then the defaults, then the settings, and checks
/// that they can hold its schema. Reports bind.format-missing, bind.no-schema-registry,
/// bind.wrap-single-value, bind.delimiter-without-delimited and what catalog::checkFormat says.
void bindFormats(BindContext &context, const catalog::WithProperties &with,
                 const FormatDefaults &defaults, catalog::Source &source);

/// Fills in TIMESTAMP and TIMESTAMP_FORMAT. Reports bind.unknown-column and bind.timestamp-type.
void bindTimestamp(BindContext &context, const catalog::WithProperties &with, SourceSpan span,
                   catalog::Source &source);

} // namespace weir::bind
