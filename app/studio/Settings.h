#pragma once

#include "widgets/models/Preferences.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace weir::studio {

/// What the studio remembers on this machine: theme, fonts, keys, window layout, recent files. One
/// JSON file for all windows: each writes what was changed in it and leaves the rest. A broken or
/// missing file gives the defaults. Never holds secrets.
class Settings {
public:
    static constexpr int kMaxRecent = 10;

    /// `path` empty: `settings.json` in the user's configuration folder.
    explicit Settings(QString path = {});

    ThemeChoice theme() const;
    void setTheme(ThemeChoice choice);
    /// Theme, fonts, wheel and zone; what is missing or of another type is the default.
    Preferences preferences() const;
    void setPreferences(const Preferences &preferences);
    /// Keys that are not the defaults (ActionRegistry::changedKeys).
    QJsonObject shortcuts() const;
    void setShortcuts(const QJsonObject &shortcuts);
    QJsonObject layout() const;
    void setLayout(const QJsonObject &layout);
    /// Newest first; files that are gone are left out.
    QStringList recentFiles() const;
    void addRecent(const QString &path);

private:
    /// Nothing where there is no file or a broken one.
    std::optional<QJsonObject> readFile() const;
    /// Changes the file as it is by now, with no other window in between.
    void changeFile(const std::function<void(QJsonObject &)> &change) const;
    /// Sets values, in this window and in the file.
    void put(const QJsonObject &values);

    QString m_path;
    QJsonObject m_root;
};

/// Names a theme choice in settings and on the command line: system, dark, light.
QString themeChoiceName(ThemeChoice choice);
/// Reads such a name; System for anything else.
ThemeChoice themeChoiceOf(const QString &name);

} // namespace weir::studio
