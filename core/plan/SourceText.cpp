#include "core/plan/SourceText.h"

#include "core/sql/view/Identifier.h"

#include <fmt/format.h>

#include <algorithm>

namespace weir::plan {

namespace {

std::string delimiterText(char delimiter)
{
    if (delimiter == ' ') {
        return "'SPACE'";
    }
    return delimiter == '\t' ? "'TAB'" : sql::quoteString(std::string(1, delimiter));
}

/// Collects `NAME=value` pairs.
class WithList {
public:
    void add(const char *name, const std::string &value)
    {
        m_text += fmt::format("{}{}={}", m_text.empty() ? "" : ", ", name, value);
    }
    void addText(const char *name, const std::string &value) { add(name, sql::quoteString(value)); }
    std::string text() const { return "WITH (" + m_text + ")"; }

private:
    std::string m_text;
};

void addFormats(WithList &list, const catalog::Source &source)
{
    list.addText("KEY_FORMAT", source.keyFormat.name);
    list.addText("VALUE_FORMAT", source.valueFormat.name);
    if (source.keyFormat.name == "DELIMITED") {
        list.add("KEY_DELIMITER", delimiterText(source.keyFormat.delimiter));
    }
    if (source.valueFormat.name == "DELIMITED") {
        list.add("VALUE_DELIMITER", delimiterText(source.valueFormat.delimiter));
    }
    const std::string &format = source.valueFormat.name;
    const bool fixed = format == "KAFKA" || format == "DELIMITED" || format == "NONE";
    if (source.payloadColumns().size() == 1 && !fixed) {
        list.add("WRAP_SINGLE_VALUE", source.valueFormat.unwrapped ? "FALSE" : "TRUE");
    }
}

void addWindow(WithList &list, const KeyWindow &window)
{
    static constexpr const char *kKinds[] = {"TUMBLING", "HOPPING", "SESSION"};
    list.addText("WINDOW_TYPE", kKinds[static_cast<int>(window.kind)]);
    if (window.sizeMs) {
        list.addText("WINDOW_SIZE", fmt::format("{} MILLISECONDS", *window.sizeMs));
    }
}

std::string columnText(const catalog::Source &source, std::size_t index)
{
    const ColumnDefinition &column = source.schema.at(index);
    std::string text = sql::quoteIdentifier(column.name) + " " + column.type.toString();
    if (index < source.schema.key.size()) {
        return text + (source.isTable() ? " PRIMARY KEY" : " KEY");
    }
    const auto header = std::find_if(
        source.headers.begin(), source.headers.end(),
        [&](const catalog::HeaderColumn &other) { return other.column == column.name; });
    if (header != source.headers.end()) {
        text += header->header ? fmt::format(" HEADER({})", sql::quoteString(*header->header))
                               : " HEADERS";
    }
    return text;
}

} // namespace

std::string withText(const catalog::Source &source, const TopicSizes &sizes)
{
    WithList list;
    list.addText("KAFKA_TOPIC", source.topic);
    addFormats(list, source);
    if (sizes.partitions) {
        list.add("PARTITIONS", std::to_string(*sizes.partitions));
    }
    if (sizes.replicas) {
        list.add("REPLICAS", std::to_string(*sizes.replicas));
    }
    if (sizes.retentionMs) {
        list.add("RETENTION_MS", std::to_string(*sizes.retentionMs));
    }
    if (source.timestamp) {
        list.addText("TIMESTAMP", "`" + source.timestamp->column + "`");
        if (source.timestamp->format) {
            list.addText("TIMESTAMP_FORMAT", *source.timestamp->format);
        }
    }
    if (source.keyWindow && source.writtenBy.empty()) {
        addWindow(list, *source.keyWindow);
    }
    if (source.lazyDecode) {
        list.addText("DECODE", "LAZY");
    }
    if (source.rejectPolicy != catalog::RejectPolicy::Skip) {
        const bool stop = source.rejectPolicy == catalog::RejectPolicy::Stop;
        list.addText("ON_REJECT", stop ? "STOP" : "DEAD_LETTER_TOPIC");
    }
    if (!source.deadLetterTopic.empty()) {
        list.addText("DEAD_LETTER_TOPIC", source.deadLetterTopic);
    }
    return list.text();
}

std::string declarationText(const Declaration &declaration)
{
    const catalog::Source &source = *declaration.source;
    std::string columns;
    for (std::size_t i = 0; i < source.schema.size(); ++i) {
        columns += (i == 0 ? "" : ", ") + columnText(source, i);
    }
    return fmt::format(
        "CREATE {}{} {} ({})\n  {};", source.readOnly ? "SOURCE " : "",
        source.isTable() ? "TABLE" : "STREAM", sql::quoteIdentifier(source.name), columns,
        withText(source, {declaration.partitions, declaration.replicas, declaration.retentionMs}));
}

} // namespace weir::plan
