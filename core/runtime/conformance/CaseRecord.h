#pragma once

#include "core/base/Result.h"
#include "core/catalog/Source.h"
#include "core/runtime/conformance/ConformanceCase.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::runtime {

/// One record in a topic's log of a case.
struct CaseRecord {
    std::int64_t timestamp = 0;
    std::optional<std::string> key;
    std::optional<std::string> value;
    std::vector<std::pair<std::string, std::optional<std::string>>> headers = {};
};

/// Serialises an input in the formats of the source on its topic, null if there is none
/// (PROTOCOL.md, Input encoding). `runtime.case-not-yet` for formats that are not built.
Result<CaseRecord> encodeCaseInput(const CaseInput &input, const catalog::Source *source);

/// Appends the record's fields `"topic", "key", "value", "timestamp", "window", "headers"` as one
/// JSON object.
void renderCaseRecord(const std::string &topic, const CaseRecord &record,
                      const catalog::Source *source, std::string &out);

/// Appends a text as a JSON string.
void appendCaseText(std::string_view text, std::string &out);

/// Returns bytes in base64.
std::string caseToBase64(std::string_view bytes);

} // namespace weir::runtime
