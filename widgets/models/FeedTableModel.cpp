#include "widgets/models/FeedTableModel.h"

#include "widgets/models/DisplayZone.h"
#include "widgets/models/Figures.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace weir::studio {

namespace {

QString cellText(const runtime::Cell &cell)
{
    QString text = QString::fromUtf8(
        cell.text.data(), static_cast<qsizetype>(std::min<std::size_t>(cell.text.size(), 4096)));
    if (text.size() > FeedTableModel::kMaxCellCharacters) {
        text.truncate(FeedTableModel::kMaxCellCharacters - 1);
        text.append(u'…');
    }
    return text.replace(u'\n', u' ').replace(u'\t', u' ');
}

} // namespace

FeedTableModel::FeedTableModel(Lead lead, QObject *parent, std::size_t capacity)
    : QAbstractTableModel(parent)
    , m_lead(lead)
    , m_capacity(capacity)
{
    connect(&DisplayZone::instance(), &DisplayZone::changed, this, [this] {
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
        if (rowCount() > 0) {
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, leadColumns() - 1));
        }
    });
}

int FeedTableModel::leadColumns() const
{
    switch (m_lead) {
    case Lead::Record:
        return 3;
    case Lead::Window:
        return 1;
    case Lead::Nothing:
        break;
    }
    return 0;
}

void FeedTableModel::setColumns(std::vector<ColumnDefinition> columns)
{
    if (columns == m_columns) {
        return;
    }
    beginResetModel();
    m_columns = std::move(columns);
    m_rows.clear();
    m_evicted = 0;
    m_droppedUnseen = 0;
    endResetModel();
}

void FeedTableModel::append(runtime::FeedDrain drain)
{
    m_droppedUnseen += drain.droppedUnseen;
    std::vector<runtime::FeedRow> &rows = drain.rows;
    if (rows.size() > m_capacity) {
        m_evicted += rows.size() - m_capacity;
        rows.erase(rows.begin(), rows.end() - static_cast<std::ptrdiff_t>(m_capacity));
    }
    if (rows.empty()) {
        return;
    }
    const std::size_t total = m_rows.size() + rows.size();
    if (total > m_capacity) {
        const std::size_t gone = std::min(total - m_capacity, m_rows.size());
        if (gone > 0) {
            beginRemoveRows({}, 0, static_cast<int>(gone) - 1);
            m_rows.erase(m_rows.begin(), m_rows.begin() + static_cast<std::ptrdiff_t>(gone));
            m_evicted += gone;
            endRemoveRows();
        }
    }
    const int first = static_cast<int>(m_rows.size());
    beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
    std::move(rows.begin(), rows.end(), std::back_inserter(m_rows));
    endInsertRows();
}

void FeedTableModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_evicted = 0;
    m_droppedUnseen = 0;
    endResetModel();
}

int FeedTableModel::rowOfSequence(std::uint64_t sequence) const
{
    const auto at = std::lower_bound(
        m_rows.begin(), m_rows.end(), sequence,
        [](const runtime::FeedRow &row, std::uint64_t wanted) { return row.sequence < wanted; });
    return static_cast<int>(at - m_rows.begin());
}

int FeedTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FeedTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : leadColumns() + static_cast<int>(m_columns.size());
}

QString FeedTableModel::leadText(const runtime::FeedRow &row, int column) const
{
    if (m_lead == Lead::Window) {
        return row.windowStart ? timestampText(*row.windowStart).left(19) : QString();
    }
    switch (column) {
    case 0:
        return QString::number(row.record.partition);
    case 1:
        return QString::number(row.record.offset);
    default:
        return timestampText(row.rowtime);
    }
}

const runtime::Cell *FeedTableModel::cell(int row, int column) const
{
    const auto &cells = m_rows[static_cast<std::size_t>(row)].cells;
    const int own = column - leadColumns();
    return own >= 0 && own < static_cast<int>(cells.size()) ? &cells[static_cast<std::size_t>(own)]
                                                            : nullptr;
}

bool FeedTableModel::isNumeric(int column) const
{
    const int own = column - leadColumns();
    if (own < 0) {
        return m_lead == Lead::Record && column < 2;
    }
    return m_columns[static_cast<std::size_t>(own)].type.isNumeric();
}

QVariant FeedTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const runtime::FeedRow &line = row(index.row());
    const runtime::Cell *field = cell(index.row(), index.column());
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() < leadColumns()) {
            return leadText(line, index.column());
        }
        if (!field) {
            return QString();
        }
        return field->null ? QStringLiteral("null") : cellText(*field);
    case Qt::TextAlignmentRole:
        return static_cast<int>((isNumeric(index.column()) ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    case NullRole:
        return field && field->null;
    case NumericRole:
        return isNumeric(index.column());
    case DroppedRole:
        return line.dropped;
    case ReasonRole:
        return QString::fromStdString(line.reason);
    case SequenceRole:
        return QVariant::fromValue<qulonglong>(line.sequence);
    default:
        return {};
    }
}

QVariant FeedTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((isNumeric(section) ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    }
    const int own = section - leadColumns();
    if (role == Qt::ToolTipRole && own >= 0) {
        return QString::fromStdString(m_columns[static_cast<std::size_t>(own)].type.toString());
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    if (own >= 0) {
        return QString::fromStdString(m_columns[static_cast<std::size_t>(own)].name);
    }
    if (m_lead == Lead::Window) {
        return tr("WINDOW (%1)").arg(DisplayZone::instance().name());
    }
    return section == 0   ? tr("PARTITION")
           : section == 1 ? tr("OFFSET")
                          : tr("TIMESTAMP (%1)").arg(DisplayZone::instance().name());
}

QString FeedTableModel::toTsv(const std::vector<int> &rows) const
{
    QStringList heading;
    for (int column = 0; column < columnCount(); ++column) {
        heading.append(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    }
    QString text = heading.join(u'\t') + u'\n';
    for (const int at : rows) {
        QStringList fields;
        for (int column = 0; column < columnCount(); ++column) {
            const runtime::Cell *field = cell(at, column);
            fields.append(field ? (field->null ? QString()
                                               : QString::fromStdString(field->text)
                                                     .replace(u'\t', u' ')
                                                     .replace(u'\n', u' '))
                                : leadText(row(at), column));
        }
        text += fields.join(u'\t') + u'\n';
    }
    return text;
}

QString FeedTableModel::toJsonLines(const std::vector<int> &rows) const
{
    QString text;
    for (const int at : rows) {
        QJsonObject object;
        for (int column = 0; column < columnCount(); ++column) {
            const runtime::Cell *field = cell(at, column);
            const QString name = headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
            if (field && field->null) {
                object.insert(name, QJsonValue::Null);
            } else {
                object.insert(name, field ? QString::fromStdString(field->text)
                                          : leadText(row(at), column));
            }
        }
        text += QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)) + u'\n';
    }
    return text;
}

} // namespace weir::studio
