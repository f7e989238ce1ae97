#include "core/project/ProjectFile.h"

#include "core/base/RandomBits.h"
#include "core/project/AtomicFile.h"
#include "core/project/DurationText.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace weir::project {

namespace {

using nlohmann::json;

constexpr int kProjectVersion = 1;

tl::unexpected<Error> wrongField(const std::string &field, const std::string &wanted)
{
    return fail(
        userError("project.wrong-field", "In the project file, " + field + " must be " + wanted));
}

Status readText(const json &from, const char *field, const std::string &where, std::string &into)
{
    const auto found = from.find(field);
    if (found == from.end()) {
        return {};
    }
    if (!found->is_string()) {
        return wrongField(where + field, "a text");
    }
    into = found->get<std::string>();
    return {};
}

/// Returns the fields of an object whose names are not among these.
json unknownFields(const json &from, std::initializer_list<std::string_view> known)
{
    json unknown = json::object();
    for (const auto &[field, value] : from.items()) {
        if (std::find(known.begin(), known.end(), field) == known.end()) {
            unknown[field] = value;
        }
    }
    return unknown;
}

Status readPositions(const json &from, ProjectFile &project)
{
    if (!from.is_object()) {
        return wrongField("positions", "an object");
    }
    for (const auto &[key, place] : from.items()) {
        const bool pair = place.is_array() && place.size() == 2 && place[0].is_number_integer() &&
                          place[1].is_number_integer();
        if (!pair) {
            return wrongField("positions." + key, "two whole numbers [x, y]");
        }
        project.positions[key] = {place[0].get<int>(), place[1].get<int>()};
    }
    return {};
}

Status readPlots(const json &from, ProjectFile &project)
{
    if (!from.is_array()) {
        return wrongField("plots", "a list");
    }
    for (const json &item : from) {
        if (!item.is_object()) {
            return wrongField("plots", "a list of objects");
        }
        Plot plot;
        WEIR_TRY(readText(item, "name", "plots.", plot.name));
        WEIR_TRY(readText(item, "source", "plots.", plot.source));
        WEIR_TRY(readText(item, "value", "plots.", plot.value));
        WEIR_TRY(readText(item, "series", "plots.", plot.series));
        plot.unknown = unknownFields(item, {"name", "source", "value", "series"});
        project.plots.push_back(std::move(plot));
    }
    return {};
}

Result<double> readRate(const json &from, const std::string &where)
{
    if (from == "max") {
        return 0.0;
    }
    if (!from.is_number() || from.get<double>() <= 0) {
        return wrongField(where + "rate", "a number of records a second above 0, or \"max\"");
    }
    return from.get<double>();
}

Result<runtime::GeneratorSpec> readSource(const std::string &topic, const json &from)
{
    const std::string where = "sources." + topic + ".";
    if (!from.is_object()) {
        return wrongField("sources." + topic, "an object");
    }
    runtime::GeneratorSpec spec;
    spec.topic = topic;
    spec.generator = topic;
    WEIR_TRY(readText(from, "generator", where, spec.generator));
    if (const auto seed = from.find("seed"); seed != from.end()) {
        if (!seed->is_number_unsigned()) {
            return wrongField(where + "seed", "a whole number from 0 on");
        }
        spec.seed = seed->get<std::uint64_t>();
    }
    if (const auto rate = from.find("rate"); rate != from.end()) {
        WEIR_ASSIGN(spec.rate, readRate(*rate, where));
    }
    std::string backfill = "0s";
    WEIR_TRY(readText(from, "backfill", where, backfill));
    const std::optional<std::int64_t> span = parseDuration(backfill);
    if (!span) {
        return wrongField(where + "backfill", "a duration such as \"15m\"");
    }
    spec.backfillMs = *span;
    return spec;
}

Status readSources(const json &from, ProjectFile &project)
{
    if (!from.is_object()) {
        return wrongField("sources", "an object");
    }
    for (const auto &[topic, source] : from.items()) {
        WEIR_ASSIGN(runtime::GeneratorSpec spec, readSource(topic, source));
        project.sources.push_back(std::move(spec));
        if (json unknown = unknownFields(source, {"generator", "seed", "rate", "backfill"});
            !unknown.empty()) {
            project.unknownOfSources[topic] = std::move(unknown);
        }
    }
    return {};
}

Result<ProjectFile> readProject(const json &document)
{
    if (!document.is_object()) {
        return fail(userError("project.no-json", "The project file is not a JSON object"));
    }
    const json version = document.value("version", json(kProjectVersion));
    if (!version.is_number_integer()) {
        return wrongField("version", "a whole number");
    }
    if (version.get<int>() > kProjectVersion) {
        return fail(userError("project.newer-version",
                              "The project file was written by a newer version of Weir"));
    }
    ProjectFile project;
    WEIR_TRY(readText(document, "runId", "", project.runId));
    WEIR_TRY(readText(document, "profile", "", project.profile));
    if (const auto positions = document.find("positions"); positions != document.end()) {
        WEIR_TRY(readPositions(*positions, project));
    }
    if (const auto plots = document.find("plots"); plots != document.end()) {
        WEIR_TRY(readPlots(*plots, project));
    }
    if (const auto sources = document.find("sources"); sources != document.end()) {
        WEIR_TRY(readSources(*sources, project));
    }
    project.unknown =
        unknownFields(document, {"version", "runId", "profile", "positions", "plots", "sources"});
    return project;
}

json objectOf(const json &fields)
{
    return fields.is_object() ? fields : json::object();
}

json plotJson(const Plot &plot)
{
    json item = objectOf(plot.unknown);
    item["name"] = plot.name;
    item["source"] = plot.source;
    item["value"] = plot.value;
    item["series"] = plot.series;
    return item;
}

json sourceJson(const runtime::GeneratorSpec &spec, json source)
{
    source["generator"] = spec.generator;
    source["seed"] = spec.seed;
    const bool whole = spec.rate == std::floor(spec.rate) && spec.rate < 1e15;
    source["rate"] = spec.rate <= 0 ? json("max")
                     : whole        ? json(static_cast<std::int64_t>(spec.rate))
                                    : json(spec.rate);
    source["backfill"] = formatDuration(spec.backfillMs);
    return source;
}

} // namespace

