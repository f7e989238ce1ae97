#include "widgets/models/DiffModel.h"

#include <algorithm>
#include <utility>

namespace weir::studio {

using project::DiffLine;

void DiffModel::setLines(std::vector<DiffLine> lines)
{
    beginResetModel();
    m_lines = std::move(lines);
    m_added = m_removed = 0;
    m_lastLine = 0;
    m_longest = 0;
    for (const DiffLine &line : m_lines) {
        m_added += line.kind == DiffLine::Kind::Added ? 1 : 0;
        m_removed += line.kind == DiffLine::Kind::Removed ? 1 : 0;
        m_lastLine = std::max({m_lastLine, line.before, line.after});
        m_longest = std::max(m_longest, textOf(line).size());
    }
    endResetModel();
}

int DiffModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QString DiffModel::textOf(const DiffLine &line) const
{
    if (line.kind == DiffLine::Kind::Skipped) {
        return line.skipped == 1 ? tr("1 line is the same")
                                 : tr("%1 lines are the same").arg(line.skipped);
    }
    QString text = QString::fromStdString(line.text);
    if (text.size() > kShownCharacters) {
        text = text.left(kShownCharacters) + u'…';
    }
    text.replace(u'\t', QStringLiteral("    "));
    if (line.kind != DiffLine::Kind::Same && text.endsWith(u'\r')) {
        text.chop(1);
        text += QChar(0x240d); // two lines may differ by nothing but this
    }
    return line.unended ? tr("%1  (no line end)").arg(text) : text;
}

QString DiffModel::spoken(const DiffLine &line) const
{
    switch (line.kind) {
    case DiffLine::Kind::Added:
        return tr("added line %1: %2").arg(line.after).arg(textOf(line));
    case DiffLine::Kind::Removed:
        return tr("removed line %1: %2").arg(line.before).arg(textOf(line));
    case DiffLine::Kind::Same:
        return tr("line %1: %2").arg(line.after).arg(textOf(line));
    case DiffLine::Kind::Skipped:
        break;
    }
    return textOf(line);
}

QVariant DiffModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const DiffLine &line = m_lines[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(line);
    case Qt::AccessibleTextRole:
        return spoken(line);
    case KindRole:
        return static_cast<int>(line.kind);
    case BeforeRole:
        return static_cast<qulonglong>(line.before);
    case AfterRole:
        return static_cast<qulonglong>(line.after);
    default:
        return {};
    }
}

} // namespace weir::studio
