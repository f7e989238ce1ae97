#pragma once

#include <QAbstractListModel>
#include <QString>

#include <optional>
#include <vector>

namespace weir::project {
class History;
}

namespace weir::studio {

/// One state that the project was in: what was done to reach it. The first is the project as it was
/// opened.
struct HistoryStep {
    QString label;
    QString detail; ///< what it wrote or took away, in a few characters

    bool operator==(const HistoryStep &) const = default;
};

/// Returns the states of a history, the opened one first: row n is reached by n steps.
std::vector<HistoryStep> historySteps(const project::History &history);

/// The only undo (core/project/History) as a list: row 0 is the project as it was opened, row n the
/// project after n steps; one row is where it stands, one may be what stands on disk. GUI thread.
class HistoryModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        DetailRole = Qt::UserRole + 1,
        DoneRole,    ///< bool: undo would not take it back if it is false
        CurrentRole, ///< bool: the project stands here
        SavedRole,   ///< bool: the state on disk
    };

    explicit HistoryModel(QObject *parent = nullptr);

    /// Shows a history as it is now; rows that stay the same stay.
    void show(std::vector<HistoryStep> steps, std::size_t done, std::optional<std::size_t> saved);
    int currentRow() const { return static_cast<int>(m_done); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QString spoken(std::size_t row) const;

    std::vector<HistoryStep> m_steps;
    std::size_t m_done = 0;
    std::optional<std::size_t> m_saved = 0;
};

} // namespace weir::studio
