#include "core/runtime/conformance/ValueJson.h"

#include "core/runtime/conformance/CaseRecord.h"

#include <cmath>

namespace weir::runtime {

void appendValueJson(const Value &value, const DataType &type, std::string &out)
{
    if (value.isNull()) {
        out += "null";
        return;
    }
    switch (type.kind()) {
    case TypeKind::Boolean:
        out += value.as<bool>() ? "true" : "false";
        return;
    case TypeKind::Integer:
    case TypeKind::Date:
    case TypeKind::Time:
        out += std::to_string(value.as<std::int32_t>());
        return;
    case TypeKind::Bigint:
    case TypeKind::Timestamp:
        out += std::to_string(value.as<std::int64_t>());
        return;
    case TypeKind::Double:
        if (std::isfinite(value.as<double>())) {
            out += toText(value, type);
        } else {
            appendCaseText(toText(value, type), out);
        }
        return;
    case TypeKind::Decimal:
        out += value.as<Decimal>().toString();
        return;
    case TypeKind::String:
        appendCaseText(value.as<std::string>(), out);
        return;
    case TypeKind::Bytes:
        appendCaseText(caseToBase64(value.as<std::string>()), out);
        return;
    case TypeKind::Array: {
        out += "[";
        const char *comma = "";
        for (const Value &element : value.asList()) {
            out += comma;
            comma = ",";
            appendValueJson(element, type.element(), out);
        }
        out += "]";
        return;
    }
    case TypeKind::Map: {
        out += "{";
        const char *comma = "";
        for (const auto &[key, entry] : value.asMap()) {
            out += comma;
            comma = ",";
            appendCaseText(toText(key, type.mapKey()), out);
            out += ":";
            appendValueJson(entry, type.mapValue(), out);
        }
        out += "}";
        return;
    }
    case TypeKind::Struct: {
        out += "{";
        for (std::size_t i = 0; i < type.fields().size(); ++i) {
            out += i == 0 ? "" : ",";
            appendCaseText(type.fields()[i].name, out);
            out += ":";
            appendValueJson(value.asList()[i], type.fields()[i].type, out);
        }
        out += "}";
        return;
    }
    }
}

} // namespace weir::runtime
