#include "app/studio/DesignerPage.h"

#include "widgets/canvas/CanvasView.h"
#include "widgets/canvas/PaletteStrip.h"
#include "widgets/panels/HintBar.h"
#include "widgets/panels/NodeRows.h"

#include <QSplitter>
#include <QVBoxLayout>

namespace weir::studio {

DesignerPage::DesignerPage(QWidget *editor, QWidget *parent)
    : QWidget(parent)
    , m_sides(new QSplitter(Qt::Horizontal, this))
    , m_canvasSide(new QWidget(m_sides))
    , m_editor(editor)
    , m_canvas(new CanvasView(m_canvasSide))
    , m_palette(new PaletteStrip(m_canvasSide))
    , m_nodeRows(new NodeRows(m_canvasSide))
    , m_hint(new HintBar(m_canvasSide))
    , m_notice(new HintBar(this))
    , m_diskNotice(new HintBar(this))
{
    setObjectName(QStringLiteral("designer"));
    m_canvas->setObjectName(QStringLiteral("canvas"));
    auto *rows = new QSplitter(Qt::Vertical, m_canvasSide);
    rows->setObjectName(QStringLiteral("canvasSplitter"));
    rows->setChildrenCollapsible(false);
    rows->addWidget(m_canvas);
    rows->addWidget(m_nodeRows);
    rows->setStretchFactor(0, 1);
    rows->setSizes({470, 200});
    auto *column = new QVBoxLayout(m_canvasSide);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_palette);
    column->addWidget(rows, 1);
    column->addWidget(m_hint);
    m_editor->setMinimumWidth(220);
    m_sides->setObjectName(QStringLiteral("designerSplitter"));
    m_sides->setChildrenCollapsible(false);
    m_sides->addWidget(m_canvasSide);
    m_sides->addWidget(m_editor);
    m_sides->setStretchFactor(0, 3);
    m_sides->setStretchFactor(1, 2);
    m_sides->setSizes({690, 440});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_notice->setObjectName(QStringLiteral("recoveryNotice"));
    m_diskNotice->setObjectName(QStringLiteral("diskNotice"));
    layout->addWidget(m_notice);
    layout->addWidget(m_diskNotice);
    layout->addWidget(m_sides, 1);
    connect(m_canvas, &CanvasView::zoomChanged, m_palette, &PaletteStrip::setZoom);
    connect(m_palette, &PaletteStrip::fitRequested, m_canvas, &CanvasView::fit);
    connect(m_palette, &PaletteStrip::zoomResetRequested, m_canvas,
            [this] { m_canvas->zoomTo(1); });
}

void DesignerPage::setMode(Mode mode)
{
    m_mode = mode;
    m_canvasSide->setVisible(mode != Mode::Sql);
    m_editor->setVisible(mode != Mode::Canvas);
}

void DesignerPage::showHint(const QString &text)
{
    m_hint->setText(text);
}

} // namespace weir::studio
