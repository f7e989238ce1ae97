#include "core/project/AtomicFile.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace weir::project {

namespace {

tl::unexpected<Error> cannotWrite(const std::filesystem::path &path, int error)
{
    return fail(externalError("project.unwritable",
                              "Cannot write " + path.string() + ": " + std::strerror(error)));
}

bool writeAll(int file, std::string_view content)
{
    while (!content.empty()) {
        const ssize_t written = ::write(file, content.data(), content.size());
        if (written < 0 && errno != EINTR) {
            return false;
        }
        content.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
    }
    return true;
}

/// Makes the rename itself survive a power cut.
void syncFolder(const std::filesystem::path &folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
}

} // namespace

Result<std::string> readWholeFile(const std::filesystem::path &path)
{
    std::error_code ignored;
    std::ifstream file(path, std::ios::binary);
    if (!file || std::filesystem::is_directory(path, ignored)) {
        return fail(externalError("project.unreadable", "Cannot read " + path.string()));
    }
    return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

Status replaceFile(const std::filesystem::path &path, std::string_view content)
{
    std::error_code noLink;
    const std::filesystem::path target = std::filesystem::weakly_canonical(path, noLink);
    const std::filesystem::path &real = noLink ? path : target;
    std::string temporary = real.string() + ".XXXXXX";
    const int file = ::mkostemp(temporary.data(), O_CLOEXEC);
    if (file < 0) {
        return cannotWrite(path, errno);
    }
    struct stat old {};
    const bool existed = ::stat(real.c_str(), &old) == 0;
    const mode_t mode = existed ? old.st_mode & 07777 : 0644;
    const bool written = writeAll(file, content) && ::fchmod(file, mode) == 0 && ::fsync(file) == 0;
    const int error = errno;
    ::close(file);
    if (!written) {
        ::unlink(temporary.c_str());
        return cannotWrite(path, error);
    }
    if (::rename(temporary.c_str(), real.c_str()) != 0) {
        const int renameError = errno;
        ::unlink(temporary.c_str());
        return cannotWrite(path, renameError);
    }
    syncFolder(real.has_parent_path() ? real.parent_path() : std::filesystem::path("."));
    return {};
}

} // namespace weir::project
