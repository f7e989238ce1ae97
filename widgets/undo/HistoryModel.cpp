#include "widgets/undo/HistoryModel.h"

#include "core/project/History.h"

#include <algorithm>
#include <utility>

namespace weir::studio {

namespace {

constexpr qsizetype kDetailCharacters = 60;

QString excerpt(const std::string &bytes)
{
    // One character more than is shown is enough to know that there are more.
    const QString text = QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()))
                             .left(4 * kDetailCharacters)
                             .simplified();
    return text.size() > kDetailCharacters ? text.left(kDetailCharacters) + u'…' : text;
}

QString detailOf(const project::Change &change)
{
    std::string inserted;
    std::string removed;
    for (const sql::TextPatch &patch : change.patches) {
        inserted += patch.inserted;
        // Backspaces take characters away from right to left.
        removed = patch.removed + removed;
    }
    if (const QString text = excerpt(inserted); !text.isEmpty()) {
        return text;
    }
    if (const QString text = excerpt(removed); !text.isEmpty()) {
        return u'−' + text;
    }
    if (change.positions.size() == 1) {
        return QString::fromStdString(change.positions.front().key);
    }
    return change.positions.empty()
               ? QString()
               : HistoryModel::tr("%1 statements").arg(change.positions.size());
}

} // namespace

std::vector<HistoryStep> historySteps(const project::History &history)
{
    std::vector<HistoryStep> steps{{HistoryModel::tr("Opened"), {}}};
    const std::vector<std::string> labels = history.labels();
    for (std::size_t i = 0; i < labels.size(); ++i) {
        steps.push_back({QString::fromStdString(labels[i]), detailOf(history.change(i))});
    }
    return steps;
}

HistoryModel::HistoryModel(QObject *parent)
    : QAbstractListModel(parent)
    , m_steps{{tr("Opened"), {}}}
{
}

void HistoryModel::show(std::vector<HistoryStep> steps, std::size_t done,
                        std::optional<std::size_t> saved)
{
    std::size_t same = 0;
    while (same < std::min(steps.size(), m_steps.size()) && steps[same] == m_steps[same]) {
        ++same;
    }
    if (same < m_steps.size()) {
        beginRemoveRows({}, static_cast<int>(same), static_cast<int>(m_steps.size()) - 1);
        m_steps.resize(same);
        endRemoveRows();
    }
    if (same < steps.size()) {
        beginInsertRows({}, static_cast<int>(same), static_cast<int>(steps.size()) - 1);
        m_steps = std::move(steps);
        endInsertRows();
    }
    if (std::exchange(m_done, done) != done || std::exchange(m_saved, saved) != saved) {
        m_saved = saved;
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {DoneRole, CurrentRole, SavedRole});
    }
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_steps.size());
}

QString HistoryModel::spoken(std::size_t row) const
{
    QStringList words{m_steps[row].label};
    if (!m_steps[row].detail.isEmpty()) {
        words << m_steps[row].detail;
    }
    if (row == m_done) {
        words << tr("current");
    } else if (row > m_done) {
        words << tr("undone");
    }
    if (m_saved == row) {
        words << tr("saved");
    }
    return words.join(QStringLiteral(", "));
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const auto row = static_cast<std::size_t>(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return m_steps[row].label;
    case Qt::AccessibleTextRole:
        return spoken(row);
    case Qt::ToolTipRole:
        // A plain text: what was typed may look like markup.
        return m_steps[row].detail.toHtmlEscaped();
    case DetailRole:
        return m_steps[row].detail;
    case DoneRole:
        return row <= m_done;
    case CurrentRole:
        return row == m_done;
    case SavedRole:
        return m_saved == row;
    default:
        return {};
    }
}

} // namespace weir::studio
