#pragma once

#include "app/studio/actions/PaletteModel.h"

#include <QFrame>
#include <QPointer>

class QLabel;
class QLineEdit;
class QListView;

namespace weir::studio {

class ActionRegistry;

/// Returns a palette entry for each action of the table.
std::vector<PaletteEntry> commandEntries(const ActionRegistry &actions);

/// The Ctrl+P box: a list over the middle of its parent that narrows while one types. Enter runs
/// the line, Esc or a click elsewhere closes it and gives the focus back.
class CommandPalette : public QFrame {
    Q_OBJECT

public:
    explicit CommandPalette(QWidget *parent);

    /// Shows the box with these lines; `query` ">" begins with commands.
    void open(std::vector<PaletteEntry> entries, const QString &query);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void changeQuery(const QString &text);
    void runCurrent();
    void shut();
    void moveCurrent(int step);

    PaletteModel *m_model = nullptr;
    QLineEdit *m_field = nullptr;
    QListView *m_list = nullptr;
    QLabel *m_empty = nullptr;
    QPointer<QWidget> m_before;
};

} // namespace weir::studio
