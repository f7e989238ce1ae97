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
    };

    FileCommands(const Needs &needs, QMenu *recentMenu, QObject *parent);

    void open(const QString &path);

Q_SIGNALS:
    /// Another project is open; the designer should be seen.
    void opened();
    void demoRequested();

private:
    void create();
    void pickAndOpen();
    void save(std::function<void()> saved = {});
    void saveAs(std::function<void()> saved = {});
    void write(const QString &path, const std::function<void()> &saved);
    /// Calls `go` when no change is lost by it.
    void whenSafe(std::function<void()> go);
    void showRecent();
    void showState();

    Needs m_needs;
    QMenu *m_recentMenu = nullptr;
};

} // namespace weir::studio
