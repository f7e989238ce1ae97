#pragma once

#include "core/base/Diagnostic.h"
#include "core/base/Error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::cli {

/// Where a command writes: results to stdout, everything else to stderr. Colour and progress only
/// on a terminal (and not with NO_COLOR or TERM=dumb). One thread.
class Terminal {
public:
    Terminal();

    /// Writes a line of results to stdout.
    void result(std::string_view line);
    /// Writes a line of information to stderr; nothing when quiet.
    void info(std::string_view line);
    /// Writes an error to stderr: `weir: message`.
    void error(const Error &error);
    /// Writes diagnostics of a text with caret lines to stderr.
    void diagnostics(const std::vector<Diagnostic> &diagnostics, const std::string &text,
                     const std::string &fileName);
    /// Replaces the progress line; nothing unless stderr is a terminal.
    void progress(std::string_view line);
    /// Writes the results held back so far.
    void flush();

    bool outIsTerminal() const { return m_outIsTerminal; }
    bool errIsTerminal() const { return m_errIsTerminal; }
    void setQuiet(bool quiet) { m_quiet = quiet; }
    /// False once results cannot be written any more.
    bool outOpen() const { return m_outOpen; }
    /// Returns why results could not be written; nothing where who reads them has gone away
    /// (`weir print | head`). `cli.cannot-write`.
    std::optional<Error> outError() const;

private:
    void clearProgress();
    void closeOut();

    bool m_outIsTerminal = false;
    bool m_errIsTerminal = false;
    bool m_moves = false; ///< stderr is a terminal that knows escape sequences
    bool m_colour = false;
    bool m_quiet = false;
    bool m_outOpen = true;
    int m_outErrno = 0;
    bool m_progressShown = false;
};

/// Draws rows as a table for a terminal: columns aligned, numbers at the right, a rule under the
/// headings; cells cut at `maxWidth` characters.
std::string renderTable(const std::vector<std::string> &columns,
                        const std::vector<std::vector<std::string>> &rows,
                        std::size_t maxWidth = 60);

/// Returns 1234567 as "1 234 567".
std::string groupedNumber(std::uint64_t number);

/// Returns a count per second as "1 204/s" or "1.2 M/s".
std::string rateText(double perSecond);

} // namespace weir::cli
