#include "core/runtime/conformance/CaseReport.h"

#include "core/runtime/conformance/CaseRecord.h"

#include <fmt/format.h>

namespace weir::runtime {
namespace {

void appendCaseError(const std::optional<CaseFailure> &failure, std::string &out)
{
    if (!failure) {
        out += "null";
        return;
    }
    out += "{\"phase\":";
    appendCaseText(failure->phase, out);
    out += fmt::format(",\"statement\":{},\"message\":", failure->statement);
    appendCaseText(failure->error.message + " [" + failure->error.code + "]", out);
    out += "}";
}

void appendCaseSource(const catalog::Source &source, std::string &out)
{
    out += "{\"name\":";
    appendCaseText(source.name, out);
    out += source.isTable() ? R"(,"type":"TABLE","schema":)" : R"(,"type":"STREAM","schema":)";
    appendCaseText(source.schema.toString(), out);
    out += ",\"keyFormat\":{\"format\":";
    appendCaseText(source.keyFormat.name, out);
    if (source.keyWindow) {
        static constexpr const char *kKinds[] = {"TUMBLING", "HOPPING", "SESSION"};
        out += fmt::format(R"(,"windowType":"{}","windowSize":)",
                           kKinds[static_cast<int>(source.keyWindow->kind)]);
        out += source.keyWindow->sizeMs ? std::to_string(*source.keyWindow->sizeMs) : "null";
    } else {
        out += R"(,"windowType":null,"windowSize":null)";
    }
    out += "},\"valueFormat\":";
    appendCaseText(source.valueFormat.name, out);
    out += ",\"topic\":";
    appendCaseText(source.topic, out);
    out += fmt::format(",\"isSource\":{}}}", source.readOnly);
}

void appendCaseResponse(const CaseResponse &response, std::string &out)
{
    out +=
        fmt::format("{{\"statement\":{},\"query\":[{{\"header\":{{\"schema\":", response.statement);
    appendCaseText(response.headerSchema, out);
    out += "}}";
    for (const std::string &row : response.rows) {
        out += "," + row;
    }
    if (!response.finalMessage.empty()) {
        out += ",{\"finalMessage\":";
        appendCaseText(response.finalMessage, out);
        out += "}";
    }
    out += "]}";
}

template <class List, class Append>
void appendCaseList(const char *name, const List &list, Append append, std::string &out)
{
    out += fmt::format(",\"{}\":[", name);
    bool first = true;
    for (const auto &item : list) {
        out += first ? "" : ",";
        first = false;
        append(item, out);
    }
    out += "]";
}

} // namespace

std::string CaseReport::toJson() const
{
    std::string out = "{\"id\":";
    appendCaseText(id, out);
    const char *status = !failure ? "ok" : failure->unsupported() ? "unsupported" : "error";
    out += fmt::format(",\"status\":\"{}\",\"error\":", status);
    appendCaseError(failure, out);
    appendCaseList(
        "outputs", outputs, [](const std::string &record, std::string &to) { to += record; }, out);
    appendCaseList(
        "sources", sources,
        [](const auto &source, std::string &to) { appendCaseSource(*source, to); }, out);
    appendCaseList("responses", responses, appendCaseResponse, out);
    return out + "}";
}

std::string caseStatusLine(const std::string &id, const std::string &status)
{
    std::string out = "{\"id\":";
    appendCaseText(id, out);
    return out + ",\"status\":\"" + status +
           "\",\"error\":null,\"outputs\":[],\"sources\":[],\"responses\":[]}";
}

} // namespace weir::runtime