Position snappedToGrid(Position position)
{
    const auto snap = [](int value) {
        return static_cast<int>(std::lround(static_cast<double>(value) / kGridPixels)) *
               kGridPixels;
    };
    return {snap(position.x), snap(position.y)};
}

std::filesystem::path projectFileOf(const std::filesystem::path &sqlFile)
{
    return std::filesystem::path(sqlFile).replace_extension(".weir");
}

Result<ProjectFile> parseProjectFile(std::string_view text)
{
    try {
        return readProject(json::parse(text));
    } catch (const json::exception &problem) {
        return fail(
            userError("project.no-json",
                      std::string("The project file cannot be read as JSON: ") + problem.what()));
    }
}

std::string formatProjectFile(const ProjectFile &project)
{
    json document = objectOf(project.unknown);
    document["version"] = kProjectVersion;
    if (!project.runId.empty()) {
        document["runId"] = project.runId;
    }
    if (!project.profile.empty()) {
        document["profile"] = project.profile;
    }
    for (const auto &[key, place] : project.positions) {
        const Position snapped = snappedToGrid(place);
        document["positions"][key] = {snapped.x, snapped.y};
    }
    for (const Plot &plot : project.plots) {
        document["plots"].push_back(plotJson(plot));
    }
    for (const runtime::GeneratorSpec &spec : project.sources) {
        const auto unknown = project.unknownOfSources.find(spec.topic);
        document["sources"][spec.topic] = sourceJson(
            spec, unknown == project.unknownOfSources.end() ? json::object() : unknown->second);
    }
    // A name that is no UTF-8 must not make saving fail.
    return document.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<ProjectFile> readProjectFile(const std::filesystem::path &path)
{
    WEIR_ASSIGN(const std::string text, readWholeFile(path));
    return parseProjectFile(text);
}

Status saveProjectFile(const std::filesystem::path &path, const ProjectFile &project)
{
    return replaceFile(path, formatProjectFile(project));
}

std::string newRunId()
{
    return fmt::format("{:016x}", randomSeed());
}

} // namespace weir::project
