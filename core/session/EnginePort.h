#pragma once

#include "core/base/Diagnostic.h"
#include "core/plan/LogicalPlan.h"
#include "core/runtime/Command.h"
#include "core/runtime/Feed.h"
#include "core/runtime/Snapshot.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace weir::session {

/// One statement of the text as the editor and the canvas need it.
struct StatementInfo {
    std::string key;            ///< statement key; empty for statements that make no node
    SourceSpan span;            ///< bytes, without leading trivia
    bool planStatement = false; ///< part of the plan: applied, not run
    std::string signature;      ///< of the bound query; compare with QueryGauges::signature
    bool hasError = false;
};

/// What the language worker found for one revision of the text; spans belong to that revision.
struct LanguageResult {
    std::uint64_t revision = 0;
    std::shared_ptr<const plan::LogicalPlan> plan;
    std::vector<Diagnostic> diagnostics;
    std::vector<StatementInfo> statements;
};

/// A subscription as a GUI object: deleting it ends the feed. GUI thread.
class FeedHandle : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    virtual runtime::FeedInfo info() const = 0;
    /// Takes at most `maxRows` rows; call it from `ready`, with 2 000 at most.
    virtual runtime::FeedDrain drain(std::size_t maxRows = 2000) = 0;

Q_SIGNALS:
    /// Rows, points or info have come: the first change at once, then one signal per 16 ms at most.
    void ready();
};

/// All that the GUI uses of the running engine (STUDIO.md 2). Every call returns at once; signals
/// come on the GUI thread. Tests use a fake.
class EnginePort : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Queues a command; nothing when the queue is full (Busy). Exactly one `replied` follows an
    /// id.
    virtual std::optional<runtime::RequestId> submit(runtime::Command command) = 0;
    /// Asks that a command end early; its reply then holds the error `runtime.cancelled`.
    virtual void cancel(runtime::RequestId id) = 0;

    /// Returns the newest gauges; never null.
    virtual std::shared_ptr<const runtime::EngineSnapshot> snapshot() const = 0;

    /// Opens a feed. Only while somebody looks: hidden panels hold no handle.
    virtual std::unique_ptr<FeedHandle> subscribe(runtime::FeedSpec spec) = 0;

    /// Says which generators the project declares: their topics may be missing without an error.
    virtual void setGenerators(std::vector<runtime::GeneratorSpec> generators) = 0;
    /// Gives the language worker a new text. The highest revision wins, so a text that takes the
    /// place of another must have a higher one.
    virtual void setText(std::string text, std::uint64_t revision) = 0;
    /// Returns the newest result; null before the first.
    virtual std::shared_ptr<const LanguageResult> language() const = 0;

    /// Returns how many feeds are open, for the test that hidden panels cost nothing.
    virtual std::size_t openFeeds() const = 0;

Q_SIGNALS:
    void replied(const weir::runtime::Reply &reply);
    /// At most four a second.
    void snapshotChanged();
    void languageChanged();
};

} // namespace weir::session
