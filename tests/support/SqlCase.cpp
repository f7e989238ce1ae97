#include "tests/support/SqlCase.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace weir::test {

namespace {

std::string readWhole(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Splits `-- key: value`; false for any other line.
bool splitHeader(const std::string &line, std::string &key, std::string &value)
{
    const std::size_t colon = line.find(": ");
    if (!line.starts_with("-- ") || colon == std::string::npos || line.find(' ', 3) < colon) {
        return false;
    }
    key = line.substr(3, colon - 3);
    value = line.substr(colon + 2);
    return true;
}

/// `ok`, `error CODE` or `error CODE at TEXT`.
bool parseExpectation(const std::string &value, SqlExpectation &result)
{
    result.ok = value == "ok";
    if (result.ok) {
        return true;
    }
    std::istringstream words(value);
    std::string word;
    words >> word >> result.code;
    const std::size_t at = value.find(" at ");
    result.at = at == std::string::npos ? "" : value.substr(at + 4);
    return word == "error" && !result.code.empty();
}

} // namespace

SqlCase readSqlCase(const std::string &path, std::string &error)
{
    const std::filesystem::path file(path);
    SqlCase result{.path = path, .name = file.stem().string(), .sql = readWhole(file)};
    result.rounds.emplace_back();
    std::string key;
    std::string value;
    while (true) {
        const std::size_t end = result.sql.find('\n');
        if (end == std::string::npos || !splitHeader(result.sql.substr(0, end), key, value)) {
            break;
        }
        result.sql.erase(0, end + 1);
        if (key == "catalog") {
            const std::filesystem::path catalog = file.parent_path() / value;
            if (!std::filesystem::exists(catalog)) {
                error = path + ": no catalog " + catalog.string();
            }
            result.catalog = readWhole(catalog);
        } else if (key == "expect") {
            SqlExpectation expectation;
            if (!parseExpectation(value, expectation)) {
                error = path + ": cannot read expectation: " + value;
            }
            result.rounds.back().expects.push_back(expectation);
        } else if (key == "fix") {
            result.rounds.push_back({.fix = value, .expects = {}});
        } else {
            result.headers.emplace_back(key, value);
        }
    }
    return result;
}

std::vector<std::string> findSqlCases(const std::string &folder)
{
    std::vector<std::string> result;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".sql") {
            result.push_back(entry.path().string());
        }
    }
    std::sort(result.begin(), result.end());
    return result;
}

} // namespace weir::test
