#pragma once

#include "core/catalog/Environment.h"
#include "core/exec/OutputBuffer.h"
#include "core/runtime/conformance/CaseRecord.h"
#include "core/types/Slab.h"

#include <map>
#include <string>
#include <vector>

namespace weir::runtime {

/// The logs of a case: every topic has one partition that receives everything. What is appended is
/// noted for the report, in order.
class CaseTopics {
public:
    /// Appends an input of the case itself, which is not repeated in the report.
    void appendInput(const std::string &topic, CaseRecord record);
    /// Appends a record that a query or INSERT VALUES wrote; `source` tells how to show it.
    void append(const std::string &topic, CaseRecord record, const catalog::Source *source);
    /// Appends and drops everything a query gave.
    void appendAll(exec::OutputBuffer &output, const catalog::Source *source);

    const std::vector<CaseRecord> &log(const std::string &topic) const;
    const std::vector<std::string> &reported() const { return m_reported; }
    /// Returns one record of a topic as a slab of its own.
    SlabPtr slab(const std::string &topic, std::size_t index) const;

private:
    std::map<std::string, std::vector<CaseRecord>> m_logs;
    std::vector<std::string> m_reported;
};

} // namespace weir::runtime
