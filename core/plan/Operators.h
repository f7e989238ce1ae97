#pragma once

#include "core/catalog/Source.h"
#include "core/plan/Expr.h"
#include "core/types/Schema.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace weir::plan {

/// Reads a stream or table. No input. Schema: the source's, then one value column (of its own name)
/// for each of `pseudoColumns`.
struct ScanOp {
    std::shared_ptr<const catalog::Source> source;
    std::string alias;
    /// Pseudo columns that are read where the row's own figures are others: behind a join, behind
    /// an exchange, of a table's row before.
    std::vector<RowPart> pseudoColumns = {};
    /// Columns of the schema that are read downstream; the others may stay unmaterialised (null).
    /// Empty as bound: all. Set by the optimiser.
    std::vector<bool> used = {};
};

/// Keeps rows for which the predicate is true. WHERE and HAVING; on a table a row that stops
/// matching leaves as a tombstone (SEMANTICS 3).
struct FilterOp {
    ExprPtr predicate;
    bool having = false;
};

/// Computes columns. Names and types are those of the node's schema: key columns, then value
/// columns.
struct ProjectOp {
    std::vector<NamedExpr> key;
    std::vector<NamedExpr> value;
    /// Only names and order of its input, nothing computed or left out (`SELECT *`): not drawn.
    bool identity = false;
};

/// PARTITION BY: computes a new key. An empty list removes the key. Schema: key = `key`; value =
/// the input's columns of index `value`, in that order (a value column that became key is left out,
/// the old key stands at the end).
struct RekeyOp {
    std::vector<NamedExpr> key;
    std::vector<std::size_t> value;
};

/// Where Kafka Streams would repartition: numbers rows anew by partition = murmur2(key) mod n
/// (ENGINE.md 4). Rows pass unchanged but for partition; `key` is computed over the input row and
/// encoded in `keyFormat`. On a table each side of a change has its own key.
struct ExchangeOp {
    std::vector<ExprPtr> key;
    catalog::FormatSpec keyFormat;
    int partitions = 1;
};

enum class JoinType { Inner, Left, Right, Full };
enum class JoinKind { StreamStream, StreamTable, TableTable, ForeignKey };

/// One value column of a join's rows: a column (key columns first) of input 0 or 1.
struct JoinColumn {
    std::size_t input = 0;
    std::size_t column = 0;

    bool operator==(const JoinColumn &) const = default;
};

/// Joins input 0 with input 1. Its schema: key = the join key (of a ForeignKey join the left
/// input's key); value = `columns`, named `ALIAS_COLUMN`. Where the key is a column of one side,
/// that column is not repeated in the value.
struct JoinOp {
    JoinType type = JoinType::Inner;
    JoinKind kind = JoinKind::StreamTable;
    std::string leftAlias;
    std::string rightAlias;
    /// Over the rows of input 0 and input 1.
    ExprPtr leftKey;
    ExprPtr rightKey;
    std::vector<JoinColumn> columns;
    /// WITHIN, in ms; StreamStream only.
    std::int64_t beforeMs = 0;
    std::int64_t afterMs = 0;
    std::optional<std::int64_t> graceMs;
};

/// Assigns rows to windows. Times in ms.
struct WindowOp {
    WindowKind kind = WindowKind::Tumbling;
    std::int64_t sizeMs = 0;    ///< tumbling, hopping; for a session the gap
    std::int64_t advanceMs = 0; ///< hopping
    std::optional<std::int64_t> graceMs;
    std::optional<std::int64_t> retentionMs;
    bool emitFinal = false;

    /// Returns how long after its end a window takes late rows, in ms, defaults applied (SEMANTICS
    /// 1).
    std::int64_t effectiveGraceMs() const;
};

/// GROUP BY with its aggregates; windowed when its input is a WindowOp. Schema: key = the group
/// columns; value = one column an aggregate, named AGG_0, AGG_1, …, in order.
struct AggregateOp {
    std::vector<NamedExpr> groupBy;
    /// Each of kind Aggregate.
    std::vector<ExprPtr> aggregates;
};

/// Table functions in a projection: input columns, then one column a call, zipped (SEMANTICS 7).
struct FlattenOp {
    std::vector<NamedExpr> calls;
};

/// Merges its inputs, which have one schema (UNION ALL, several writers of one topic).
struct UnionOp {};

/// Keeps the last change of a key since its last flush (ENGINE.md 3). Before a table's sink.
struct CoalesceOp {};

/// Lets `count` rows pass, then ends the query.
struct LimitOp {
    std::int64_t count = 0;
};

/// Writes to the topic of a stream or table.
struct SinkOp {
    std::shared_ptr<const catalog::Source> target;
    /// From WITH; else the left source's (ENGINE.md 4).
    std::optional<int> partitions;
    std::optional<int> replicas;
    std::optional<std::int64_t> retentionMs;
};

/// Hands rows to who asked: a push or pull query.
struct ResultOp {
    /// The columns that are shown, in order: indexes into the schema, key columns first.
    std::vector<std::size_t> columns;
};

using Operator =
    std::variant<ScanOp, FilterOp, ProjectOp, RekeyOp, ExchangeOp, JoinOp, WindowOp, AggregateOp,
                 FlattenOp, UnionOp, CoalesceOp, LimitOp, SinkOp, ResultOp>;

} // namespace weir::plan
