#include "tests/house/HouseRules.h"

#include <algorithm>
#include <regex>
#include <sstream>

namespace weir::house {

namespace {

constexpr int kMostLines = 400;

struct Room {
    std::string_view name;
    std::vector<std::string_view> below;
};

/// The direction rules of core (core/README.md): what a room may include beside itself.
const std::vector<Room> &rooms()
{
    using Names = std::vector<std::string_view>;
    static const Names kPlan = {"base", "types", "sql", "catalog", "functions"};
    static const auto with = [](Names names, const Names &more) {
        names.insert(names.end(), more.begin(), more.end());
        return names;
    };
    static const Names kBind = with(kPlan, {"plan"});
    static const Names kExec = with(kBind, {"bind", "optimize", "state", "formats"});
    static const Names kRuntime = with(kExec, {"exec", "log", "connect"});
    static const Names kLanguage = with(kBind, {"bind"});
    static const Names kProject = with(kRuntime, {"runtime"});
    static const std::vector<Room> kRooms = {
        {"base", {}},
        {"types", {"base"}},
        {"sql", {"base", "types"}},
        {"catalog", {"base", "types"}},
        {"functions", {"base", "types", "catalog"}},
        {"plan", kPlan},
        {"bind", kBind},
        {"optimize", kLanguage},
        {"state", {"base", "types"}},
        {"formats", {"base", "types", "catalog"}},
        {"log", {"base", "types"}},
        {"connect", {"base", "types", "catalog", "formats", "log"}},
        {"exec", kExec},
        {"runtime", kRuntime},
        {"language", kLanguage},
        {"project", kProject},
        {"exporter", with(kProject, {"project"})},
        {"session", with(kProject, {"language", "project", "exporter"})},
    };
    return kRooms;
}

/// What widgets may use of core: the values and rules, and of the running engine session alone. The
/// values that session carries are declared in these headers of runtime.
bool mayWidgetsInclude(const std::string &header, const std::string &room)
{
    static const std::vector<std::string_view> kValueRooms = {
        "base", "types", "sql", "catalog", "plan", "language", "project", "session"};
    static const std::vector<std::string_view> kValueHeaders = {
        "core/runtime/Command.h", "core/runtime/Feed.h", "core/runtime/Snapshot.h"};
    return std::ranges::find(kValueRooms, room) != kValueRooms.end() ||
           std::ranges::find(kValueHeaders, header) != kValueHeaders.end();
}

/// A pattern that must not occur in files for which `holds` says so.
struct PatternRule {
    const char *name;
    const char *pattern;
    bool withStrings;
    bool (*holds)(std::string_view path);
};

/// Files that moc writes, for a class of the file that includes them.
bool isMocOutput(std::string_view header)
{
    return header.ends_with(".moc") || (header.starts_with("moc_") && header.ends_with(".cpp"));
}

bool in(std::string_view path, std::string_view folder)
{
    return path.starts_with(folder);
}

const PatternRule kPatternRules[] = {
    {"qt-in-core", R"(#\s*include\s*<Q)", true,
     [](std::string_view path) {
         return (in(path, "core/") && !in(path, "core/session/")) || in(path, "app/cli/");
     }},
    {"modal", R"(\bQMessageBox\b|\bprocessEvents\s*\()", false,
     [](std::string_view path) { return in(path, "core/") || in(path, "widgets/"); }},
    {"string-connect", R"(\b(SIGNAL|SLOT)\s*\()", false,
     [](std::string_view path) { return !in(path, "tests/"); }},
    {"style-sheet", R"(\bsetStyleSheet\s*\()", false,
     [](std::string_view path) { return !in(path, "tests/"); }},
    {"forbidden-class", R"(\b(QGraphicsView|QGraphicsScene|QDockWidget|QUndoStack)\b)", false,
     [](std::string_view path) { return !in(path, "tests/"); }},
    {"colour",
     R"(\bQColor\s*[({]\s*("|u"|QStringLiteral|QLatin1String|\d)|\bqRgba?\s*\(\s*\d|"#[0-9a-fA-F]{3,8}")"
     R"(|\bQt::(dark|light)?([rR]ed|[gG]reen|[bB]lue|[cC]yan|[mM]agenta|[yY]ellow|[gG]ray|white|black)\b)",
     true,
     [](std::string_view path) {
         return (in(path, "widgets/") && !in(path, "widgets/style/")) || in(path, "app/studio/");
     }},
    {"using-namespace", R"(^using namespace )", false,
     [](std::string_view path) { return in(path, "core/") || in(path, "widgets/"); }},
};

class FileChecker {
public:
    FileChecker(std::string_view path, std::string_view text)
        : m_path(path)
        , m_text(text)
        , m_code(codeOf(text, true))
        , m_codeWithStrings(codeOf(text, false))
    {
    }

