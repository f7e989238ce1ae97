#pragma once

#include <QObject>
#include <QString>

#include <functional>

class QMenu;

namespace weir::studio {

class ActionRegistry;
class Ask;
class Document;
class MainWindow;
class PickFile;
class Settings;
class Windows;
struct Panels;

/// New, Open, Save, Save As, Recent, and asking before unsaved changes are lost. GUI thread.
class FileCommands : public QObject {
    Q_OBJECT

public:
    struct Needs {
        ActionRegistry &actions;
        MainWindow &window;
        const Panels &panels;
        Document &document;
        Settings &settings;
        Ask &ask;
        PickFile &pick;
        Windows *windows; ///< null: there are no other windows
    };

    FileCommands(const Needs &needs, QMenu *recentMenu, QObject *parent);

    /// Opens a project here if this window is unused, else in a window of its own; brings the
    /// window that has it to the front.
    void open(const QString &path);
    /// Opens a project in this window, whatever it shows. False: it cannot be read, or another
    /// window has it; the person was told.
    bool load(const QString &path);
    void save(std::function<void()> saved = {});
    /// Calls `go` when no change is lost by it.
    void whenSafe(std::function<void()> go);

Q_SIGNALS:
    /// Another project is open; the designer should be seen.
    void opened();
    void demoRequested();

private:
    void create();
    void pickAndOpen();
    bool isUsed() const;
    void openAnother(const QString &path);
    /// The project at `path` (empty: none) is this window's again.
    void takeBack(const QString &path);
    void saveAs(std::function<void()> saved = {});
    void write(const QString &path, const std::function<void()> &saved);
    void writeAs(const QString &path, const std::function<void()> &saved);
    void writeNow(const QString &path, const std::function<void()> &saved);
    void showRecent();
    void showState();

    Needs m_needs;
    QMenu *m_recentMenu = nullptr;
};

} // namespace weir::studio
