#pragma once

#include "core/base/Clock.h"
#include "core/base/Error.h"
#include "core/base/NodeKey.h"
#include "core/exec/expr/Program.h"
#include "core/types/Arena.h"
#include "core/types/Batch.h"
#include "core/types/Schema.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::exec {

class OutputBuffer;
struct ScanInput;

/// Watches the rows at nodes. Called on the worker within the step: what it keeps it must copy.
class RowTap {
public:
    virtual ~RowTap() = default;
    virtual bool wants(const NodeKey &node) const = 0;
    /// Rows that left a node.
    virtual void passed(const NodeKey &node, const Schema &schema, const Batch &batch) = 0;
    /// A row of the node's input that did not leave it, and why.
    virtual void dropped(const NodeKey &node, const Batch &batch, std::uint32_t row,
                         std::string_view reason) = 0;
};

/// Takes what a query gives to the person who asked.
class ResultReceiver {
public:
    virtual ~ResultReceiver() = default;
    virtual void rows(const Schema &schema, const Batch &batch) = 0;
};

/// A record that could not be processed.
struct RejectedRecord {
    NodeKey node;
    std::string topic;
    std::int32_t partition = 0;
    std::int64_t offset = 0;
    std::int64_t timestamp = 0;
    std::string key;
    std::string value;
    std::string reason;
};

/// Takes records that could not be processed (the dead-letter ring).
class RejectReceiver {
public:
    virtual ~RejectReceiver() = default;
    virtual void rejected(RejectedRecord record) = 0;
};

/// All that a step needs beside the operators' states; lives for one step.
struct StepContext {
    Arena &arena;
    std::uint64_t runSeed = 0;
    EpochMs now = 0;

    /// The sources of the query.
    const std::vector<ScanInput> *scans = nullptr;
    /// Records that cannot be read go where their source wants them; a query whose rows go to a
    /// person writes nothing.
    bool writesDeadLetters = false;
    /// The rows of each source of the query in this step.
    std::vector<Batch> scanned = {};
    OutputBuffer *output = nullptr;
    ResultReceiver *results = nullptr;
    RowTap *tap = nullptr;
    RejectReceiver *rejects = nullptr;

    /// No rows come; what operators hold back leaves now.
    bool letOut = false;

    /// The smallest seq whose row ended the query; nothing of it or behind it leaves the step.
    std::uint64_t failedSeq = std::numeric_limits<std::uint64_t>::max();
    std::optional<Error> failure = std::nullopt;
    /// LIMIT was reached: the query ends after this step.
    bool finished = false;

    /// Ends the query at a row; the smallest seq wins.
    void failAt(std::uint64_t seq, Error error)
    {
        if (seq < failedSeq) {
            failedSeq = seq;
            failure = std::move(error);
        }
    }
    EvalContext evalContext() { return EvalContext{arena, runSeed, now}; }
};

} // namespace weir::exec
