#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/Kernels.h"
#include "core/functions/Utf8.h"

#include <string>

namespace weir::functions {

namespace {

using Text = std::string_view;

/// Position of the n-th occurrence, counted from 1; 0 if there is none. A negative start counts
/// from the end and searches backwards.
std::int32_t findText(Text text, Text wanted, std::int32_t start, std::int32_t occurrence)
{
    if (occurrence < 1 || start == 0) {
        return 0;
    }
    const auto units = static_cast<std::int64_t>(utf16Length(text));
    std::size_t at = Text::npos;
    if (start > 0) {
        if (start - 1 > units) {
            return 0;
        }
        at = text.find(wanted, utf16Position(text, static_cast<std::size_t>(start - 1)));
        for (std::int32_t i = 1; i < occurrence && at != Text::npos; ++i) {
            at = text.find(wanted, at + 1);
        }
    } else {
        if (units + start < 0) {
            return 0;
        }
        at = text.rfind(wanted, utf16Position(text, static_cast<std::size_t>(units + start)));
        for (std::int32_t i = 1; i < occurrence && at != Text::npos; ++i) {
            at = at == 0 ? Text::npos : text.rfind(wanted, at - 1);
        }
    }
    return at == Text::npos ? 0 : static_cast<std::int32_t>(utf16Length(text.substr(0, at))) + 1;
}

/// Cuts at a delimiter; an empty one stands between all characters, or all bytes.
template <bool Bytes> void splitKernel(const ScalarCall &call, Column &out, std::size_t row)
{
    const Text text = call[0].get<Text>(row);
    const Text delimiter = call[1].get<Text>(row);
    Column &parts = out.child(0);
    const auto begin = static_cast<std::uint32_t>(parts.size());
    std::size_t position = 0;
    if (delimiter.empty()) {
        while (position < text.size()) {
            const std::size_t start = position;
            if (Bytes) {
                ++position;
            } else {
                nextCodePoint(text, position);
            }
            parts.append(text.substr(start, position - start));
        }
    } else {
        std::size_t at = text.find(delimiter);
        for (; at != Text::npos; at = text.find(delimiter, position)) {
            parts.append(text.substr(position, at - position));
            position = at + delimiter.size();
        }
        parts.append(text.substr(position));
    }
    out.set(row, ListRange{begin, static_cast<std::uint32_t>(parts.size()) - begin});
}

} // namespace

void addTextSearchFunctions(FunctionRegistry &registry)
{
    registry.beginFamily("string");
    const char *const instrText = "Returns the position of a text in another, counted from 1; 0 if "
                                  "it is not there.";
    registry.add("INSTR(STRING, STRING) -> INTEGER",
                 mapRows<std::int32_t, Text, Text>(
                     [](Text text, Text wanted) { return findText(text, wanted, 1, 1); }),
                 instrText);
    registry.add("INSTR(STRING, STRING, INTEGER) -> INTEGER",
                 mapRows<std::int32_t, Text, Text, std::int32_t>(
                     [](Text text, Text wanted, std::int32_t start) {
                         return findText(text, wanted, start, 1);
                     }),
                 instrText);
    registry.add("INSTR(STRING, STRING, INTEGER, INTEGER) -> INTEGER",
                 mapRows<std::int32_t, Text, Text, std::int32_t, std::int32_t>(findText),
                 instrText);
    registry.add("SPLIT(STRING, STRING) -> ARRAY<STRING>", forRows(&splitKernel<false>),
                 "Cuts a text at a delimiter.");
    registry.add("SPLIT(BYTES, BYTES) -> ARRAY<BYTES>", forRows(&splitKernel<true>),
                 "Cuts bytes at a delimiter.");
}

} // namespace weir::functions
