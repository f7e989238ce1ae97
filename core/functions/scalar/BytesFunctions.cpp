// Bytes to and from text and numbers; checksums.
#include "core/base/AsciiCase.h"
#include "core/base/BigEndian.h"
#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/Kernels.h"
#include "core/functions/Md5.h"
#include "core/functions/TextEncoding.h"

#include <algorithm>
#include <bit>
#include <string>
#include <type_traits>

namespace weir::functions {

namespace {

using Text = std::string_view;

std::optional<Text> toBytes(RowContext &context, Text text, Text name)
{
    const std::optional<TextEncoding> encoding = textEncoding(name);
    const std::optional<std::string> bytes =
        encoding ? bytesFromText(text, *encoding) : std::nullopt;
    if (!bytes) {
        return context.fail();
    }
    return context.text(*bytes);
}

std::optional<Text> fromBytes(RowContext &context, Text bytes, Text name)
{
    const std::optional<TextEncoding> encoding = textEncoding(name);
    if (!encoding) {
        return context.fail();
    }
    return context.text(textFromBytes(bytes, *encoding));
}

/// Reads a text in one encoding and writes it in another.
std::optional<Text> encodeText(RowContext &context, Text text, Text fromName, Text toName)
{
    const std::optional<TextEncoding> from = textEncoding(fromName);
    const std::optional<TextEncoding> to = textEncoding(toName);
    if (!from || !to) {
        return context.fail();
    }
    if (*from == *to) {
        return text;
    }
    const std::optional<std::string> bytes = bytesFromText(text, *from);
    if (!bytes) {
        return context.fail();
    }
    return context.text(textFromBytes(*bytes, *to));
}

/// Reads a number of exactly its size.
template <class T> std::optional<T> numberFromBytes(RowContext &context, Text bytes, Text order)
{
    const std::string name = upperCase(order);
    const bool little = name == "LITTLE_ENDIAN";
    if (bytes.size() != sizeof(T) || (!little && name != "BIG_ENDIAN")) {
        return context.fail();
    }
    std::string ordered(bytes);
    if (little) {
        std::reverse(ordered.begin(), ordered.end());
    }
    using Integer = std::conditional_t<sizeof(T) == 4, std::int32_t, std::int64_t>;
    return std::bit_cast<T>(getBigEndian<Integer>(ordered.data()));
}

template <class T>
void addNumberFromBytes(FunctionRegistry &registry, const std::string &name,
                        const std::string &type)
{
    const std::string description = "Reads " + std::to_string(sizeof(T)) + " bytes as " + type;
    registry.add(name + "(BYTES) -> " + type, mapRows<T, Text>([](RowContext &context, Text bytes) {
                     return numberFromBytes<T>(context, bytes, "BIG_ENDIAN");
                 }),
                 description + ", the highest first.");
    registry.add(name + "(BYTES, STRING) -> " + type, mapRows<T, Text, Text>(&numberFromBytes<T>),
                 description + ", in order BIG_ENDIAN or LITTLE_ENDIAN.");
}

} // namespace

void addBytesFunctions(FunctionRegistry &registry)
{
    registry.beginFamily("bytes");
    registry.add("TO_BYTES(STRING, STRING) -> BYTES", mapRows<Text, Text, Text>(toBytes),
                 "Returns the bytes that a text writes as hex, utf8, ascii or base64.");
    registry.add("FROM_BYTES(BYTES, STRING) -> STRING", mapRows<Text, Text, Text>(fromBytes),
                 "Writes bytes as text: hex, utf8, ascii or base64.");
    registry.add("ENCODE(STRING, STRING, STRING) -> STRING",
                 mapRows<Text, Text, Text, Text>(encodeText),
                 "Reads a text as hex, utf8, ascii or base64 and writes it as another of these.");
    addNumberFromBytes<std::int32_t>(registry, "INT_FROM_BYTES", "INTEGER");
    addNumberFromBytes<std::int64_t>(registry, "BIGINT_FROM_BYTES", "BIGINT");
    addNumberFromBytes<double>(registry, "DOUBLE_FROM_BYTES", "DOUBLE");
    registry.add("MD5(STRING) -> STRING", mapRows<Text, Text>([](RowContext &context, Text text) {
                     return context.text(toHex(md5(text)));
                 }),
                 "Returns the MD5 checksum of a text in hexadecimal digits.");
}

} // namespace weir::functions
