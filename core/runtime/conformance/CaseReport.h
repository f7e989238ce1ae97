#pragma once

#include "core/base/Error.h"
#include "core/catalog/Source.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace weir::runtime {

/// Where a case ended before its end.
struct CaseFailure {
    std::string phase; ///< parse, statement or runtime
    std::size_t statement = 0;
    Error error;

    /// The program knows that it lacks something: "not yet".
    bool unsupported() const { return error.code.find("not-yet") != std::string::npos; }
};

/// The answer to one SELECT.
struct CaseResponse {
    std::size_t statement = 0;
    std::string headerSchema;
    std::vector<std::string> rows; ///< each a JSON object `{"row":…}`
    std::string finalMessage;
};

/// What happened in a case.
struct CaseReport {
    std::string id;
    std::optional<CaseFailure> failure;
    std::vector<std::string> outputs; ///< each a JSON object
    std::vector<std::shared_ptr<const catalog::Source>> sources;
    std::vector<CaseResponse> responses;

    /// Returns the report line (PROTOCOL.md), without line break.
    std::string toJson() const;
};

/// Returns the line of a case that left none itself: `status` is "timeout" or "crash".
std::string caseStatusLine(const std::string &id, const std::string &status);

} // namespace weir::runtime
