#pragma once

#include "app/studio/actions/ActionId.h"

#include <QWidget>

#include <optional>
#include <vector>

class QKeySequenceEdit;
class QLineEdit;
class QPushButton;

namespace weir::studio {

class ActionRegistry;
class ElidedLabel;
class TablePanel;

/// All commands with their keys, made from the action table, with a field to search and a line to
/// give the chosen command another key. A key that another command has in the same place is refused
/// and named.
class ShortcutsPage : public QWidget {
    Q_OBJECT

public:
    explicit ShortcutsPage(ActionRegistry &actions, QWidget *parent = nullptr);

    /// Chooses the line of a command.
    void choose(ActionId id);

private:
    void build();
    void fill();
    void selectRowOf(std::optional<ActionId> id);
    void showChosen();
    void judge();
    void set();

    ActionRegistry &m_actions;
    QLineEdit *m_filter = nullptr;
    TablePanel *m_table = nullptr;
    ElidedLabel *m_command = nullptr;
    QKeySequenceEdit *m_key = nullptr;
    QPushButton *m_set = nullptr;
    QPushButton *m_none = nullptr;
    QPushButton *m_default = nullptr;
    QPushButton *m_allDefault = nullptr;
    ElidedLabel *m_verdict = nullptr;
    std::vector<ActionId> m_rows;
    std::optional<ActionId> m_chosen;
};

} // namespace weir::studio
