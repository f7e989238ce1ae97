#include "app/cli/SqlPrompt.h"

#include "app/cli/SqlCompletion.h"
#include "core/base/SecretText.h"
#include "core/log/Cluster.h"
#include "core/sql/Lexer.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

// After <cstdio>: readline needs FILE.
#include <readline/history.h>
#include <readline/readline.h>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace weir::cli {

namespace {

constexpr int kMostHistory = 2000;

/// What readline's C callbacks act on: there is one keyboard, and readline keeps its state in
/// globals as well.
struct PromptState {
    std::function<const catalog::Environment &()> catalog;
    std::string before; ///< lines of the statement above the one that is edited
    std::string line;
    bool lineRead = false;
    bool endOfInput = false;
    std::vector<std::string> matches;
};

PromptState &promptState()
{
    static PromptState state;
    return state;
}

void takeLine(char *line)
{
    PromptState &state = promptState();
    rl_callback_handler_remove();
    state.lineRead = true;
    state.endOfInput = line == nullptr;
    state.line = line == nullptr ? "" : line;
    std::free(line);
}

char *nextMatch(const char *, int index)
{
    const auto &matches = promptState().matches;
    const auto at = static_cast<std::size_t>(index);
    return at < matches.size() ? strdup(matches[at].c_str()) : nullptr;
}

char **completeLine(const char *word, int, int end)
{
    PromptState &state = promptState();
    rl_attempted_completion_over = 1; // no file names
    const std::string text = state.before + rl_line_buffer;
    state.matches = sqlCompletions(text, state.before.size() + static_cast<std::size_t>(end), word,
                                   state.catalog());
    return state.matches.empty() ? nullptr : rl_completion_matches(word, nextMatch);
}

} // namespace

SqlPrompt::SqlPrompt(std::function<const catalog::Environment &()> catalog)
    : m_wakeUp(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    promptState() = {};
    promptState().catalog = std::move(catalog);
    rl_readline_name = "weir";
    rl_catch_signals = 0; // Ctrl+C comes through interrupt()
    rl_attempted_completion_function = completeLine;
    rl_basic_word_break_characters = " \t\n,;()=<>+-*/%.!|[]{}'";
    rl_completer_word_break_characters = rl_basic_word_break_characters;
    using_history();
    stifle_history(kMostHistory);
    const std::filesystem::path folder = log::defaultDataFolder();
    std::error_code ignored;
    std::filesystem::create_directories(folder, ignored);
    m_historyFile = folder / "sql_history";
    history_write_timestamps = 1; // lines of one statement stay one entry
    history_multiline_entries = 1;
    history_comment_char = '#';
    read_history(m_historyFile.c_str());
}

SqlPrompt::~SqlPrompt()
{
    rl_callback_handler_remove();
    close(m_wakeUp);
}

void SqlPrompt::interrupt()
{
    (void)eventfd_write(m_wakeUp, 1);
}

SqlPrompt::Input SqlPrompt::read(const std::stop_token &leave)
{
    eventfd_t dropped = 0;
    (void)eventfd_read(m_wakeUp, &dropped);
    std::string &text = promptState().before;
    text.clear();
    while (!leave.stop_requested()) { // after what woke it before was dropped
        std::string line;
        switch (readLine(text.empty() ? "weir> " : "  ... ", leave, line)) {
        case Line::Interrupted: {
            const bool leaves = leave.stop_requested() || (text.empty() && line.empty());
            return {leaves ? Outcome::Left : Outcome::Interrupted, {}};
        }
        case Line::EndOfInput:
            return {Outcome::Left, {}};
        case Line::Read:
            break;
        }
        if (text.empty() && line.find_first_not_of(" \t") == std::string::npos) {
            continue;
        }
        if (text.empty() && (line == "exit" || line == "quit" || line == "\\q")) {
            return {Outcome::Left, {}};
        }
        text += line + "\n";
        if (endsStatement(text)) {
            remember(text);
            return {Outcome::Statements, std::exchange(text, {})};
        }
    }
    return {Outcome::Left, {}};
}

SqlPrompt::Line SqlPrompt::readLine(const char *prompt, const std::stop_token &leave,
                                    std::string &line)
{
    PromptState &state = promptState();
    state.lineRead = false;
    rl_callback_handler_install(prompt, takeLine);
    while (!state.lineRead) {
        pollfd waits[2] = {{STDIN_FILENO, POLLIN, 0}, {m_wakeUp, POLLIN, 0}};
        if (poll(waits, 2, -1) < 0) {
            continue;
        }
        if ((waits[1].revents & POLLIN) != 0) {
            line = rl_line_buffer;
            rl_callback_sigcleanup();
            rl_callback_handler_remove();
            std::fputs(leave.stop_requested() ? "\n" : "^C\n", stdout);
            std::fflush(stdout);
            return Line::Interrupted;
        }
        if (waits[0].revents != 0) {
            rl_callback_read_char();
        }
    }
    line = state.line;
    if (state.endOfInput) {
        std::fputc('\n', stdout);
        return Line::EndOfInput;
    }
    return Line::Read;
}

void SqlPrompt::remember(const std::string &text)
{
    if (mayHoldSecret(text)) {
        return;
    }
    const std::string entry = text.substr(0, text.find_last_not_of('\n') + 1);
    const HIST_ENTRY *last =
        history_length > 0 ? history_get(history_base + history_length - 1) : nullptr;
    if (last != nullptr && entry == last->line) {
        return;
    }
    add_history(entry.c_str());
    // Only the owner reads what was typed.
    const mode_t before = umask(0077);
    write_history(m_historyFile.c_str());
    umask(before);
}

bool endsStatement(const std::string &text)
{
    int depth = 0;
    bool ended = false;
    for (const sql::Token &token : sql::tokenize(text)) {
        if (sql::isTrivia(token.kind) || token.kind == sql::TokenKind::End) {
            ended = ended && !token.unterminated;
            continue;
        }
        depth += token.kind == sql::TokenKind::LeftParen ? 1 : 0;
        depth -= token.kind == sql::TokenKind::RightParen && depth > 0 ? 1 : 0;
        ended = token.kind == sql::TokenKind::Semicolon && depth == 0;
    }
    return ended;
}

} // namespace weir::cli
