#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/Kernels.h"
#include "core/functions/LetterCase.h"
#include "core/functions/Utf8.h"

#include <algorithm>
#include <string>

namespace weir::functions {

namespace {

using Text = std::string_view;

/// Maps ASCII in place; texts beyond it are what `all` makes of them.
template <std::string (*All)(Text), char First, char Last>
Text mapCase(RowContext &context, Text text)
{
    char *out = context.arena.allocate(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (static_cast<unsigned char>(c) >= 0x80) {
            return context.text(All(text));
        }
        out[i] = c >= First && c <= Last ? static_cast<char>(c ^ 0x20) : c;
    }
    return {out, text.size()};
}

Text trimText(Text text)
{
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') {
        text.remove_prefix(1);
    }
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') {
        text.remove_suffix(1);
    }
    return text;
}

/// Returns the text from a position that counts from 1, or from the end if negative.
Text substringText(Text text, std::int32_t position, std::int32_t length)
{
    const auto units = static_cast<std::int64_t>(utf16Length(text));
    std::int64_t start = position > 0 ? position - 1 : position < 0 ? units + position : 0;
    start = std::clamp<std::int64_t>(start, 0, units);
    const std::int64_t end = std::clamp<std::int64_t>(start + length, start, units);
    const std::size_t from = utf16Position(text, static_cast<std::size_t>(start));
    const std::size_t to = utf16Position(text, static_cast<std::size_t>(end));
    return text.substr(from, to - from);
}

Text substringBytes(Text bytes, std::int32_t position, std::int32_t length)
{
    const auto size = static_cast<std::int64_t>(bytes.size());
    std::int64_t start = position > 0 ? position - 1 : position < 0 ? size + position : 0;
    start = std::clamp<std::int64_t>(start, 0, size);
    return bytes.substr(static_cast<std::size_t>(start),
                        static_cast<std::size_t>(std::max<std::int64_t>(length, 0)));
}

/// CONCAT leaves nulls out.
void concatKernel(const ScalarCall &call, Column &out)
{
    std::string text;
    call.rows.forEach([&](std::uint32_t row) {
        text.clear();
        for (const ColumnPtr &argument : call.arguments) {
            if (!argument->isNull(row)) {
                text += argument->get<Text>(row);
            }
        }
        out.set(row, call.arena.copy(text));
    });
}

/// CONCAT_WS: null only if the separator is.
void concatSeparatedKernel(const ScalarCall &call, Column &out)
{
    std::string text;
    call.rows.forEach([&](std::uint32_t row) {
        if (call[0].isNull(row)) {
            return;
        }
        text.clear();
        bool first = true;
        for (const ColumnPtr &argument : call.arguments.subspan(1)) {
            if (argument->isNull(row)) {
                continue;
            }
            text += first ? Text() : call[0].get<Text>(row);
            text += argument->get<Text>(row);
            first = false;
        }
        out.set(row, call.arena.copy(text));
    });
}

std::optional<Text> replaceText(RowContext &context, Text text, Text from, Text to)
{
    std::string result;
    std::size_t position = 0;
    if (from.empty()) { // stands between all characters, as in Java
        result = to;
        while (position < text.size() && result.size() <= kMostTextBytes) {
            appendUtf8(result, nextCodePoint(text, position));
            result += to;
        }
    } else {
        std::size_t at = text.find(from);
        for (; at != Text::npos && result.size() <= kMostTextBytes;
             at = text.find(from, position)) {
            result += text.substr(position, at - position);
            result += to;
            position = at + from.size();
        }
        result += text.substr(position);
    }
    return context.boundedText(result);
}

std::optional<Text> repeatText(RowContext &context, Text text, std::int32_t times)
{
    const auto count = static_cast<std::size_t>(std::max(times, 0));
    if (text.size() * count > kMostTextBytes) {
        return context.fail();
    }
    char *const result = context.arena.allocate(text.size() * count);
    for (std::size_t i = 0; i < count && !text.empty(); ++i) {
        std::copy(text.begin(), text.end(), result + i * text.size());
    }
    return Text(result, text.size() * count);
}

/// Text or bytes, filled up to a length in UTF-16 units or bytes.
template <bool Left, class Length, class Position>
std::optional<Text> padded(RowContext &context, Text text, std::int32_t length, Text padding,
                           Length lengthOf, Position positionOf)
{
    const std::size_t step = lengthOf(padding);
    if (length < 0 || step == 0) {
        return std::nullopt;
    }
    const auto wanted = static_cast<std::size_t>(length);
    const std::size_t size = lengthOf(text);
    if (size >= wanted) {
        return text.substr(0, positionOf(text, wanted));
    }
    const std::size_t missing = wanted - size;
    const std::size_t times = missing / step + 1;
    if (padding.size() * times > kMostTextBytes) {
        return context.fail();
    }
    std::string filling;
    for (std::size_t i = 0; i < times; ++i) {
        filling += padding;
    }
    filling.resize(positionOf(filling, missing));
    return Left ? context.arena.join(filling, text) : context.arena.join(text, filling);
}

