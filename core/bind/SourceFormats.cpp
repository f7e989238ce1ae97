#include "core/bind/SourceFormats.h"

#include "core/base/NearestName.h"
#include "core/catalog/FormatRules.h"
#include "core/types/DatePattern.h"

#include <fmt/format.h>

namespace weir::bind {

namespace {

std::string formatName(BindContext &context, const std::optional<std::string> &given,
                       const std::string &inherited, const char *setting, const char *otherwise)
{
    if (given) {
        return *given;
    }
    if (!inherited.empty()) {
        return inherited;
    }
    return upperCase(context.setting(setting, otherwise));
}

void checkRegistry(BindContext &context, const catalog::WithProperties &with,
                   const std::string &property, const std::string &format, SourceSpan span)
{
    if (!catalog::needsRegistry(format) || context.environment.schemaRegistry) {
        return;
    }
    const bool written = with.written.contains(property);
    const std::string name = !written && with.written.contains("FORMAT") ? "FORMAT" : property;
    const SourceSpan place = with.valueSpan(name, span);
    Diagnostic &error = context.error(
        "bind.no-schema-registry", place,
        fmt::format("{} keeps its schemas in a schema registry, and none is set", format),
        "Set the registry on the connection's profile page, or use a format without one");
    if (with.written.contains(name)) {
        error.fixes.push_back({"Use JSON", {{place, "'JSON'"}}});
    }
}

void applyDelimiter(BindContext &context, const catalog::WithProperties &with,
                    const std::optional<char> &given, const char *property,
                    const catalog::FormatSpec &inherited, catalog::FormatSpec &format)
{
    if (given && format.name != "DELIMITED") {
        context.error(
            "bind.delimiter-without-delimited", with.written.at(property).nameSpan,
            fmt::format("{} does not support the following configs: [delimiter]", format.name));
    } else if (given) {
        format.delimiter = *given;
    } else if (format.name == "DELIMITED" && inherited.name == format.name) {
        format.delimiter = inherited.delimiter;
    }
}

/// A property of one format is refused with any other.
void checkFormatProperties(BindContext &context, const catalog::WithProperties &with,
                           const catalog::Source &source)
{
    struct FormatProperty {
        const char *name;
        const char *config;
        bool key;
        bool protobuf;
    };
    static constexpr FormatProperty kProperties[] = {
        {"KEY_SCHEMA_FULL_NAME", "fullSchemaName", true, false},
        {"VALUE_SCHEMA_FULL_NAME", "fullSchemaName", false, false},
        {"VALUE_AVRO_SCHEMA_FULL_NAME", "fullSchemaName", false, false},
        {"KEY_SCHEMA_ID", "schemaId", true, false},
        {"VALUE_SCHEMA_ID", "schemaId", false, false},
        {"KEY_PROTOBUF_NULLABLE_REPRESENTATION", "nullableRepresentation", true, true},
        {"VALUE_PROTOBUF_NULLABLE_REPRESENTATION", "nullableRepresentation", false, true},
    };
    for (const FormatProperty &property : kProperties) {
        const auto written = with.written.find(property.name);
        const std::string &format = (property.key ? source.keyFormat : source.valueFormat).name;
        const bool fits = property.protobuf ? format == "PROTOBUF" || format == "PROTOBUF_NOSR"
                                            : catalog::needsRegistry(format);
        if (written != with.written.end() && !fits) {
            context.error("bind.format-property", written->second.nameSpan,
                          fmt::format("{} does not support the following configs: [{}]", format,
                                      property.config));
        }
    }
}

void applyWrapping(BindContext &context, const catalog::WithProperties &with,
                   catalog::Source &source)
{
    const bool single = source.payloadColumns().size() == 1;
    const std::string &format = source.valueFormat.name;
    const bool fixed = format == "KAFKA" || format == "DELIMITED" || format == "NONE";
    if (with.wrapSingleValue) {
        const SourceSpan span = with.written.at("WRAP_SINGLE_VALUE").nameSpan;
        if (!single) {
            context.error("bind.wrap-single-value", span,
                          "'WRAP_SINGLE_VALUE' is only valid for single-field value schemas");
        } else if (fixed && (*with.wrapSingleValue || format == "NONE")) {
            context.error("bind.wrap-single-value", span,
                          fmt::format("Format '{}' does not support 'WRAP_SINGLE_VALUE' set to "
                                      "'{}'",
                                      format, *with.wrapSingleValue ? "true" : "false"));
        }
    }
    const bool wrap = with.wrapSingleValue.value_or(
        context.setting("ksql.persistence.wrap.single.values", "true") != "false");
    source.valueFormat.unwrapped = single && !fixed && !wrap;
    // A single key column is never wrapped, several always are (SEMANTICS 8).
    source.keyFormat.unwrapped = source.schema.key.size() == 1;
}

void checkHolds(BindContext &context, const catalog::WithProperties &with, const char *property,
                const catalog::FormatSpec &format, const std::vector<ColumnDefinition> &columns,
                catalog::FormatSide side, SourceSpan span)
{
    const Status status = catalog::checkFormat(format, columns, side);
    if (!status) {
        const char *name = with.written.contains(property) ? property : "FORMAT";
        context.error(status.error(), with.valueSpan(name, span));
    }
}

} // namespace

catalog::WithProperties readWith(BindContext &context, const sql::PropertiesView &view,
                                 catalog::PropertyUse use)
{
    std::vector<catalog::PropertyText> properties;
    if (view) {
        for (const sql::Property &property : view.all()) {
            properties.push_back({property.name, context.textOf(property.value), property.nameSpan,
                                  property.value.span()});
        }
    }
    return catalog::readProperties(properties, use, context.diagnostics);
}

void bindFormats(BindContext &context, const catalog::WithProperties &with,
                 const FormatDefaults &defaults, catalog::Source &source)
{
    source.valueFormat.name = formatName(context, with.valueFormat, defaults.value.name,
                                         "ksql.persistence.default.format.value", "");
    const bool noKey = source.schema.key.empty();
    std::string inheritedKey = defaults.key.name;
    if (!with.keyFormat && (inheritedKey == "NONE" || noKey)) {
        inheritedKey = noKey && !defaults.value.name.empty() ? "NONE" : "";
    }
    source.keyFormat.name = formatName(context, with.keyFormat, inheritedKey,
                                       "ksql.persistence.default.format.key", "KAFKA");
    if (source.valueFormat.name.empty()) {
        if (with.written.contains("VALUE_FORMAT") || with.written.contains("FORMAT")) {
            return; // reported where it was read
        }
        context.error("bind.format-missing", defaults.span,
                      "The statement needs VALUE_FORMAT (or FORMAT) in WITH",
                      "JSON and DELIMITED are the common ones");
        return;
    }
    checkRegistry(context, with, "KEY_FORMAT", source.keyFormat.name, defaults.span);
    if (!with.written.contains("FORMAT") || source.keyFormat.name != source.valueFormat.name) {
        checkRegistry(context, with, "VALUE_FORMAT", source.valueFormat.name, defaults.span);
    }
    applyDelimiter(context, with, with.keyDelimiter, "KEY_DELIMITER", defaults.key,
                   source.keyFormat);
    applyDelimiter(context, with, with.valueDelimiter, "VALUE_DELIMITER", defaults.value,
                   source.valueFormat);
    checkFormatProperties(context, with, source);
    applyWrapping(context, with, source);
    if (source.keyFormat.name != "NONE" || !noKey) {
        checkHolds(context, with, "KEY_FORMAT", source.keyFormat, source.schema.key,
                   catalog::FormatSide::Key, defaults.span);
    }
    checkHolds(context, with, "VALUE_FORMAT", source.valueFormat, source.payloadColumns(),
               catalog::FormatSide::Value, defaults.span);
}

void bindTimestamp(BindContext &context, const catalog::WithProperties &with, SourceSpan span,
                   catalog::Source &source)
{
    if (!with.timestampColumn) {
        return;
    }
    const SourceSpan place = with.valueSpan("TIMESTAMP", span);
    const auto index = source.schema.find(*with.timestampColumn);
    if (!index) {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < source.schema.size(); ++i) {
            names.push_back(source.schema.at(i).name);
        }
        const std::string near = nearestName(*with.timestampColumn, names);
        Diagnostic &error = context.error(
            "bind.unknown-column", place,
            fmt::format("The TIMESTAMP column {} does not exist", *with.timestampColumn));
        if (!near.empty()) {
            error.hint = fmt::format("Did you mean {}?", near);
            error.fixes.push_back({fmt::format("Use {}", near), {{place, sql::quoteString(near)}}});
        }
        return;
    }
    const DataType &type = source.schema.at(*index).type;
    const bool text = type.is(TypeKind::String);
    if (text ? !with.timestampFormat
             : !type.is(TypeKind::Bigint) && !type.is(TypeKind::Timestamp)) {
        context.error("bind.timestamp-type", place,
                      fmt::format("Timestamp column {} is {}; it must be BIGINT, TIMESTAMP, or "
                                  "STRING with a TIMESTAMP_FORMAT",
                                  *with.timestampColumn, type.toString()));
        return;
    }
    if (!text && with.timestampFormat) {
        context.error("bind.timestamp-type", with.valueSpan("TIMESTAMP_FORMAT", span),
                      "TIMESTAMP_FORMAT is only for a STRING column");
        return;
    }
    if (text) {
        const auto pattern = DatePattern::make(*with.timestampFormat);
        if (!pattern) {
            context.error(pattern.error(), with.valueSpan("TIMESTAMP_FORMAT", span));
            return;
        }
    }
    source.timestamp = catalog::TimestampColumn{*with.timestampColumn, with.timestampFormat};
}

} // namespace weir::bind
