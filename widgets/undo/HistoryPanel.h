#pragma once

#include <QWidget>

class QListView;

namespace weir::studio {

class HistoryModel;

/// The steps of the project as a list: where it stands, what was taken back, what is on disk. A
/// click or Enter goes there.
class HistoryPanel : public QWidget {
    Q_OBJECT

public:
    explicit HistoryPanel(QWidget *parent = nullptr);

    HistoryModel *model() const { return m_model; }
    /// Brings the row where the project stands into view.
    void followCurrent();

Q_SIGNALS:
    /// The person wants the project as it was after `steps` steps.
    void stepChosen(int steps);

private:
    HistoryModel *m_model = nullptr;
    QListView *m_view = nullptr;
};

} // namespace weir::studio
