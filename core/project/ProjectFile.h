#pragma once

#include "core/base/Result.h"
#include "core/runtime/Command.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace weir::project {

/// A place on the canvas that a person chose, in pixels.
struct Position {
    int x = 0;
    int y = 0;

    bool operator==(const Position &) const = default;
};

/// The grid positions stand on.
inline constexpr int kGridPixels = 20;

/// Returns the nearest place on the grid.
Position snappedToGrid(Position position);

/// A plot of the project: a result's column over event time, one series a value of `series`.
struct Plot {
    std::string name;
    std::string source;
    std::string value;
    std::string series;
    /// Fields this version does not know, kept and written back as they were.
    nlohmann::json unknown = nlohmann::json::object();

    bool operator==(const Plot &) const = default;
};

/// What stands beside NAME.sql in NAME.weir: all that is the person's and is not SQL. Never holds a
/// secret: a cluster is named by its profile.
struct ProjectFile {
    /// The run that this project continues (ENGINE.md 8); empty until the first save.
    std::string runId;
    /// The name of the connection profile; empty = the local cluster.
    std::string profile;
    /// By statement key.
    std::map<std::string, Position> positions;
    std::vector<Plot> plots;
    /// The project's generators, sorted by topic.
    std::vector<runtime::GeneratorSpec> sources;
    /// The same of the generators as of a plot, by topic.
    std::map<std::string, nlohmann::json> unknownOfSources;
    /// The same of the project.
    nlohmann::json unknown = nlohmann::json::object();
};

/// Returns NAME.weir for NAME.sql.
std::filesystem::path projectFileOf(const std::filesystem::path &sqlFile);

/// Reads the text of a project file. Errors: `project.no-json`, `project.wrong-field`,
/// `project.newer-version`.
Result<ProjectFile> parseProjectFile(std::string_view json);

/// Writes a project file's text: two-space JSON, keys sorted, positions on the grid, a line end at
/// the end. The same project gives the same bytes.
std::string formatProjectFile(const ProjectFile &project);

/// Reads a project file. Errors: as parseProjectFile, `project.unreadable`.
Result<ProjectFile> readProjectFile(const std::filesystem::path &path);

/// Saves atomically: a reader sees the old file or the new one, also after a power cut. Errors:
/// `project.unwritable`.
Status saveProjectFile(const std::filesystem::path &path, const ProjectFile &project);

/// Makes a run id: 16 hexadecimal digits from the system's random source.
std::string newRunId();

} // namespace weir::project
