#include "core/catalog/WithProperties.h"

#include "core/base/AsciiCase.h"
#include "core/base/NearestName.h"
#include "core/catalog/FormatRules.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>

namespace weir::catalog {

namespace {

/// Reads one value into its field; an error text when it does not fit.
using PropertyReader = std::function<std::string(const std::string &value, WithProperties &out)>;

struct KnownProperty {
    std::string name;
    std::vector<PropertyUse> uses;
    PropertyReader read;
    /// The words it takes, if these are few.
    std::vector<std::string> words = {};
};

template <class Number> std::optional<Number> numberOf(const std::string &text)
{
    Number value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

PropertyReader readText(std::optional<std::string> WithProperties::*field)
{
    return [field](const std::string &value, WithProperties &out) -> std::string {
        if (value.empty()) {
            return "must not be empty";
        }
        out.*field = value;
        return {};
    };
}

PropertyReader readCount(std::optional<int> WithProperties::*field)
{
    return [field](const std::string &value, WithProperties &out) -> std::string {
        const auto number = numberOf<int>(value);
        if (!number || *number < 1) {
            return "must be a number from 1 on";
        }
        out.*field = *number;
        return {};
    };
}

PropertyReader readLong(std::optional<std::int64_t> WithProperties::*field)
{
    return [field](const std::string &value, WithProperties &out) -> std::string {
        const auto number = numberOf<std::int64_t>(value);
        if (!number) {
            return "must be a whole number";
        }
        out.*field = *number;
        return {};
    };
}

/// -1 keeps records for ever.
std::string readRetention(const std::string &value, WithProperties &out)
{
    const auto number = numberOf<std::int64_t>(value);
    if (!number || *number < -1) {
        return "must be a number of milliseconds, or -1 to keep records for ever";
    }
    out.retentionMs = *number;
    return {};
}

PropertyReader readFormat(std::optional<std::string> WithProperties::*field)
{
    return [field](const std::string &value, WithProperties &out) -> std::string {
        const std::string format = upperCase(value);
        if (!isFormat(format)) {
            return fmt::format("must be a format, and '{}' is none: JSON, DELIMITED, KAFKA, NONE, "
                               "AVRO, PROTOBUF, PROTOBUF_NOSR, JSON_SR",
                               value);
        }
        out.*field = format;
        return {};
    };
}

PropertyReader readDelimiter(std::optional<char> WithProperties::*field)
{
    return [field](const std::string &value, WithProperties &out) -> std::string {
        const std::string word = upperCase(value);
        if (word == "SPACE" || word == "TAB") {
            out.*field = word == "SPACE" ? ' ' : '\t';
            return {};
        }
        if (value.find_first_not_of(" \t") == std::string::npos) {
            return "must not be empty; for a blank or a tab write SPACE or TAB";
        }
        if (value.size() != 1) {
            return "must be a single character, SPACE or TAB";
        }
        out.*field = value.front();
        return {};
    };
}

std::string readWrap(const std::string &value, WithProperties &out)
{
    const std::string word = upperCase(value);
    if (word != "TRUE" && word != "FALSE") {
        return "must be TRUE or FALSE";
    }
    out.wrapSingleValue = word == "TRUE";
    return {};
}

std::string readTimestampColumn(const std::string &value, WithProperties &out)
{
    if (value.empty()) {
        return "must name a column";
    }
    const bool quoted = value.size() > 2 && value.front() == '`' && value.back() == '`';
    out.timestampColumn = quoted ? value.substr(1, value.size() - 2) : upperCase(value);
    return {};
}

std::string readWindowType(const std::string &value, WithProperties &out)
{
    const std::string word = upperCase(value);
    if (word == "TUMBLING") {
        out.windowType = WindowKind::Tumbling;
    } else if (word == "HOPPING") {
        out.windowType = WindowKind::Hopping;
    } else if (word == "SESSION") {
        out.windowType = WindowKind::Session;
    } else {
        return "must be TUMBLING, HOPPING or SESSION";
    }
    return {};
}

std::string readWindowSize(const std::string &value, WithProperties &out)
{
    out.windowSizeMs = parseDuration(value);
    return out.windowSizeMs ? "" : "must be a duration like '30 SECONDS'";
}

std::string readDecode(const std::string &value, WithProperties &out)
{
    const std::string word = upperCase(value);
    out.lazyDecode = word == "LAZY";
    return word == "LAZY" || word == "STRICT" ? "" : "must be LAZY or STRICT";
}

std::string readRejectPolicy(const std::string &value, WithProperties &out)
{
    const std::string word = upperCase(value);
    if (word == "SKIP") {
        out.rejectPolicy = RejectPolicy::Skip;
    } else if (word == "DEAD_LETTER_TOPIC") {
        out.rejectPolicy = RejectPolicy::DeadLetterTopic;
    } else if (word == "STOP") {
        out.rejectPolicy = RejectPolicy::Stop;
    } else {
        return "must be SKIP, DEAD_LETTER_TOPIC or STOP";
    }
    return {};
}

/// Known to the dialect, kept by the formats that come later.
std::string readLater(const std::string &, WithProperties &)
{
    return {};
}

std::vector<KnownProperty> makeProperties()
{
    using P = WithProperties;
    const std::vector<PropertyUse> both = {PropertyUse::Declaration, PropertyUse::Query};
    const std::vector<PropertyUse> declaration = {PropertyUse::Declaration};
    return {
        {"KAFKA_TOPIC", both, readText(&P::topic)},
        {"KEY_FORMAT", both, readFormat(&P::keyFormat)},
        {"VALUE_FORMAT", both, readFormat(&P::valueFormat)},
        {"FORMAT", both,
         [](const std::string &value, WithProperties &out) {
             const std::string error = readFormat(&P::keyFormat)(value, out);
             out.valueFormat = out.keyFormat;
             return error;
         }},
        {"PARTITIONS", both, readCount(&P::partitions)},
        {"REPLICAS", both, readCount(&P::replicas)},
        {"RETENTION_MS", both, readRetention},
        {"TIMESTAMP", both, readTimestampColumn},
        {"TIMESTAMP_FORMAT", both, readText(&P::timestampFormat)},
        {"WRAP_SINGLE_VALUE", both, readWrap},
        {"VALUE_DELIMITER", both, readDelimiter(&P::valueDelimiter)},
        {"KEY_DELIMITER", both, readDelimiter(&P::keyDelimiter)},
        {"WINDOW_TYPE", declaration, readWindowType, {"TUMBLING", "HOPPING", "SESSION"}},
        {"WINDOW_SIZE", declaration, readWindowSize},
        {"DECODE", declaration, readDecode, {"LAZY", "STRICT"}},
        {"ON_REJECT", declaration, readRejectPolicy, {"SKIP", "DEAD_LETTER_TOPIC", "STOP"}},
        {"DEAD_LETTER_TOPIC", declaration, readText(&P::deadLetterTopic)},
        {"KEY_SCHEMA_ID", both, readLong(&P::keySchemaId)},
        {"VALUE_SCHEMA_ID", both, readLong(&P::valueSchemaId)},
        {"KEY_SCHEMA_FULL_NAME", both, readLater},
        {"VALUE_SCHEMA_FULL_NAME", both, readLater},
        {"VALUE_AVRO_SCHEMA_FULL_NAME", both, readLater},
        {"KEY_PROTOBUF_NULLABLE_REPRESENTATION", both, readLater},
        {"VALUE_PROTOBUF_NULLABLE_REPRESENTATION", both, readLater},
        {"QUERY_ID", {PropertyUse::Insert}, readText(&P::queryId)},
    };
}

const std::vector<KnownProperty> &knownProperties()
{
    static const std::vector<KnownProperty> properties = makeProperties();
    return properties;
}

const KnownProperty *findProperty(const std::string &name, PropertyUse use)
{
    for (const KnownProperty &property : knownProperties()) {
        const bool here =
            std::find(property.uses.begin(), property.uses.end(), use) != property.uses.end();
        if (here && property.name == name) {
            return &property;
        }
    }
    return nullptr;
}

void reportUnknown(const PropertyText &property, PropertyUse use,
                   std::vector<Diagnostic> &diagnostics)
{
    Diagnostic diagnostic{.code = "catalog.unknown-property",
                          .span = property.nameSpan,
                          .message =
                              fmt::format("{} is no property that WITH knows here", property.name)};
    const std::string near = nearestName(property.name, propertyNames(use));
    if (!near.empty()) {
        diagnostic.hint = fmt::format("Did you mean {}?", near);
        diagnostic.fixes.push_back({near, {{property.nameSpan, near}}});
    }
    diagnostics.push_back(std::move(diagnostic));
}

void reportInvalid(const PropertyText &property, const KnownProperty &known,
                   const std::string &error, std::vector<Diagnostic> &diagnostics)
{
    Diagnostic diagnostic{.code = "catalog.invalid-property",
                          .span = property.valueSpan,
                          .message = fmt::format("{} {}", property.name, error)};
    const std::string near = nearestName(upperCase(property.value), known.words);
    if (!near.empty()) {
        diagnostic.hint = fmt::format("Did you mean {}?", near);
        diagnostic.fixes.push_back({near, {{property.valueSpan, "'" + near + "'"}}});
    }
    diagnostics.push_back(std::move(diagnostic));
}

void reportConflict(SourceSpan span, std::string message, std::vector<Diagnostic> &diagnostics)
{
    diagnostics.push_back(
        {.code = "catalog.conflicting-properties", .span = span, .message = std::move(message)});
}

void checkTogether(const WithProperties &properties, std::vector<Diagnostic> &diagnostics)
{
    const auto &written = properties.written;
    const auto span = [&](const char *name) { return written.at(name).nameSpan; };
    for (const char *single : {"KEY_FORMAT", "VALUE_FORMAT"}) {
        if (written.contains("FORMAT") && written.contains(single)) {
            reportConflict(span(single),
                           fmt::format("Cannot supply both '{}' and 'FORMAT' properties, as "
                                       "'FORMAT' sets both key and value",
                                       single),
                           diagnostics);
        }
    }
    const auto type = properties.windowType;
    if (type == WindowKind::Session && written.contains("WINDOW_SIZE")) {
        reportConflict(span("WINDOW_SIZE"), "WINDOW_SIZE should not be set for SESSION windows",
                       diagnostics);
    } else if (type && *type != WindowKind::Session && !written.contains("WINDOW_SIZE")) {
        reportConflict(span("WINDOW_TYPE"), "A TUMBLING or HOPPING source needs its WINDOW_SIZE",
                       diagnostics);
    } else if (!type && written.contains("WINDOW_SIZE")) {
        reportConflict(span("WINDOW_SIZE"), "WINDOW_SIZE needs a WINDOW_TYPE", diagnostics);
    }
    if (written.contains("TIMESTAMP_FORMAT") && !written.contains("TIMESTAMP")) {
        reportConflict(span("TIMESTAMP_FORMAT"),
                       "TIMESTAMP_FORMAT says how the column of TIMESTAMP is written, which is not "
                       "given",
                       diagnostics);
    }
    if (!written.contains("DEAD_LETTER_TOPIC")) {
        return;
    }
    if (properties.rejectPolicy != RejectPolicy::DeadLetterTopic) {
        reportConflict(span("DEAD_LETTER_TOPIC"),
                       "DEAD_LETTER_TOPIC needs ON_REJECT='DEAD_LETTER_TOPIC'", diagnostics);
    } else if (properties.deadLetterTopic == properties.topic) {
        reportConflict(span("DEAD_LETTER_TOPIC"),
                       "Records that cannot be read would be read again: DEAD_LETTER_TOPIC must "
                       "not be the source's own topic",
                       diagnostics);
    }
}

} // namespace

SourceSpan WithProperties::valueSpan(const std::string &name, SourceSpan otherwise) const
{
    const auto found = written.find(name);
    return found == written.end() ? otherwise : found->second.valueSpan;
}

WithProperties readProperties(const std::vector<PropertyText> &properties, PropertyUse use,
                              std::vector<Diagnostic> &diagnostics)
{
    WithProperties result;
    for (const PropertyText &property : properties) {
        const KnownProperty *known = findProperty(property.name, use);
        if (known == nullptr) {
            reportUnknown(property, use, diagnostics);
            continue;
        }
        if (!result.written.emplace(property.name, property).second) {
            diagnostics.push_back({.code = "catalog.duplicate-property",
                                   .span = property.nameSpan,
                                   .message = fmt::format("{} is given twice", property.name)});
            continue;
        }
        const std::string error = known->read(property.value, result);
        if (!error.empty()) {
            reportInvalid(property, *known, error, diagnostics);
        }
    }
    checkTogether(result, diagnostics);
    return result;
}

std::vector<std::string> propertyNames(PropertyUse use)
{
    std::vector<std::string> names;
    for (const KnownProperty &property : knownProperties()) {
        if (std::find(property.uses.begin(), property.uses.end(), use) != property.uses.end()) {
            names.push_back(property.name);
        }
    }
    return names;
}

std::optional<std::int64_t> parseDuration(const std::string &text)
{
    const std::size_t begin = text.find_first_not_of(' ');
    const std::size_t end = text.find(' ', begin);
    if (begin == std::string::npos || end == std::string::npos) {
        return std::nullopt;
    }
    const auto count = numberOf<std::int64_t>(text.substr(begin, end - begin));
    const std::size_t unitBegin = text.find_first_not_of(' ', end);
    if (!count || *count <= 0 || unitBegin == std::string::npos) {
        return std::nullopt;
    }
    std::string unit = upperCase(text.substr(unitBegin, text.find(' ', unitBegin) - unitBegin));
    if (unit.back() != 'S') {
        unit += 'S';
    }
    const std::map<std::string, std::int64_t> units = {
        {"MILLISECONDS", 1},  {"SECONDS", 1000},    {"MINUTES", 60'000},
        {"HOURS", 3'600'000}, {"DAYS", 86'400'000}, {"WEEKS", 604'800'000},
    };
    const auto found = units.find(unit);
    if (found == units.end() || *count > INT64_MAX / found->second) {
        return std::nullopt;
    }
    return *count * found->second;
}

} // namespace weir::catalog
