#pragma once

#include "widgets/style/Icon.h"

#include <QAbstractListModel>
#include <QString>

#include <functional>
#include <vector>

namespace weir::studio {

/// One line of the Ctrl+P box: a command, or a thing to go to.
struct PaletteEntry {
    QString title;
    QString detail;         ///< dim, behind the title: what it is or does
    QString keys;           ///< at the right
    QString disabledReason; ///< not empty: shown instead of the detail, cannot be run
    Glyph glyph = Glyph::None;
    ColorRole role = ColorRole::Dim;
    bool command = false; ///< found behind ">"
    std::function<void()> run;
};

/// Returns how well `pattern` fits `text` as a case-insensitive subsequence: higher is better,
/// words' beginnings and runs count more; negative when it does not fit.
int paletteScore(QStringView pattern, QStringView text);

/// The lines that fit what was typed, best first. ">" in front searches commands, nothing else
/// things.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { DetailRole = Qt::UserRole + 1, KeysRole, EnabledRole };

    using QAbstractListModel::QAbstractListModel;

    void setEntries(std::vector<PaletteEntry> entries);
    void setQuery(const QString &query);
    const PaletteEntry &entry(int row) const
    {
        return m_entries[m_shown[static_cast<std::size_t>(row)]];
    }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    void filter();

    std::vector<PaletteEntry> m_entries;
    std::vector<std::size_t> m_shown;
    QString m_query;
};

} // namespace weir::studio
