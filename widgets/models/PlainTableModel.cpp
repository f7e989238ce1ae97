#include "widgets/models/PlainTableModel.h"

#include "widgets/models/DisplayZone.h"
#include "widgets/style/Appearance.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace weir::studio {

PlainTableModel::PlainTableModel(QStringList headings, QObject *parent)
    : QAbstractTableModel(parent)
    , m_headings(std::move(headings))
{
    connect(&DisplayZone::instance(), &DisplayZone::changed, this, &PlainTableModel::tellHeadings);
}

void PlainTableModel::tellHeadings()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

void PlainTableModel::setRows(std::vector<Row> rows)
{
    if (rows == m_rows) {
        return;
    }
    std::size_t same = 0;
    while (same < rows.size() && same < m_rows.size() && rows[same] == m_rows[same]) {
        ++same;
    }
    const std::size_t common = std::min(rows.size(), m_rows.size());
    if (same < common) {
        for (std::size_t i = same; i < common; ++i) {
            m_rows[i] = rows[i];
        }
        Q_EMIT dataChanged(index(static_cast<int>(same), 0),
                           index(static_cast<int>(common) - 1, columnCount() - 1));
    }
    if (m_rows.size() > rows.size()) {
        beginRemoveRows({}, static_cast<int>(rows.size()), static_cast<int>(m_rows.size()) - 1);
        m_rows.resize(rows.size());
        endRemoveRows();
    } else if (rows.size() > m_rows.size()) {
        beginInsertRows({}, static_cast<int>(common), static_cast<int>(rows.size()) - 1);
        m_rows = std::move(rows);
        endInsertRows();
    }
    if (common == 0) {
        tellHeadings();
    }
}

void PlainTableModel::append(std::vector<Row> rows, int capacity)
{
    if (rows.empty()) {
        return;
    }
    const int first = static_cast<int>(m_rows.size());
    beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
    std::move(rows.begin(), rows.end(), std::back_inserter(m_rows));
    endInsertRows();
    if (first == 0) {
        tellHeadings();
    }
    const int gone = static_cast<int>(m_rows.size()) - capacity;
    if (gone > 0) {
        beginRemoveRows({}, 0, gone - 1);
        m_rows.erase(m_rows.begin(), m_rows.begin() + gone);
        endRemoveRows();
    }
}

int PlainTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PlainTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_headings.size());
}

QVariant PlainTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<std::size_t>(index.column());
    if (column >= row.size()) {
        return {};
    }
    const PlainCell &cell = row[column];
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::ToolTipRole:
        return cell.text.left(2000).toHtmlEscaped();
    case Qt::DecorationRole:
        return cell.glyph == Glyph::None ? QVariant() : QVariant(icon(cell.glyph, cell.role));
    case Qt::ForegroundRole:
        return cell.glyph == Glyph::None ? QVariant(themeColor(cell.role)) : QVariant();
    case Qt::TextAlignmentRole:
        return static_cast<int>((cell.number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant PlainTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_headings.size()) {
        return {};
    }
    if (role == Qt::DisplayRole) {
        return m_headings.at(section).contains(QStringLiteral("%1"))
                   ? m_headings.at(section).arg(DisplayZone::instance().name())
                   : m_headings.at(section);
    }
    if (role == Qt::TextAlignmentRole) {
        // A heading stands over its cells.
        const auto column = static_cast<std::size_t>(section);
        const bool numbers =
            !m_rows.empty() && column < m_rows.front().size() && m_rows.front()[column].number;
        return static_cast<int>((numbers ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    return {};
}

} // namespace weir::studio
