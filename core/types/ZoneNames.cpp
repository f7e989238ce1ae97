#include "core/types/ZoneNames.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

namespace weir {

namespace {

/// Regions begin with a capital letter; posix/ and right/ have all of them again, and files with a
/// point are tables.
bool isRegion(const std::string &fileName)
{
    return fileName[0] >= 'A' && fileName[0] <= 'Z' && fileName.find('.') == std::string::npos;
}

std::vector<std::string> readZoneNames()
{
    namespace files = std::filesystem;
    const char *const given = std::getenv("TZDIR");
    const files::path root = given != nullptr && *given != '\0' ? given : "/usr/share/zoneinfo";
    std::vector<std::string> names;
    std::error_code failed;
    files::recursive_directory_iterator at(root, failed);
    while (!failed && at != files::recursive_directory_iterator()) {
        const bool region = isRegion(at->path().filename().string());
        std::error_code unreadable;
        if (!region) {
            at.disable_recursion_pending();
        } else if (!at->is_directory(unreadable)) {
            names.push_back(at->path().lexically_relative(root).generic_string());
        }
        at.increment(failed);
    }
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace

bool isZoneName(std::string_view name)
{
    static const std::vector<std::string> kNames = readZoneNames();
    return std::binary_search(kNames.begin(), kNames.end(), name);
}

} // namespace weir
