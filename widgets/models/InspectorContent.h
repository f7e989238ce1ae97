#pragma once

#include "core/plan/LogicalPlan.h"
#include "core/runtime/Snapshot.h"
#include "widgets/style/Icon.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace weir::studio {

/// One line of an Inspector section: name left, value right.
struct InspectorRow {
    QString name;
    QString value;
    bool mono = false;
    ColorRole role = ColorRole::Text;

    bool operator==(const InspectorRow &) const = default;
};

struct InspectorSection {
    QString title;
    QString aside; ///< dim, at the right of the title
    std::vector<InspectorRow> rows;

    bool operator==(const InspectorSection &) const = default;
};

/// What the Inspector shows of a node, statement or topic; plain texts. Empty title: nothing is
/// selected.
struct InspectorContent {
    QString title;
    QString subtitle;
    QString state;
    ColorRole stateRole = ColorRole::Dim;
    Glyph glyph = Glyph::Node;
    ColorRole role = ColorRole::Stream;
    QString clauseTitle; ///< "Keep rows where"
    QString clause;      ///< SQL
    QString remark;      ///< a sentence of the engine; empty if none
    std::vector<InspectorSection> sections;
    QString note; ///< the comment above the statement

    bool operator==(const InspectorContent &) const = default;
};

/// Live figures, and whether they are of another version of the statement than is written: they are
/// labelled then (UI.md, Run).
struct InspectedRun {
    const runtime::EngineSnapshot &snapshot;
    bool ofRunningVersion = false;
};

/// Describes a node, or a statement by its key, with its live figures. An unknown key gives an
/// empty content.
InspectorContent inspect(const NodeKey &key, const plan::LogicalPlan &plan, const std::string &sql,
                         const InspectedRun &run);

/// Returns the SQL comment right above a statement, without its signs.
QString commentAbove(const std::string &sql, SourceSpan statement);

} // namespace weir::studio
