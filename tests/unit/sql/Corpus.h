#pragma once

#include <string>
#include <vector>

namespace weir::test {

/// One statement text of the conformance cases.
struct CorpusStatement {
    std::string caseId;
    std::string text;
    /// Whether the reference rejects the text when it parses it.
    bool isSyntaxError = false;
};

/// Returns every different statement text of the conformance cases in order; empty when the folder
/// `../shared/conformance/ksql` is not beside the source.
const std::vector<CorpusStatement> &corpus();

} // namespace weir::test
