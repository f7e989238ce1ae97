#include "core/formats/Codec.h"

#include "core/catalog/FormatRules.h"
#include "core/formats/delimited/DelimitedCodec.h"
#include "core/formats/json/JsonCodec.h"
#include "core/formats/kafka/KafkaCodec.h"

#include <fmt/format.h>

namespace weir::formats {

namespace {

const char *typeWord(TypeKind kind)
{
    return kind == TypeKind::Array ? "ARRAY" : kind == TypeKind::Map ? "MAP" : "STRUCT";
}

bool kafkaHolds(const DataType &type)
{
    return type.is(TypeKind::Integer) || type.is(TypeKind::Bigint) || type.is(TypeKind::Double) ||
           type.is(TypeKind::String) || type.is(TypeKind::Bytes);
}

Error unsupportedType(const CodecSpec &spec, const DataType &type)
{
    return userError("formats.unsupported-type",
                     fmt::format("The '{}' format does not support type '{}'", spec.format.name,
                                 type.isNested() ? typeWord(type.kind()) : type.toString()));
}

Status checkKafka(const CodecSpec &spec)
{
    if (spec.columns.size() != 1) {
        return fail(userError("formats.columns",
                              fmt::format("The 'KAFKA' format holds exactly one column, not {}",
                                          spec.columns.size())));
    }
    return kafkaHolds(spec.columns[0].type) ? Status()
                                            : fail(unsupportedType(spec, spec.columns[0].type));
}

Status checkJson(const CodecSpec &spec)
{
    for (const ColumnDefinition &column : spec.columns) {
        if (!catalog::hasTextKeysOnly(column.type)) {
            return fail(
                userError("formats.unsupported-type",
                          fmt::format("The 'JSON' format only supports MAPs with STRING keys, but "
                                      "column {} is {}",
                                      column.name, column.type.toString())));
        }
    }
    return {};
}

bool isKnownFormat(const std::string &name)
{
    return name == "AVRO" || name == "PROTOBUF" || name == "PROTOBUF_NOSR" || name == "JSON_SR";
}

} // namespace

Status checkFormat(const CodecSpec &spec)
{
    const std::string &name = spec.format.name;
    if (name == "JSON") {
        return checkJson(spec);
    }
    if (name == "DELIMITED") {
        for (const ColumnDefinition &column : spec.columns) {
            if (column.type.isNested()) {
                return fail(unsupportedType(spec, column.type));
            }
        }
        return {};
    }
    if (name == "KAFKA") {
        return checkKafka(spec);
    }
    if (name == "NONE") {
        return spec.columns.empty()
                   ? Status()
                   : fail(userError("formats.columns", "The 'NONE' format holds no columns"));
    }
    if (isKnownFormat(name)) {
        return fail(
            userError("formats.not-yet", fmt::format("The '{}' format is not there yet", name)));
    }
    return fail(userError("formats.unknown", fmt::format("Unknown format: {}", name)));
}

Result<std::unique_ptr<Codec>> makeCodec(const CodecSpec &spec)
{
    // A key without columns is not read, whatever its format says.
    if (spec.columns.empty() && spec.role == PayloadRole::Key) {
        return std::unique_ptr<Codec>(std::make_unique<NoneCodec>());
    }
    WEIR_TRY(checkFormat(spec));
    if (spec.format.name == "JSON") {
        return std::unique_ptr<Codec>(std::make_unique<JsonCodec>(spec));
    }
    if (spec.format.name == "DELIMITED") {
        return std::unique_ptr<Codec>(std::make_unique<DelimitedCodec>(spec));
    }
    if (spec.format.name == "KAFKA") {
        return std::unique_ptr<Codec>(std::make_unique<KafkaCodec>(spec));
    }
    return std::unique_ptr<Codec>(std::make_unique<NoneCodec>());
}

} // namespace weir::formats