    std::vector<Violation> check()
    {
        checkIncludes();
        for (const PatternRule &rule : kPatternRules) {
            if (rule.holds(m_path)) {
                const std::regex pattern(rule.pattern);
                eachLine(rule.withStrings ? m_codeWithStrings : m_code,
                         [&](int line, const std::string &text) {
                             if (std::regex_search(text, pattern)) {
                                 report(rule.name, line, text);
                             }
                         });
            }
        }
        checkConnects();
        checkLeftOpen();
        const auto lines = int(std::ranges::count(m_text, '\n'));
        if (lines > kMostLines) {
            report("too-long", lines, std::to_string(lines) + " lines");
        }
        return std::move(m_violations);
    }

private:
    template <class Visit> static void eachLine(std::string_view text, Visit visit)
    {
        std::istringstream stream{std::string(text)};
        std::string line;
        for (int number = 1; std::getline(stream, line); ++number) {
            visit(number, line);
        }
    }

    void report(const char *rule, int line, std::string text)
    {
        m_violations.push_back({rule, m_path, line, std::move(text)});
    }

    void checkIncludes()
    {
        static const std::regex include(R"re(^\s*#\s*include\s*"([^"]+)")re");
        static const std::regex rooted(R"(^(core|widgets|app|tests)/.*\.h$)");
        eachLine(m_codeWithStrings, [&](int line, const std::string &text) {
            std::smatch match;
            if (!std::regex_search(text, match, include)) {
                return;
            }
            const std::string header = match[1];
            if (!isMocOutput(header) && !std::regex_search(header, rooted)) {
                report("include-root", line, text);
            } else if (!mayInclude(header)) {
                report("direction", line, text);
            }
        });
    }

    bool mayInclude(const std::string &header) const
    {
        const auto roomOf = [](std::string_view path) {
            const std::size_t begin = path.find('/') + 1;
            return std::string(path.substr(begin, path.find('/', begin) - begin));
        };
        if (in(m_path, "tests/") || isMocOutput(header)) {
            return true;
        }
        if (in(header, "tests/")) {
            return false;
        }
        if (in(m_path, "core/")) {
            const auto allowed = allowedRooms(roomOf(m_path));
            return in(header, "core/") &&
                   std::ranges::find(allowed, roomOf(header)) != allowed.end();
        }
        if (in(m_path, "widgets/")) {
            return in(header, "widgets/") ||
                   (in(header, "core/") && mayWidgetsInclude(header, roomOf(header)));
        }
        if (in(m_path, "app/cli/")) {
            return in(header, "app/cli/") || (in(header, "core/") && roomOf(header) != "session");
        }
        return !in(header, "app/cli/");
    }

    /// A lambda as the third argument has no context object: it outlives what it captures.
    void checkConnects()
    {
        if (in(m_path, "tests/")) {
            return;
        }
        static const std::regex call(R"(\bconnect\s*\()");
        for (std::sregex_iterator it(m_code.begin(), m_code.end(), call), end; it != end; ++it) {
            const auto open = std::size_t(it->position() + it->length() - 1);
            const auto arguments = callArguments(m_code, open);
            if (arguments.size() == 3 && arguments[2].starts_with('[')) {
                report("lambda-connect",
                       1 + int(std::count(m_code.begin(), m_code.begin() + std::ptrdiff_t(open),
                                          '\n')),
                       arguments[0]);
            }
        }
    }

    void checkLeftOpen()
    {
        static const std::regex word("\\b(TO"
                                     "DO|FIX"
                                     "ME|XX"
                                     "X|HA"
                                     "CK)\\b");
        eachLine(m_text, [&](int line, const std::string &text) {
            if (std::regex_search(text, word)) {
                report("left-open", line, text);
            }
        });
    }

    std::string m_path;
    std::string_view m_text;
    std::string m_code;
    std::string m_codeWithStrings;
    std::vector<Violation> m_violations;
};

} // namespace

std::vector<std::string_view> allowedRooms(std::string_view room)
{
    for (const Room &known : rooms()) {
        if (known.name == room) {
            std::vector<std::string_view> allowed = known.below;
            allowed.push_back(known.name);
            return allowed;
        }
    }
    return {};
}

std::vector<Violation> checkFile(std::string_view path, std::string_view text)
{
    return FileChecker(path, text).check();
}

} // namespace weir::house
