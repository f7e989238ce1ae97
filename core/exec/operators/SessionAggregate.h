#pragma once

#include "core/exec/Operator.h"
#include "core/exec/operators/Aggregate.h"
#include "core/exec/operators/SessionState.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace weir::exec {

/// GROUP BY over a stream in session windows: a row joins the sessions of its key that are at most
/// the gap away and merges them. A session whose bounds change leaves as a tombstone under its old
/// bounds, then comes under the new ones (SEMANTICS 1). With EMIT FINAL a row gives the sessions
/// that it closes instead, by (end, start, key).
class SessionAggregate final : public Operator {
public:
    /// `parts.window` holds the gap as its size.
    SessionAggregate(NodeKey key, Schema schema, AggregateParts parts);
    bool stateful() const override { return true; }
    std::unique_ptr<OperatorState> makeState() const override;
    Batch process(std::span<const Batch *const> inputs, OperatorState &state,
                  StepContext &context) const override;
    bool keepsTable() const override { return !m_parts.emitsFinal(); }
    TableContents contents(const OperatorState &state, const TableRequest &request,
                           Arena &arena) const override;

private:
    struct Output;
    struct Arguments;

    void addRow(const Batch &in, std::uint32_t row, std::string_view key,
                const Arguments &arguments, SessionState &state, Output &output,
                StepContext &context) const;
    Status gather(const std::vector<Session> &joined, const Arguments &arguments, std::uint32_t row,
                  LooseGroup &group) const;
    void emit(std::uint32_t row, const Session &session, char *now, const std::string *before,
              Output &output, StepContext &context) const;
    void emitChange(std::uint32_t row, const std::vector<Session> &joined, const Session &merged,
                    char *group, Output &output, StepContext &context) const;
    void setResults(std::string_view saved, const std::vector<std::shared_ptr<Column>> &columns,
                    std::size_t row, Arena &arena) const;
    void close(const Batch &in, std::uint32_t row, std::int64_t time, SessionState &state,
               Output &output, StepContext &context) const;
    Batch finalChanges(const Batch &in, Output &output, StepContext &context) const;
    Batch changes(const Batch &in, const std::vector<ColumnPtr> &groups, Output &output) const;
    /// Sessions that end before this are closed at a stream time.
    std::int64_t closedBefore(std::int64_t now) const;
    void sweep(SessionState &state) const;

    AggregateParts m_parts;
    state::KeyEncoding m_keys;
    std::int64_t m_gap;
    std::int64_t m_grace;
};

} // namespace weir::exec
