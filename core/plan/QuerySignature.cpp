#include "core/plan/QuerySignature.h"

#include "core/base/StableHash.h"
#include "core/plan/PrintCanonical.h"

#include <fmt/format.h>

namespace weir::plan {

namespace {

std::string formatSignature(const catalog::FormatSpec &format)
{
    return fmt::format("{}{}{}", format.name, format.delimiter, format.unwrapped ? "u" : "");
}

std::string sourceSignature(const catalog::Source &source)
{
    std::string text = fmt::format(
        "{}|{}|{}|{}|{}|{}|{}|{}|{}", source.name, source.isTable(), source.schema.toString(),
        source.topic, formatSignature(source.keyFormat), formatSignature(source.valueFormat),
        source.lazyDecode, static_cast<int>(source.rejectPolicy), source.deadLetterTopic);
    if (source.timestamp) {
        text +=
            fmt::format("|{}:{}", source.timestamp->column, source.timestamp->format.value_or(""));
    }
    if (source.keyWindow) {
        text += fmt::format("|{}:{}", static_cast<int>(source.keyWindow->kind),
                            source.keyWindow->sizeMs.value_or(0));
    }
    for (const catalog::HeaderColumn &header : source.headers) {
        text += fmt::format("|{}:{}", header.column, header.header.value_or("*"));
    }
    return text;
}

} // namespace

std::string querySignature(const Query &query)
{
    std::string text = printCanonical(query);
    if (const auto interval = query.emitIntervalMs()) {
        text += fmt::format("\nemit.interval {}", *interval);
    }
    for (const Node &node : query.nodes) {
        if (const auto *scan = std::get_if<ScanOp>(&node.op)) {
            text += "\n" + sourceSignature(*scan->source);
        } else if (const auto *sink = std::get_if<SinkOp>(&node.op)) {
            text += "\n" + sourceSignature(*sink->target);
        }
    }
    return stableHashText(text);
}

} // namespace weir::plan