template <bool Left>
std::optional<Text> padText(RowContext &context, Text text, std::int32_t length, Text padding)
{
    return padded<Left>(context, text, length, padding, utf16Length, utf16Position);
}

template <bool Left>
std::optional<Text> padBytes(RowContext &context, Text bytes, std::int32_t length, Text padding)
{
    return padded<Left>(
        context, bytes, length, padding, [](Text all) { return all.size(); },
        [](Text, std::size_t count) { return count; });
}

} // namespace

void addStringFunctions(FunctionRegistry &registry)
{
    registry.beginFamily("string");
    const ScalarFunction upper = mapRows<Text, Text>(&mapCase<upperText, 'a', 'z'>);
    const ScalarFunction lower = mapRows<Text, Text>(&mapCase<lowerText, 'A', 'Z'>);
    registry.add("UCASE(STRING) -> STRING", upper, "Returns the text in upper case.");
    registry.add("LCASE(STRING) -> STRING", lower, "Returns the text in lower case.");
    const auto textLength = [](Text text) { return static_cast<std::int32_t>(utf16Length(text)); };
    const auto byteLength = [](Text bytes) { return static_cast<std::int32_t>(bytes.size()); };
    registry.add("LEN(STRING) -> INTEGER", mapRows<std::int32_t, Text>(textLength),
                 "Returns the number of characters.");
    registry.add("LEN(BYTES) -> INTEGER", mapRows<std::int32_t, Text>(byteLength),
                 "Returns the number of bytes.");
    registry.add("TRIM(STRING) -> STRING", mapRows<Text, Text>(trimText),
                 "Removes blanks at both ends.");
    registry.add(
        "SUBSTRING(STRING, INTEGER) -> STRING",
        mapRows<Text, Text, std::int32_t>([](Text text, std::int32_t position) {
            return substringText(text, position, INT32_MAX);
        }),
        "Returns the text from a position on; 1 is the first, negative counts from the end.");
    registry.add("SUBSTRING(STRING, INTEGER, INTEGER) -> STRING",
                 mapRows<Text, Text, std::int32_t, std::int32_t>(substringText),
                 "Returns a number of characters from a position on.");
    registry.add("SUBSTRING(BYTES, INTEGER) -> BYTES",
                 mapRows<Text, Text, std::int32_t>([](Text bytes, std::int32_t position) {
                     return substringBytes(bytes, position, INT32_MAX);
                 }),
                 "Returns the bytes from a position on.");
    registry.add("SUBSTRING(BYTES, INTEGER, INTEGER) -> BYTES",
                 mapRows<Text, Text, std::int32_t, std::int32_t>(substringBytes),
                 "Returns a number of bytes from a position on.");
    registry.add("CONCAT(STRING...) -> STRING", nullAware(concatKernel),
                 "Joins texts; nulls are left out.");
    registry.add("CONCAT(BYTES...) -> BYTES", nullAware(concatKernel),
                 "Joins bytes; nulls are left out.");
    registry.add("CONCAT_WS(STRING, STRING...) -> STRING", nullAware(concatSeparatedKernel),
                 "Joins texts with a separator; nulls are left out.");
    registry.add("CONCAT_WS(BYTES, BYTES...) -> BYTES", nullAware(concatSeparatedKernel),
                 "Joins bytes with a separator; nulls are left out.");
    registry.add("REPLACE(STRING, STRING, STRING) -> STRING",
                 mapRows<Text, Text, Text, Text>(replaceText),
                 "Replaces every occurrence of a text by another.");
    registry.add("INITCAP(STRING) -> STRING",
                 mapRows<Text, Text>([](RowContext &context, Text text) {
                     return context.text(capitalizedText(text));
                 }),
                 "Makes the first letter of each word large and the others small.");
    registry.add("REPEAT(STRING, INTEGER) -> STRING", mapRows<Text, Text, std::int32_t>(repeatText),
                 "Repeats a text.");
    registry.add("LPAD(STRING, INTEGER, STRING) -> STRING",
                 mapRows<Text, Text, std::int32_t, Text>(&padText<true>),
                 "Fills a text on the left to a length.");
    registry.add("RPAD(STRING, INTEGER, STRING) -> STRING",
                 mapRows<Text, Text, std::int32_t, Text>(&padText<false>),
                 "Fills a text on the right to a length.");
    registry.add("LPAD(BYTES, INTEGER, BYTES) -> BYTES",
                 mapRows<Text, Text, std::int32_t, Text>(&padBytes<true>),
                 "Fills bytes on the left to a length.");
    registry.add("RPAD(BYTES, INTEGER, BYTES) -> BYTES",
                 mapRows<Text, Text, std::int32_t, Text>(&padBytes<false>),
                 "Fills bytes on the right to a length.");
}

} // namespace weir::functions
