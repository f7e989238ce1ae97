#pragma once

#include "app/studio/Panels.h"
#include "core/session/EnginePort.h"
#include "widgets/models/RunSummary.h"

#include <QObject>

#include <memory>
#include <vector>

namespace weir::studio {

class Document;

/// Shows what the engine says: snapshots and language results become the contents of panels, tool
/// bar and status bar. Holds no state but what it was told last. GUI thread.
class EngineView : public QObject {
    Q_OBJECT

public:
    EngineView(session::EnginePort &port, MainWindow &window, const Panels &panels,
               const Document &document, QObject *parent);

    /// Selects what the Inspector describes; empty = nothing.
    void setInspected(const NodeKey &key);
    const NodeKey &inspected() const { return m_inspected; }
    /// Shows an error of a command beside those of the run until the next good apply.
    void addFailure(const Error &error);
    void clearFailures();
    const RunSummary &summary() const { return m_summary; }
    /// Holds the screen (Pause the View): figures and tables stay as they are. What runs, what is
    /// wrong and what can be done about it is shown on.
    void setHeld(bool held);
    bool isHeld() const { return m_held != nullptr; }
    /// Returns the gauges that figures are shown of: the newest, or those of when the screen was
    /// held.
    std::shared_ptr<const runtime::EngineSnapshot> shown() const;
    session::EnginePort &port() const { return m_port; }

Q_SIGNALS:
    void heldChanged(bool held);
    void summaryChanged();

private:
    void showSnapshot();
    void showLanguage();
    void showProblems();
    void showGroups(const runtime::EngineSnapshot &snapshot);
    void showLog(const runtime::EngineSnapshot &snapshot);
    void showDeadLetters(const runtime::EngineSnapshot &snapshot);
    void showStatus(const runtime::EngineSnapshot &snapshot);
    void showInspector();
    void summariseNow();

    session::EnginePort &m_port;
    MainWindow &m_window;
    Panels m_panels;
    const Document &m_document;
    NodeKey m_inspected;
    std::vector<Error> m_failures;
    RunSummary m_summary;
    std::shared_ptr<const runtime::EngineSnapshot> m_held; ///< null: nothing is held
};

} // namespace weir::studio
