#pragma once

#include "widgets/canvas/CanvasScene.h"

#include <QPoint>
#include <QWidget>

class QHBoxLayout;
class QToolButton;

namespace weir::studio {

/// The strip along the canvas's top: what can be dragged onto it (Source, Filter, Columns, Join,
/// Window, Group, Sink, Note), the search hint, Lay out, Fit and the zoom. A click on an entry
/// starts the same as a drop on what is selected.
class PaletteStrip : public QWidget {
    Q_OBJECT

public:
    explicit PaletteStrip(QWidget *parent = nullptr);

    /// Shows the canvas's zoom (1 = 100 %).
    void setZoom(double scale);
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// An entry was clicked or chosen by the keyboard.
    void operatorChosen(weir::studio::OperatorKind op);
    void searchRequested();
    void layOutRequested();
    void fitRequested();
    /// The zoom figure was clicked: 100 %.
    void zoomResetRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QToolButton *addEntry(OperatorKind op, const QString &text, const QString &tip);
    void applyTheme();
    int arrange(bool words, bool search, bool commands);
    QToolButton *addText(const QString &text, const QString &tip, const char *name);

    QHBoxLayout *m_row = nullptr;
    QToolButton *m_search = nullptr;
    QToolButton *m_zoom = nullptr;
    std::vector<QToolButton *> m_entries;
    std::vector<QToolButton *> m_words;
    QPoint m_pressed;
};

} // namespace weir::studio
