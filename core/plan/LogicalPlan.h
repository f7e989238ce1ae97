#pragma once

#include "core/base/NodeKey.h"
#include "core/base/SourceSpan.h"
#include "core/plan/Operators.h"
#include "core/types/Schema.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace weir::plan {

/// Index of a node in its query.
using NodeIndex = std::size_t;

/// One operator of a query, as it was bound: before lowering and optimising.
struct Node {
    NodeKey key;
    Operator op;
    /// Earlier nodes of the same query, left input first.
    std::vector<NodeIndex> inputs = {};
    /// The rows that leave this node.
    Schema schema = {};
    /// Rows are changes of a table, not events of a stream.
    bool table = false;
    /// Set when rows carry window bounds with their key.
    std::optional<KeyWindow> keyWindow = {};
    /// The smallest clause of the text that stands for this node, in bytes.
    SourceSpan span = {};
    /// Nodes that an optimiser rule merged into this one; their figures show "merged into" it.
    std::vector<NodeKey> covers = {};
};

enum class QueryKind {
    CreateAs,   ///< CREATE STREAM | TABLE … AS SELECT
    InsertInto, ///< INSERT INTO … SELECT
    Push,       ///< SELECT … EMIT CHANGES
    Pull,       ///< SELECT …
};

/// One statement with a SELECT: a DAG of nodes in topological order; the last one is the SinkOp or
/// ResultOp.
struct Query {
    /// Key of the statement: sink name, QUERY_ID, or `X@2` for a second definition (ENGINE.md 11).
    std::string key;
    QueryKind kind = QueryKind::CreateAs;
    std::vector<Node> nodes;
    SourceSpan statement = {};
    /// Settings in force at the statement (SET above it).
    std::map<std::string, std::string> properties = {};

    const Node &root() const { return nodes.back(); }
    /// Returns `emit.interval` in ms where the text sets it for a table's sink: how long changes of
    /// a key are gathered; 0: every change is written.
    std::optional<std::int64_t> emitIntervalMs() const;
};

/// A CREATE STREAM | TABLE over a topic.
struct Declaration {
    NodeKey key;
    std::shared_ptr<const catalog::Source> source;
    SourceSpan statement = {};
    /// PARTITIONS / REPLICAS / RETENTION_MS given: a missing topic is created with them.
    std::optional<int> partitions = {};
    std::optional<int> replicas = {};
    std::optional<std::int64_t> retentionMs = {};
    /// A later definition of the same name runs instead of this one.
    bool replaced = false;
};

/// The one model (ARCHITECTURE 3): the bound view of a text. Immutable once bound; any thread.
struct LogicalPlan {
    std::uint64_t revision = 0; ///< of the text it was bound from
    std::vector<Declaration> declarations;
    std::vector<std::shared_ptr<const Query>> queries; ///< in the order of the text
    /// Everything registered at the end of the text, by name.
    std::map<std::string, std::shared_ptr<const catalog::Source>> sources;
    /// CREATE … AS statements whose name a later one defines again, in the order of the text: they
    /// are drawn and never run. No part of equivalent().
    std::vector<std::shared_ptr<const Query>> replaced = {};
    /// Key of a replaced statement, query or declaration -> key of the one that runs.
    std::map<std::string, std::string> replacedBy = {};

    const Query *findQuery(const std::string &key) const;
    const Node *findNode(const NodeKey &key) const;
    const Query *findReplaced(const std::string &key) const;
};

} // namespace weir::plan
