#include "core/runtime/conformance/CaseProcess.h"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

namespace weir::runtime {
namespace {

void writeWholeCase(int file, const std::string &text)
{
    std::size_t written = 0;
    while (written < text.size()) {
        const ssize_t count = ::write(file, text.data() + written, text.size() - written);
        if (count <= 0 && errno != EINTR) {
            return;
        }
        written += count > 0 ? static_cast<std::size_t>(count) : 0;
    }
}

/// Reads until the child closes its end; false when the time is over before.
bool readWholeCase(int file, std::chrono::steady_clock::time_point until, std::string &text)
{
    std::array<char, 65536> buffer;
    while (true) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            until - std::chrono::steady_clock::now());
        pollfd wait{file, POLLIN, 0};
        if (left.count() <= 0) {
            return false;
        }
        if (::poll(&wait, 1, static_cast<int>(left.count())) <= 0) {
            continue;
        }
        const ssize_t count = ::read(file, buffer.data(), buffer.size());
        if (count == 0) {
            return true;
        }
        if (count > 0) {
            text.append(buffer.data(), static_cast<std::size_t>(count));
        }
    }
}

} // namespace

std::string runCaseIsolated(const ConformanceCase &testCase, const CaseConfig &config,
                            std::chrono::milliseconds timeout)
{
    int ends[2] = {-1, -1};
    if (::pipe(ends) != 0) {
        return caseStatusLine(testCase.id, "crash");
    }
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        writeWholeCase(ends[1], runConformanceCase(testCase, config).toJson());
        ::_exit(0);
    }
    ::close(ends[1]);
    std::string line;
    const bool done =
        child > 0 && readWholeCase(ends[0], std::chrono::steady_clock::now() + timeout, line);
    ::close(ends[0]);
    int status = 0;
    if (child > 0) {
        if (!done) {
            ::kill(child, SIGKILL);
        }
        ::waitpid(child, &status, 0);
    }
    if (!done) {
        return caseStatusLine(testCase.id, "timeout");
    }
    const bool whole = WIFEXITED(status) && WEXITSTATUS(status) == 0 && !line.empty();
    return whole ? line : caseStatusLine(testCase.id, "crash");
}

} // namespace weir::runtime
