#pragma once

#include "core/base/Result.h"

#include <optional>
#include <stop_token>
#include <string>

namespace weir::cli {

/// The lines of a file descriptor as they come, for a reader that must be told when there are none
/// yet, and that can be stopped while it waits. One thread.
class LineInput {
public:
    /// `file` stays open and belongs to the caller.
    LineInput(int file, std::stop_token stop);
    ~LineInput();
    LineInput(const LineInput &) = delete;
    LineInput &operator=(const LineInput &) = delete;

    /// Waits for the next line, without its line break; nothing at the end of the input or at the
    /// stop. A last line needs no line break. `cli.cannot-read`.
    Result<std::optional<std::string>> next();
    /// Says whether next() would have to wait.
    bool mustWait();

private:
    enum class Wait { Ready, Nothing, Stopped };

    Wait waitForInput(int timeoutMs) const;
    void readSome();
    bool hasLine();

    int m_file;
    std::stop_token m_stop;
    int m_wakeUp; ///< an eventfd
    std::string m_buffer;
    std::size_t m_begin = 0;   ///< of the next line
    std::size_t m_scanned = 0; ///< up to here there is no line break behind m_begin
    bool m_ended = false;
    int m_error = 0;
};

} // namespace weir::cli
