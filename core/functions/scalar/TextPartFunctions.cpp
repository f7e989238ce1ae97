// Texts chosen, looked up and cut into maps; characters by their code.
#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/Kernels.h"
#include "core/functions/Utf8.h"
#include "core/types/RowIndex.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace weir::functions {

namespace {

using Text = std::string_view;

bool isCharacter(std::uint32_t code)
{
    return code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
}

/// A code that is no character gives null.
std::optional<Text> characterOf(RowContext &context, std::int32_t code)
{
    if (code < 0 || !isCharacter(static_cast<std::uint32_t>(code))) {
        return std::nullopt;
    }
    std::string text;
    appendUtf8(text, static_cast<std::uint32_t>(code));
    return context.text(text);
}

/// Reads the four digits of `\u004b` off the front.
std::optional<std::uint32_t> takeUnit(Text &text)
{
    if (text.size() < 6 || text[0] != '\\' || text[1] != 'u') {
        return std::nullopt;
    }
    std::uint32_t unit = 0;
    for (const char c : text.substr(2, 4)) {
        if (std::isxdigit(static_cast<unsigned char>(c)) == 0) {
            return std::nullopt;
        }
        const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
        unit = unit * 16 + static_cast<std::uint32_t>(digit);
    }
    text.remove_prefix(6);
    return unit;
}

/// Reads `\u004b`, or the two units of a character beyond 16 bits; other texts give null.
std::optional<Text> characterOfCode(RowContext &context, Text text)
{
    std::optional<std::uint32_t> code = takeUnit(text);
    if (code && *code >= 0xD800 && *code < 0xDC00) {
        const std::optional<std::uint32_t> low = takeUnit(text);
        const bool pair = low && *low >= 0xDC00 && *low <= 0xDFFF;
        code = pair ? std::optional(0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00))
                    : std::nullopt;
    }
    if (!code || !text.empty()) {
        return std::nullopt;
    }
    return characterOf(context, static_cast<std::int32_t>(*code));
}

/// ELT: the n-th of the texts that follow.
void chosenKernel(const ScalarCall &call, Column &out)
{
    call.rows.forEach([&](std::uint32_t row) {
        const std::int64_t n = call[0].isNull(row) ? 0 : call[0].get<std::int32_t>(row);
        if (n >= 1 && n < static_cast<std::int64_t>(call.arguments.size())) {
            out.setFrom(row, call[static_cast<std::size_t>(n)], row);
        }
    });
}

/// FIELD: which of the texts that follow is the first one, counted from 1. Null equals nothing.
void positionKernel(const ScalarCall &call, Column &out)
{
    call.rows.forEach([&](std::uint32_t row) {
        std::int32_t position = 0;
        for (std::size_t i = 1; i < call.arguments.size() && position == 0; ++i) {
            const bool same = !call[0].isNull(row) && !call[i].isNull(row) &&
                              call[0].get<Text>(row) == call[i].get<Text>(row);
            position = same ? static_cast<std::int32_t>(i) : 0;
        }
        out.set(row, position);
    });
}

/// Puts `key -> value` into a map; the last of equal keys stands.
void putText(Column &map, RowIndex &known, Text key, Text value)
{
    map.child(0).append(key);
    const std::size_t entry = known.settleLast(map.child(0));
    map.child(1).resize(map.child(0).size());
    map.child(1).set(entry, value);
}

/// Empty entries and those without the second delimiter are left out, and so is what stands behind
/// another second delimiter.
void splitToMap(const ScalarCall &call, Column &out, std::size_t row)
{
    Text rest = call[0].get<Text>(row);
    const Text entryMark = call[1].get<Text>(row);
    const Text valueMark = call[2].get<Text>(row);
    if (entryMark.empty() || valueMark.empty() || entryMark == valueMark) {
        out.setNull(row);
        return;
    }
    const auto begin = static_cast<std::uint32_t>(out.child(0).size());
    RowIndex known(begin);
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(entryMark), rest.size());
        const Text entry = rest.substr(0, end);
        rest.remove_prefix(std::min(end + entryMark.size(), rest.size()));
        const std::size_t mark = entry.find(valueMark);
        if (mark != Text::npos) {
            const Text value = entry.substr(mark + valueMark.size());
            putText(out, known, entry.substr(0, mark), value.substr(0, value.find(valueMark)));
        }
    }
    out.set(row, ListRange{begin, static_cast<std::uint32_t>(out.child(0).size()) - begin});
}

} // namespace

void addTextPartFunctions(FunctionRegistry &registry)
{
    registry.beginFamily("string");
    registry.add("CHR(INTEGER) -> STRING", mapRows<Text, std::int32_t>(characterOf),
                 "Returns the character with a Unicode number.");
    registry.add("CHR(STRING) -> STRING", mapRows<Text, Text>(characterOfCode),
                 "Returns the character that a text like '\\u004b' names.");
    registry.add("ELT(INTEGER, STRING...) -> STRING", nullAware(chosenKernel),
                 "Returns the n-th of the texts, counted from 1.");
    registry.add("FIELD(STRING, STRING...) -> INTEGER", nullAware(positionKernel),
                 "Returns which of the texts equals the first, counted from 1; 0 if none does.");
    registry.add("SPLIT_TO_MAP(STRING, STRING, STRING) -> MAP<STRING, STRING>",
                 forRows(&splitToMap),
                 "Cuts a text into entries, and these into key and value, at two delimiters.");
}

} // namespace weir::functions
