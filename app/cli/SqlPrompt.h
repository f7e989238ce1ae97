#pragma once

#include "core/catalog/Environment.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace weir::cli {

/// The line where a person types SQL: editing, history over sessions, completion. One at a time,
/// one thread, but for interrupt().
class SqlPrompt {
public:
    enum class Outcome {
        Statements,  ///< `text` holds one or more whole statements
        Interrupted, ///< Ctrl+C: what was typed is dropped
        Left,        ///< Ctrl+D, or Ctrl+C with nothing typed
    };
    struct Input {
        Outcome outcome = Outcome::Left;
        std::string text;
    };

    /// `catalog` returns what completion may offer.
    explicit SqlPrompt(std::function<const catalog::Environment &()> catalog);
    ~SqlPrompt();
    SqlPrompt(const SqlPrompt &) = delete;
    SqlPrompt &operator=(const SqlPrompt &) = delete;

    /// Reads lines until a statement is complete: until a `;` that closes it. Once `leave` is
    /// stopped, what wakes it by interrupt() makes it return Left.
    Input read(const std::stop_token &leave);
    /// Makes read() return Interrupted. Any thread.
    void interrupt();

private:
    enum class Line { Read, Interrupted, EndOfInput };

    Line readLine(const char *prompt, const std::stop_token &leave, std::string &line);
    void remember(const std::string &text);

    std::string m_historyFile;
    int m_wakeUp = -1; ///< an eventfd
};

/// Returns whether a text ends with a whole statement: its last token is a `;` outside parentheses.
bool endsStatement(const std::string &text);

} // namespace weir::cli
