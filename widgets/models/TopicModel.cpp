#include "widgets/models/TopicModel.h"

#include "widgets/canvas/CanvasDrag.h"

#include <QMimeData>

#include <algorithm>
#include <iterator>

namespace weir::studio {

namespace {

/// Index ids: headings have the last, topics their group's number.
constexpr quintptr kHeading = 99;

} // namespace

void TopicModel::setRows(const std::vector<TopicRow> &rows)
{
    std::array<std::vector<TopicRow>, 2> groups;
    for (const TopicRow &row : rows) {
        groups[row.written ? 1 : 0].push_back(row);
    }
    for (std::size_t group = 0; group < groups.size(); ++group) {
        if (merge(group, std::move(groups[group]))) {
            // Whether a heading passes a filter depends on what stands below it.
            const QModelIndex heading = index(static_cast<int>(group), 0);
            Q_EMIT dataChanged(heading, heading);
        }
    }
}

bool TopicModel::merge(std::size_t group, std::vector<TopicRow> rows)
{
    const bool gone = removeMissing(group, rows);
    const QModelIndex heading = index(static_cast<int>(group), 0);
    std::vector<TopicRow> &have = m_groups[group];
    bool came = false;
    for (std::size_t i = 0; i < rows.size();) {
        if (i < have.size() && have[i].name == rows[i].name) {
            if (!(have[i] == rows[i])) {
                have[i] = std::move(rows[i]);
                const QModelIndex changed = index(static_cast<int>(i), 0, heading);
                Q_EMIT dataChanged(changed, changed);
            }
            ++i;
            continue;
        }
        // All that are new before the next one that is known, at once.
        std::size_t end = i + 1;
        while (end < rows.size() && (i >= have.size() || rows[end].name < have[i].name)) {
            ++end;
        }
        beginInsertRows(heading, static_cast<int>(i), static_cast<int>(end) - 1);
        have.insert(have.begin() + static_cast<std::ptrdiff_t>(i),
                    std::make_move_iterator(rows.begin() + static_cast<std::ptrdiff_t>(i)),
                    std::make_move_iterator(rows.begin() + static_cast<std::ptrdiff_t>(end)));
        endInsertRows();
        came = true;
        i = end;
    }
    return gone || came;
}

bool TopicModel::removeMissing(std::size_t group, const std::vector<TopicRow> &rows)
{
    const QModelIndex heading = index(static_cast<int>(group), 0);
    std::vector<TopicRow> &have = m_groups[group];
    const auto isMissing = [&rows](const TopicRow &row) {
        return !std::binary_search(
            rows.begin(), rows.end(), row,
            [](const TopicRow &a, const TopicRow &b) { return a.name < b.name; });
    };
    bool removed = false;
    for (std::size_t end = have.size(); end > 0; --end) {
        std::size_t begin = end;
        while (begin > 0 && isMissing(have[begin - 1])) {
            --begin;
        }
        if (begin == end) {
            continue;
        }
        beginRemoveRows(heading, static_cast<int>(begin), static_cast<int>(end) - 1);
        have.erase(have.begin() + static_cast<std::ptrdiff_t>(begin),
                   have.begin() + static_cast<std::ptrdiff_t>(end));
        endRemoveRows();
        removed = true;
        end = begin + 1;
    }
    return removed;
}

const TopicRow *TopicModel::row(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == kHeading) {
        return nullptr;
    }
    return &m_groups[index.internalId()][static_cast<std::size_t>(index.row())];
}

QModelIndex TopicModel::find(const QString &topic) const
{
    for (std::size_t group = 0; group < m_groups.size(); ++group) {
        for (std::size_t i = 0; i < m_groups[group].size(); ++i) {
            if (m_groups[group][i].name == topic) {
                return createIndex(static_cast<int>(i), 0, static_cast<quintptr>(group));
            }
        }
    }
    return {};
}

int TopicModel::topicCount() const
{
    return static_cast<int>(m_groups[0].size() + m_groups[1].size());
}

QModelIndex TopicModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    return parent.isValid() ? createIndex(row, column, static_cast<quintptr>(parent.row()))
                            : createIndex(row, column, kHeading);
}

QModelIndex TopicModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == kHeading) {
        return {};
    }
    return createIndex(static_cast<int>(child.internalId()), 0, kHeading);
}

int TopicModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid()) {
        return static_cast<int>(m_groups.size());
    }
    return parent.internalId() == kHeading && parent.column() == 0
               ? static_cast<int>(m_groups[static_cast<std::size_t>(parent.row())].size())
               : 0;
}

int TopicModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant TopicModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const TopicRow *topic = row(index);
    if (role == GroupRole) {
        return topic == nullptr;
    }
    if (!topic) {
        return role == Qt::DisplayRole
                   ? (index.row() == 0 ? tr("SOURCES") : tr("WRITTEN BY THIS PIPELINE"))
                   : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return topic->name;
    case Qt::DecorationRole:
        return icon(topic->glyph(), topic->missing ? ColorRole::Faint : topic->role());
    case Qt::ToolTipRole:
        return topic->missing ? tr("%1 — not made yet").arg(topic->name) : topic->name;
    case FigureRole:
        return topic->figure();
    case InternalRole:
        return topic->internal;
    case MissingRole:
        return topic->missing;
    default:
        return {};
    }
}

Qt::ItemFlags TopicModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    return row(index) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled
                      : Qt::ItemIsEnabled;
}

QStringList TopicModel::mimeTypes() const
{
    return {QString::fromLatin1(kTopicMime)};
}

QMimeData *TopicModel::mimeData(const QModelIndexList &indexes) const
{
    const TopicRow *topic = indexes.isEmpty() ? nullptr : row(indexes.front());
    return topic ? topicMimeData(topic->name) : nullptr;
}

} // namespace weir::studio
