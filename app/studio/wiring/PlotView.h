#pragma once

#include "app/studio/Panels.h"
#include "core/session/EnginePort.h"

#include <QObject>

#include <string>

namespace weir::studio {

class Document;
class EngineView;
class FeedPump;
class WindowPlot;

/// Plots a windowed table of the pipeline: the first that the project names, else the first there
/// is. GUI thread.
class PlotView : public QObject {
    Q_OBJECT

public:
    PlotView(session::EnginePort &port, WindowPlot &plot, QWidget &page, const Document &document,
             EngineView &view, QObject *parent);

Q_SIGNALS:
    /// There is something to plot, or no more.
    void available(bool available);

private:
    void choose();
    void markVersion();

    session::EnginePort &m_port;
    WindowPlot &m_plot;
    const Document &m_document;
    EngineView &m_view;
    FeedPump *m_pump = nullptr;
    std::string m_table;
    std::string m_column;
};

} // namespace weir::studio
