#include "app/studio/actions/PaletteModel.h"

#include <algorithm>
#include <utility>

namespace weir::studio {

int paletteScore(QStringView pattern, QStringView text)
{
    int score = 0;
    qsizetype at = 0;
    qsizetype last = -2;
    for (const QChar wanted : pattern) {
        if (wanted.isSpace()) {
            continue;
        }
        while (at < text.size() && text[at].toCaseFolded() != wanted.toCaseFolded()) {
            ++at;
        }
        if (at == text.size()) {
            return -1;
        }
        const bool wordStart = at == 0 || !text[at - 1].isLetterOrNumber();
        score += last + 1 == at ? 6 : wordStart ? 5 : 1;
        last = at++;
    }
    return score * 100 - static_cast<int>(std::min<qsizetype>(text.size(), 99));
}

void PaletteModel::setEntries(std::vector<PaletteEntry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    filter();
    endResetModel();
}

void PaletteModel::setQuery(const QString &query)
{
    beginResetModel();
    m_query = query;
    filter();
    endResetModel();
}

void PaletteModel::filter()
{
    const bool commands = m_query.startsWith(u'>');
    const QString pattern = (commands ? m_query.mid(1) : m_query).trimmed();
    std::vector<std::pair<int, std::size_t>> fits;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const PaletteEntry &entry = m_entries[i];
        if (entry.command != commands) {
            continue;
        }
        const int score = pattern.isEmpty() ? 0 : paletteScore(pattern, entry.title);
        if (pattern.isEmpty() || score >= 0) {
            fits.emplace_back(score, i);
        }
    }
    std::stable_sort(fits.begin(), fits.end(),
                     [](const auto &a, const auto &b) { return a.first > b.first; });
    m_shown.clear();
    for (const auto &fit : fits) {
        m_shown.push_back(fit.second);
    }
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const PaletteEntry &line = entry(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return line.title;
    case Qt::DecorationRole:
        return icon(line.glyph, line.disabledReason.isEmpty() ? line.role : ColorRole::Faint);
    case Qt::ToolTipRole:
    case DetailRole:
        return line.disabledReason.isEmpty() ? line.detail : line.disabledReason;
    case KeysRole:
        return line.keys;
    case EnabledRole:
        return line.disabledReason.isEmpty();
    default:
        return {};
    }
}

} // namespace weir::studio
