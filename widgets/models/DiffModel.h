#pragma once

#include "core/project/LineDiff.h"

#include <QAbstractListModel>

#include <vector>

namespace weir::studio {

/// The lines of a difference, one a row, spoken with what became of them. GUI thread.
class DiffModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        KindRole = Qt::UserRole + 1, ///< project::DiffLine::Kind as int
        BeforeRole,                  ///< line number in the first text, 0 = not in it
        AfterRole,
    };
    /// Longer lines are cut: a view paints a row at a time, whole.
    static constexpr qsizetype kShownCharacters = 512;

    using QAbstractListModel::QAbstractListModel;

    void setLines(std::vector<project::DiffLine> lines);
    int added() const { return m_added; }
    int removed() const { return m_removed; }
    /// Returns the largest line number shown.
    std::size_t lastLine() const { return m_lastLine; }
    /// Returns the length in characters of the longest row shown.
    qsizetype longestRow() const { return m_longest; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QString textOf(const project::DiffLine &line) const;
    QString spoken(const project::DiffLine &line) const;

    std::vector<project::DiffLine> m_lines;
    int m_added = 0;
    int m_removed = 0;
    std::size_t m_lastLine = 0;
    qsizetype m_longest = 0;
};

} // namespace weir::studio
