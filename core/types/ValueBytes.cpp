#include "core/types/ValueBytes.h"

#include <cstring>
#include <utility>

namespace weir {

namespace {

/// First byte of a stored value; the numbers must never change.
enum class ValueTag : char {
    Null = 0,
    False = 1,
    True = 2,
    Int32 = 3,
    Int64 = 4,
    Double = 5,
    Decimal = 6,
    Text = 7,
    List = 8,
    Map = 9,
    WideDecimal = 10,
};

template <class T> void appendRaw(std::string &out, T value)
{
    char bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T));
    out.append(bytes, sizeof(T));
}

template <class T> bool readRaw(std::string_view &in, T &value)
{
    if (in.size() < sizeof(T)) {
        return false;
    }
    std::memcpy(&value, in.data(), sizeof(T));
    in.remove_prefix(sizeof(T));
    return true;
}

template <class T> std::optional<Value> readPlain(std::string_view &in)
{
    T value{};
    return readRaw(in, value) ? std::optional(Value(value)) : std::nullopt;
}

struct ValueByteWriter {
    std::string &out;

    void tag(ValueTag tag) { out += static_cast<char>(tag); }
    void operator()(std::monostate) { tag(ValueTag::Null); }
    void operator()(bool value) { tag(value ? ValueTag::True : ValueTag::False); }
    void operator()(std::int32_t value)
    {
        tag(ValueTag::Int32);
        appendRaw(out, value);
    }
    void operator()(std::int64_t value)
    {
        tag(ValueTag::Int64);
        appendRaw(out, value);
    }
    void operator()(double value)
    {
        tag(ValueTag::Double);
        appendRaw(out, value);
    }
    void operator()(const Decimal &value)
    {
        if (value.isWide()) {
            const std::string text = value.toString();
            tag(ValueTag::WideDecimal);
            appendRaw(out, static_cast<std::uint32_t>(text.size()));
            out += text;
            return;
        }
        tag(ValueTag::Decimal);
        appendRaw(out, value.unscaled());
        appendRaw(out, static_cast<std::int32_t>(value.scale()));
    }
    void operator()(const std::string &value)
    {
        tag(ValueTag::Text);
        appendRaw(out, static_cast<std::uint32_t>(value.size()));
        out += value;
    }
    void operator()(const std::shared_ptr<const ValueList> &list)
    {
        tag(ValueTag::List);
        appendRaw(out, static_cast<std::uint32_t>(list->size()));
        for (const Value &element : *list) {
            appendValueBytes(element, out);
        }
    }
    void operator()(const std::shared_ptr<const ValueMap> &map)
    {
        tag(ValueTag::Map);
        appendRaw(out, static_cast<std::uint32_t>(map->size()));
        for (const auto &[key, entry] : *map) {
            appendValueBytes(key, out);
            appendValueBytes(entry, out);
        }
    }
};

std::optional<Value> readList(std::string_view &in, bool isMap)
{
    std::uint32_t size = 0;
    if (!readRaw(in, size) || size > in.size()) {
        return std::nullopt;
    }
    ValueList list;
    ValueMap map;
    for (std::uint32_t i = 0; i < size; ++i) {
        std::optional<Value> first = readValueBytes(in);
        std::optional<Value> second = isMap && first ? readValueBytes(in) : Value();
        if (!first || !second) {
            return std::nullopt;
        }
        if (isMap) {
            map.emplace_back(std::move(*first), std::move(*second));
        } else {
            list.push_back(std::move(*first));
        }
    }
    return isMap ? Value::map(std::move(map)) : Value::list(std::move(list));
}

std::optional<Value> readDecimalBytes(std::string_view &in)
{
    Int128 unscaled = 0;
    std::int32_t scale = 0;
    if (!readRaw(in, unscaled) || !readRaw(in, scale)) {
        return std::nullopt;
    }
    return Value(Decimal(unscaled, scale));
}

std::optional<Value> readTextBytes(std::string_view &in)
{
    std::uint32_t size = 0;
    if (!readRaw(in, size) || size > in.size()) {
        return std::nullopt;
    }
    Value value{std::string(in.substr(0, size))};
    in.remove_prefix(size);
    return value;
}

/// A plain text has as many digits behind its point as the number's scale.
std::optional<Value> readWideDecimalBytes(std::string_view &in)
{
    const std::optional<Value> text = readTextBytes(in);
    const auto value = text ? Decimal::parse(text->as<std::string>()) : std::nullopt;
    return value ? std::optional(Value(*value)) : std::nullopt;
}

} // namespace

void appendValueBytes(const Value &value, std::string &out)
{
    std::visit(ValueByteWriter{out}, value.storage());
}

std::optional<Value> readValueBytes(std::string_view &in)
{
    if (in.empty()) {
        return std::nullopt;
    }
    const auto tag = static_cast<ValueTag>(in.front());
    in.remove_prefix(1);
    switch (tag) {
    case ValueTag::Null:
        return Value();
    case ValueTag::False:
    case ValueTag::True:
        return Value(tag == ValueTag::True);
    case ValueTag::Int32:
        return readPlain<std::int32_t>(in);
    case ValueTag::Int64:
        return readPlain<std::int64_t>(in);
    case ValueTag::Double:
        return readPlain<double>(in);
    case ValueTag::Decimal:
        return readDecimalBytes(in);
    case ValueTag::WideDecimal:
        return readWideDecimalBytes(in);
    case ValueTag::Text:
        return readTextBytes(in);
    case ValueTag::List:
    case ValueTag::Map:
        return readList(in, tag == ValueTag::Map);
    }
    return std::nullopt;
}

std::size_t valueHeapBytes(const Value &value)
{
    const Value::Storage &storage = value.storage();
    if (const auto *text = std::get_if<std::string>(&storage)) {
        return text->capacity();
    }
    if (const auto *decimal = std::get_if<Decimal>(&storage)) {
        return decimal->isWide() ? decimal->toString().size() : 0;
    }
    std::size_t total = 0;
    if (std::holds_alternative<std::shared_ptr<const ValueList>>(storage)) {
        for (const Value &element : value.asList()) {
            total += sizeof(Value) + valueHeapBytes(element);
        }
    } else if (std::holds_alternative<std::shared_ptr<const ValueMap>>(storage)) {
        for (const auto &[key, entry] : value.asMap()) {
            total += 2 * sizeof(Value) + valueHeapBytes(key) + valueHeapBytes(entry);
        }
    }
    return total;
}

} // namespace weir
