#pragma once

#include <QObject>
#include <QString>

namespace weir::studio {

class ActionRegistry;
class EngineView;
class MainWindow;
class Requests;
struct Panels;

/// Opens topics as record tabs in the centre and feeds them while they are seen. GUI thread.
class RecordTabs : public QObject {
    Q_OBJECT

public:
    RecordTabs(ActionRegistry &actions, MainWindow &window, const Panels &panels,
               Requests &requests, const EngineView &view, QObject *parent);

    /// Shows the tab of a topic; makes it first if there is none.
    void open(const QString &topic);

private:
    ActionRegistry &m_actions;
    MainWindow &m_window;
    Requests &m_requests;
    const EngineView &m_view;
};

} // namespace weir::studio
