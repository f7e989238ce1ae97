#pragma once

#include "app/cli/Terminal.h"
#include "core/runtime/Command.h"
#include "core/runtime/Feed.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace weir::cli {

/// Writes what statements give to stdout: aligned tables for a person, one JSON object a row for a
/// program.
class SqlPrinter {
public:
    SqlPrinter(Terminal &terminal, bool json)
        : m_terminal(terminal)
        , m_json(json)
    {
    }

    bool json() const { return m_json; }

    /// Writes the answer to a statement that ran once: its table, or its sentence.
    void answer(const runtime::TableAnswer &answer);
    /// Tells what was done; on stderr, because it is no result.
    void done(const std::string &sentence);

    /// Begins the rows of a query.
    void beginRows(const std::vector<ColumnDefinition> &columns);
    /// Writes rows as they come; with json() their cells are JSON (CellForm::Json). Columns of a
    /// table grow with their values, up to 60 characters.
    void rows(const std::vector<runtime::FeedRow> &rows);
    /// `readAt`: where the rows of a pull query were read.
    void endRows(const std::optional<runtime::ReadPoint> &readAt);

private:
    void printJson(const runtime::FeedRow &row);
    std::string line(const std::vector<std::string> &cells) const;
    std::vector<std::string> cellsOf(const runtime::FeedRow &row) const;
    void widen(const std::vector<std::string> &cells);

    Terminal &m_terminal;
    bool m_json;
    std::vector<ColumnDefinition> m_columns;
    std::vector<std::size_t> m_widths;
    bool m_headerPrinted = false;
    bool m_windowed = false;
    std::uint64_t m_rows = 0;
};

} // namespace weir::cli
