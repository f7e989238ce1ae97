#include "core/project/RecentFiles.h"

#include "core/project/AtomicFile.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace weir::project {

RecentFiles::RecentFiles(std::filesystem::path listFile)
    : m_listFile(std::move(listFile))
{
    const Result<std::string> text = readWholeFile(m_listFile);
    const auto list = nlohmann::json::parse(text.value_or("[]"), nullptr, false);
    if (!list.is_array()) {
        return;
    }
    for (const auto &item : list) {
        if (item.is_string() && m_files.size() < kMost) {
            m_files.emplace_back(item.get<std::string>());
        }
    }
}

Status RecentFiles::add(const std::filesystem::path &file)
{
    const std::filesystem::path absolute = std::filesystem::absolute(file).lexically_normal();
    m_files.erase(std::remove(m_files.begin(), m_files.end(), absolute), m_files.end());
    m_files.insert(m_files.begin(), absolute);
    m_files.resize(std::min(m_files.size(), kMost));
    return save();
}

Status RecentFiles::remove(const std::filesystem::path &file)
{
    const std::filesystem::path absolute = std::filesystem::absolute(file).lexically_normal();
    m_files.erase(std::remove(m_files.begin(), m_files.end(), absolute), m_files.end());
    return save();
}

Status RecentFiles::save() const
{
    nlohmann::json list = nlohmann::json::array();
    for (const std::filesystem::path &file : m_files) {
        list.push_back(file.string());
    }
    std::error_code ignored;
    std::filesystem::create_directories(m_listFile.parent_path(), ignored);
    return replaceFile(m_listFile,
                       list.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

} // namespace weir::project
