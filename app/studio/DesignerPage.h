#pragma once

#include <QWidget>

class QSplitter;

namespace weir::studio {

class CanvasView;
class HintBar;
class NodeRows;
class PaletteStrip;

/// The designer tab: palette and canvas over the rows of the selected node, beside the SQL.
class DesignerPage : public QWidget {
    Q_OBJECT

public:
    enum class Mode { Canvas, Both, Sql };

    /// `editor` becomes the SQL side; the page owns it.
    DesignerPage(QWidget *editor, QWidget *parent);

    CanvasView *canvas() const { return m_canvas; }
    PaletteStrip *palette() const { return m_palette; }
    NodeRows *nodeRows() const { return m_nodeRows; }
    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    /// Return the bars over both sides: recovery, and what happened to the files on disk.
    HintBar *notice() const { return m_notice; }
    HintBar *diskNotice() const { return m_diskNotice; }
    /// Shows one dismissible line under the canvas; empty hides it.
    void showHint(const QString &text);

private:
    QSplitter *m_sides = nullptr;
    QWidget *m_canvasSide = nullptr;
    QWidget *m_editor = nullptr;
    CanvasView *m_canvas = nullptr;
    PaletteStrip *m_palette = nullptr;
    NodeRows *m_nodeRows = nullptr;
    HintBar *m_hint = nullptr;
    HintBar *m_notice = nullptr;
    HintBar *m_diskNotice = nullptr;
    Mode m_mode = Mode::Both;
};

} // namespace weir::studio
