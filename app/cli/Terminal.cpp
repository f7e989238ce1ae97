#include "app/cli/Terminal.h"

#include "app/cli/TextWidth.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace weir::cli {

namespace {

constexpr std::string_view kRed = "\033[31m";
constexpr std::string_view kReset = "\033[0m";

bool looksNumeric(const std::string &text)
{
    return !text.empty() && text.find_first_not_of("0123456789 .-+eE%/s") == std::string::npos;
}

} // namespace

Terminal::Terminal()
    : m_outIsTerminal(isatty(STDOUT_FILENO) == 1)
    , m_errIsTerminal(isatty(STDERR_FILENO) == 1)
{
    const char *term = std::getenv("TERM");
    m_moves = m_errIsTerminal && (term == nullptr || std::string_view(term) != "dumb");
    m_colour = m_moves && std::getenv("NO_COLOR") == nullptr;
}

void Terminal::result(std::string_view line)
{
    clearProgress();
    if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size() ||
        std::fputc('\n', stdout) == EOF || (m_outIsTerminal && std::fflush(stdout) != 0)) {
        closeOut();
    }
}

void Terminal::info(std::string_view line)
{
    if (m_quiet) {
        return;
    }
    clearProgress();
    fmt::print(stderr, "{}\n", line);
}

void Terminal::error(const Error &error)
{
    clearProgress();
    flush();
    const std::string code = error.code.empty() ? "" : fmt::format(" [{}]", error.code);
    if (m_colour) {
        fmt::print(stderr, "weir: {}{}{}{}\n", kRed, error.message, kReset, code);
    } else {
        fmt::print(stderr, "weir: {}{}\n", error.message, code);
    }
}

void Terminal::diagnostics(const std::vector<Diagnostic> &diagnostics, const std::string &text,
                           const std::string &fileName)
{
    clearProgress();
    flush();
    for (const Diagnostic &diagnostic : diagnostics) {
        fmt::print(stderr, "{}", renderDiagnostic(diagnostic, text, fileName));
        for (const Fix &fix : diagnostic.fixes) {
            fmt::print(stderr, "  fix: {}\n", fix.label);
        }
    }
}

void Terminal::progress(std::string_view line)
{
    if (!m_moves || m_quiet) {
        return;
    }
    fmt::print(stderr, "\r\033[K{}", line);
    std::fflush(stderr);
    m_progressShown = true;
}

void Terminal::flush()
{
    if (std::fflush(stdout) != 0) {
        closeOut();
    }
}

void Terminal::closeOut()
{
    m_outErrno = m_outOpen ? errno : m_outErrno;
    m_outOpen = false;
}

std::optional<Error> Terminal::outError() const
{
    if (m_outOpen || m_outErrno == EPIPE) {
        return std::nullopt;
    }
    return externalError("cli.cannot-write",
                         std::string("cannot write the results: ") + std::strerror(m_outErrno));
}

void Terminal::clearProgress()
{
    if (m_progressShown) {
        fmt::print(stderr, "\r\033[K");
        std::fflush(stderr);
        m_progressShown = false;
    }
}

std::string renderTable(const std::vector<std::string> &columns,
                        const std::vector<std::vector<std::string>> &rows, std::size_t maxWidth)
{
    std::vector<std::size_t> widths;
    std::vector<bool> numeric(columns.size(), !rows.empty());
    for (const std::string &column : columns) {
        widths.push_back(displayWidth(column));
    }
    for (const auto &row : rows) {
        for (std::size_t c = 0; c < columns.size(); ++c) {
            widths[c] = std::max(widths[c], std::min(displayWidth(row[c]), maxWidth));
            numeric[c] = numeric[c] && looksNumeric(row[c]);
        }
    }
    const auto line = [&](const std::vector<std::string> &cells) {
        std::string text;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            text += (c == 0 ? "" : "  ") + padTo(cutTo(cells[c], maxWidth), widths[c], numeric[c]);
        }
        text.erase(text.find_last_not_of(' ') + 1);
        return text + "\n";
    };
    std::string result = line(columns);
    for (std::size_t c = 0; c < columns.size(); ++c) {
        result += (c == 0 ? "" : "  ") + std::string(widths[c], '-');
    }
    result += "\n";
    for (const auto &row : rows) {
        result += line(row);
    }
    return result;
}

std::string groupedNumber(std::uint64_t number)
{
    std::string digits = std::to_string(number);
    for (auto i = static_cast<std::ptrdiff_t>(digits.size()) - 3; i > 0; i -= 3) {
        digits.insert(static_cast<std::size_t>(i), " ");
    }
    return digits;
}

std::string rateText(double perSecond)
{
    if (perSecond >= 1e6) {
        return fmt::format("{:.1f} M/s", perSecond / 1e6);
    }
    return groupedNumber(static_cast<std::uint64_t>(perSecond + 0.5)) + "/s";
}

} // namespace weir::cli
