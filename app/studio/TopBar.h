#pragma once

#include "core/runtime/Snapshot.h"

#include <QToolBar>

class QToolButton;

namespace weir::studio {

class ActionRegistry;
class ElidedLabel;
class GoToBox;
class ProfileButton;

/// The one tool bar: Run/Apply, Pause, Stop | Undo, Redo | state sentence | Ctrl+P box | profile.
class TopBar : public QToolBar {
    Q_OBJECT

public:
    TopBar(ActionRegistry &actions, QWidget *parent);

    /// Says what the Run button does: "Run", "Apply", "Apply 2 changes".
    void setRunText(const QString &text);
    /// Sets the sentence about what runs and what is written.
    void setSentence(const QString &sentence);
    void setProfile(const QString &name, const QString &place, bool reachable);

private:
    QToolButton *m_run = nullptr;
    ElidedLabel *m_sentence = nullptr;
    GoToBox *m_goTo = nullptr;
    ProfileButton *m_profile = nullptr;
};

} // namespace weir::studio
