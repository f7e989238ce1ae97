#pragma once

#include "core/project/ProjectFile.h"
#include "core/sql/TextPatch.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace weir::project {

/// What a person arranges beside the text; undone and redone with it.
struct Arrangement {
    /// By statement key.
    std::map<std::string, Position> positions;
    std::vector<Plot> plots;

    bool operator==(const Arrangement &) const = default;
};

/// A statement's place before and after; nothing = left to the automatic layout.
struct PositionChange {
    std::string key;
    std::optional<Position> before;
    std::optional<Position> after;

    bool operator==(const PositionChange &) const = default;
};

struct PlotsChange {
    std::vector<Plot> before;
    std::vector<Plot> after;

    bool operator==(const PlotsChange &) const = default;
};

/// One change of a project: patches applied one after the other, and what is arranged anew.
struct Change {
    std::vector<sql::TextPatch> patches;
    std::vector<PositionChange> positions = {};
    std::optional<PlotsChange> plots = std::nullopt;

    bool isEmpty() const { return patches.empty() && positions.empty() && !plots; }
    /// Returns the change that takes this one back, for the project right after it.
    Change inverse() const;
    bool operator==(const Change &) const = default;
};

} // namespace weir::project
