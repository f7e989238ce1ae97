#pragma once

#include "app/studio/Ask.h"
#include "app/studio/Panels.h"
#include "app/studio/actions/ActionRegistry.h"
#include "core/base/Clock.h"
#include "core/session/EnginePort.h"

#include <QObject>

#include <functional>
#include <memory>
#include <string>

class QMenu;

namespace weir::studio {

class CommandPalette;
class Document;
class EditCommands;
class EditorPane;
class EngineView;
class FileCommands;
class MainWindow;
class CanvasLink;
class DiffPages;
class DiskWatch;
class JournalKeeper;
class PlotView;
class RecordTabs;
class Requests;
class RunCommands;
class Selection;
class Settings;
class SqlEditor;
class TextView;
class Windows;
class WindowPlot;

/// One window with everything in it: makes the parts and ties them together. The tests'
/// StudioDriver makes the same over a fake engine. GUI thread.
class Studio : public QObject {
    Q_OBJECT

public:
    /// `ask` and `pick` may be null: dialogs of the desktop are used. So may `windows`: this is the
    /// only one; it must outlive the studio.
    Studio(session::EnginePort &port, Settings &settings, std::unique_ptr<Ask> ask = {},
           std::unique_ptr<PickFile> pick = {}, Windows *windows = nullptr);
    ~Studio() override;

    MainWindow &window() const { return *m_window; }
    ActionRegistry &actions() const { return *m_actions; }
    Document &document() const { return *m_document; }
    const Panels &panels() const { return m_panels; }
    Selection &selection() const { return *m_selection; }
    RecordTabs &recordTabs() const { return *m_records; }
    RunCommands &runCommands() const { return *m_run; }
    SqlEditor &editor() const { return *m_editor; }
    CommandPalette &palette() const { return *m_palette; }
    DiskWatch &diskWatch() const { return *m_disk; }
    /// Null before keepJournal().
    JournalKeeper *journal() const { return m_journal; }

    /// Opens a file; says why when it cannot.
    void openFile(const QString &path);
    /// Keeps the project in this journal from now on, and offers what a killed window left in it.
    void keepJournal(const QString &database);
    /// Shows a text as an untitled project, with the generators it needs.
    void openText(std::string sql, const QString &title,
                  std::vector<runtime::GeneratorSpec> generators);
    /// Works on another cluster from now on. `opened` is called once it has left the one before;
    /// not at all when it cannot.
    void openCluster(std::string address, std::function<void()> opened = {});
    /// Shows the welcome page in the centre.
    void showWelcome();
    void showDesigner();
    /// Brings the window to the front.
    void raise();

Q_SIGNALS:
    /// The person wants the demo: the composition root starts it.
    void demoRequested();

private:
    QMenu *buildPanels();
    void buildBottom();
    void connectParts();
    void connectFiles();
    void connectView();
    void connectCluster();

    session::EnginePort &m_port;
    Settings &m_settings;
    std::unique_ptr<Ask> m_ask;
    std::unique_ptr<PickFile> m_pick;
    SystemClock m_clock;
    ActionRegistry *m_actions = nullptr;
    std::unique_ptr<MainWindow> m_window;
    Panels m_panels;
    Document *m_document = nullptr;
    EditorPane *m_pane = nullptr;
    SqlEditor *m_editor = nullptr;
    WindowPlot *m_plot = nullptr;
    Requests *m_requests = nullptr;
    EngineView *m_view = nullptr;
    Selection *m_selection = nullptr;
    RunCommands *m_run = nullptr;
    RecordTabs *m_records = nullptr;
    FileCommands *m_files = nullptr;
    TextView *m_text = nullptr;
    DiffPages *m_diffs = nullptr;
    DiskWatch *m_disk = nullptr;
    JournalKeeper *m_journal = nullptr;
    CommandPalette *m_palette = nullptr;
};

} // namespace weir::studio
