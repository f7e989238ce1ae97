#pragma once

#include "app/studio/Panels.h"
#include "widgets/models/Preferences.h"

#include <QObject>

namespace weir::studio {

class ActionRegistry;
class MainWindow;
class Settings;

/// Settings and keyboard shortcuts: pages in the centre, made when asked for; every choice works at
/// once and is saved. GUI thread.
class SettingsCommands : public QObject {
    Q_OBJECT

public:
    struct Needs {
        ActionRegistry &actions;
        MainWindow &window;
        const Panels &panels;
        Settings &settings;
    };

    /// Takes up what was saved.
    SettingsCommands(const Needs &needs, QObject *parent);

    void openSettings();
    void openShortcuts();

private:
    void connectThemes();
    void apply(const Preferences &preferences);
    void change(const Preferences &preferences);

    Needs m_needs;
};

} // namespace weir::studio
