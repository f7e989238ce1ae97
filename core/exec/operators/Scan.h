#pragma once

#include "core/exec/Operator.h"
#include "core/state/KeyEncoding.h"
#include "core/state/KeyValueStore.h"
#include "core/state/RowEncoding.h"

#include <memory>

namespace weir::exec {

/// Hands the rows of a stream's topic to the query.
class StreamScan final : public Operator {
public:
    StreamScan(NodeKey key, Schema schema, std::size_t scan);
    Batch process(std::span<const Batch *const> inputs, OperatorState &state,
                  StepContext &context) const override;

private:
    std::size_t m_scan;
};

/// Hands the changes of a table's topic to the query: rows without a key are ignored, a null value
/// deletes. When `materialised`, it keeps the table, so that changes carry `before`.
class TableScan final : public Operator {
public:
    struct Parts {
        std::size_t scan = 0;
        std::size_t partitions = 1;
        bool windowed = false;
        bool materialised = false;
    };

    TableScan(NodeKey key, Schema schema, Parts parts);
    bool stateful() const override { return m_parts.materialised; }
    std::unique_ptr<OperatorState> makeState() const override;
    Batch process(std::span<const Batch *const> inputs, OperatorState &state,
                  StepContext &context) const override;
    bool keepsTable() const override { return m_parts.materialised; }
    TableContents contents(const OperatorState &state, const TableRequest &request,
                           Arena &arena) const override;

private:
    void addBefore(Batch &batch, OperatorState &state, StepContext &context) const;

    Parts m_parts;
    state::KeyEncoding m_keys;
    state::RowEncoding m_rows;
};

} // namespace weir::exec
