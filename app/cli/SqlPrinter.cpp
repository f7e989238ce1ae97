#include "app/cli/SqlPrinter.h"

#include "app/cli/RecordJson.h"
#include "app/cli/TextWidth.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace weir::cli {

namespace {

using nlohmann::json;
using runtime::Cell;

constexpr std::size_t kWidestCell = 60;

std::string quotedJson(const std::string &text)
{
    return json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

bool isNumber(const DataType &type)
{
    return type.is(TypeKind::Integer) || type.is(TypeKind::Bigint) || type.is(TypeKind::Double) ||
           type.is(TypeKind::Decimal);
}

std::string withoutLineBreaks(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return text;
}

std::string shownCell(const Cell &cell)
{
    return cell.null ? "NULL" : withoutLineBreaks(cell.text) + (cell.cut ? "…" : "");
}

} // namespace

void SqlPrinter::answer(const runtime::TableAnswer &answer)
{
    if (answer.columns.empty()) {
        // A long answer is a result (EXPLAIN), a sentence only says that it was done.
        if (answer.message.find('\n') == std::string::npos) {
            done(answer.message);
        } else {
            m_terminal.result(m_json ? fmt::format(R"({{"text":{}}})", quotedJson(answer.message))
                                     : answer.message);
        }
        return;
    }
    std::vector<std::vector<std::string>> table;
    for (const auto &row : answer.rows) {
        std::vector<std::string> cells;
        std::string object;
        for (std::size_t i = 0; i < answer.columns.size(); ++i) {
            const Cell cell = i < row.size() ? row[i] : Cell{.null = true};
            cells.push_back(shownCell(cell));
            object += fmt::format("{}{}:{}", i == 0 ? "" : ",", quotedJson(answer.columns[i]),
                                  cell.null ? "null" : quotedJson(cell.text));
        }
        if (m_json) {
            m_terminal.result("{" + object + "}");
        }
        table.push_back(std::move(cells));
    }
    if (!m_json) {
        std::string text = renderTable(answer.columns, table, kWidestCell);
        text.pop_back();
        m_terminal.result(text);
    }
    if (!answer.message.empty()) {
        done(answer.message);
    }
}

void SqlPrinter::done(const std::string &sentence)
{
    if (!sentence.empty()) {
        m_terminal.info(sentence);
    }
}

void SqlPrinter::beginRows(const std::vector<ColumnDefinition> &columns)
{
    m_columns = columns;
    m_widths.clear();
    m_headerPrinted = false;
    m_windowed = false;
    m_rows = 0;
}

void SqlPrinter::rows(const std::vector<runtime::FeedRow> &rows)
{
    m_rows += rows.size();
    if (m_json) {
        for (const runtime::FeedRow &row : rows) {
            printJson(row);
        }
        return;
    }
    if (!m_headerPrinted && !rows.empty()) {
        const bool shown = std::any_of(m_columns.begin(), m_columns.end(), [](const auto &column) {
            return column.name == "WINDOWSTART";
        });
        m_windowed = rows.front().windowStart.has_value() && !shown;
    }
    std::vector<std::vector<std::string>> table;
    for (const runtime::FeedRow &row : rows) {
        table.push_back(cellsOf(row));
        widen(table.back());
    }
    if (!m_headerPrinted && !rows.empty()) {
        std::vector<std::string> names;
        for (const ColumnDefinition &column : m_columns) {
            names.push_back(column.name);
        }
        if (m_windowed) {
            names.emplace_back("WINDOW");
        }
        widen(names);
        m_terminal.result(line(names));
        std::string rule;
        for (const std::size_t width : m_widths) {
            rule += (rule.empty() ? "" : "  ") + std::string(width, '-');
        }
        m_terminal.result(rule);
        m_headerPrinted = true;
    }
    for (const auto &cells : table) {
        m_terminal.result(line(cells));
    }
}

void SqlPrinter::endRows(const std::optional<runtime::ReadPoint> &readAt)
{
    if (!m_json) {
        done(fmt::format("{} {}{}", groupedNumber(m_rows), m_rows == 1 ? "row" : "rows",
                         readAt ? ", " + runtime::readPointText(*readAt) : std::string()));
    }
}

void SqlPrinter::printJson(const runtime::FeedRow &row)
{
    std::string object;
    for (std::size_t i = 0; i < m_columns.size() && i < row.cells.size(); ++i) {
        object += fmt::format("{}{}:{}", i == 0 ? "" : ",", quotedJson(m_columns[i].name),
                              row.cells[i].null ? "null" : row.cells[i].text);
    }
    if (row.windowStart && row.windowEnd) {
        object +=
            fmt::format(R"(,"window":{{"start":{},"end":{}}})", *row.windowStart, *row.windowEnd);
    }
    if (row.tombstone) {
        object += R"(,"tombstone":true)";
    }
    m_terminal.result("{" + object + "}");
}

std::vector<std::string> SqlPrinter::cellsOf(const runtime::FeedRow &row) const
{
    std::vector<std::string> cells;
    for (const Cell &cell : row.cells) {
        cells.push_back(shownCell(cell));
    }
    cells.resize(m_columns.size());
    if (m_windowed) {
        cells.push_back(
            row.windowStart && row.windowEnd
                ? fmt::format("{} … {}", isoTime(*row.windowStart), isoTime(*row.windowEnd))
                : "");
    }
    return cells;
}

void SqlPrinter::widen(const std::vector<std::string> &cells)
{
    m_widths.resize(std::max(m_widths.size(), cells.size()), 1);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        m_widths[i] = std::max(m_widths[i], std::min(displayWidth(cells[i]), kWidestCell));
    }
}

std::string SqlPrinter::line(const std::vector<std::string> &cells) const
{
    std::string text;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool right = i < m_columns.size() && isNumber(m_columns[i].type);
        text += (i == 0 ? "" : "  ") + padTo(cutTo(cells[i], kWidestCell), m_widths[i], right);
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

} // namespace weir::cli
