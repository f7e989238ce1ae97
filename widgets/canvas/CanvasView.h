#pragma once

#include "widgets/canvas/Camera.h"
#include "widgets/canvas/CanvasIndex.h"
#include "widgets/canvas/CanvasScene.h"
#include "widgets/canvas/GestureMachine.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <set>

namespace weir::studio {

class CanvasPainter;
struct CanvasPicture;

/// The canvas: the one widget that shows a CanvasScene and turns gestures into signals. It changes
/// camera, selection and the places of dragged blocks by itself; everything else it asks for. GUI
/// thread.
class CanvasView : public QWidget {
    Q_OBJECT

public:
    explicit CanvasView(QWidget *parent = nullptr);
    ~CanvasView() override;

    /// Shows another scene. Blocks in `placed` stand where they were put, the rest is laid out. The
    /// selection stays where its keys still exist; the camera stays, the first scene is fitted.
    void setScene(CanvasScene scene, const PlacedBlocks &placed);
    const CanvasScene &scene() const { return m_scene; }
    /// Shows new figures; repaints only rectangles whose words changed.
    void setFigures(CanvasFigures figures);
    const CanvasFigures &figures() const { return m_figures; }
    /// Sets how nodes run without a new scene; repaints those that changed.
    void setConditions(const std::unordered_map<NodeKey, NodeCondition> &conditions);

    /// The wheel pans and Ctrl+wheel zooms, instead of the other way round (R13).
    void setWheelPans(bool pans);
    /// Sets what decides whether a drop may go where it is held; without one every operator may.
    void setRefuseDrop(RefuseDrop refuse);

    const Camera &camera() const { return m_camera; }
    const std::set<NodeKey> &selection() const { return m_selection; }
    /// Selects without a signal to the other side being echoed back by it: emits selectionChanged
    /// only when the set differs. Never takes the focus.
    void setSelection(std::set<NodeKey> keys);
    /// Pans just so far that the item is seen.
    void reveal(const NodeKey &key);

    QSize sizeHint() const override { return {720, 480}; }
    QSize minimumSizeHint() const override { return {240, 160}; }

public Q_SLOTS:
    void fit();
    void fitSelection();
    void zoomTo(double scale);
    void zoomBy(double factor);
    void selectAll();

Q_SIGNALS:
    void selectionChanged(const std::set<weir::NodeKey> &keys);
    void zoomChanged(double scale);
    /// Positions that a person chose, all those moved by one gesture: one undo step.
    void blocksPlaced(const weir::studio::PlacedBlocks &placed);
    void layOutRequested();
    void inspectRequested(const weir::NodeKey &key);
    void editRequested(const weir::NodeKey &key);
    void renameRequested(const weir::NodeKey &key);
    void deleteRequested(const std::set<weir::NodeKey> &keys);
    void muteRequested(const std::set<weir::NodeKey> &keys);
    void quickAddRequested(QPoint globalPos);
    void contextMenuRequested(const weir::NodeKey &key, QPoint globalPos);
    /// An operator was dropped on what `target` (node or statement) writes; position in the scene.
    void operatorDropped(weir::studio::OperatorKind op, const weir::NodeKey &target,
                         QPointF scenePos);
    void topicDropped(const QString &topic, QPointF scenePos);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Obey;
    GestureContext context() const;
    CanvasPicture picture() const;
    void obey(const std::vector<CanvasIntent> &intents);
    void feedPointer(PointerInput::Type type, const QMouseEvent &event);
    bool feedDrop(DropInput::Type type, QDropEvent &event);
    void cameraMoved(bool zoomed);
    void applyDrag(const PlacedBlocks &to);
    void endDrag(bool keep);
    void nudge(QPoint steps);
    void updateCursor();
    void rest();
    void dropPictures();
    QString toolTipAt(QPointF view) const;

    CanvasScene m_scene;
    CanvasIndex m_index;
    CanvasFigures m_figures;
    Camera m_camera;
    std::set<NodeKey> m_selection;
    GestureMachine m_gestures;
    std::unique_ptr<CanvasPainter> m_painter;
    PlacedBlocks m_dragOrigins;
    CanvasHit m_hover;
    QRectF m_rubberBand;
    intent::DropHint m_dropHint;
    NodeKey m_revealOnIdle; ///< selected by a key: brought into view
    QTimer m_restTimer;
    bool m_fitPending = true;
    /// Nobody has moved the picture since it was fitted: it stays fitted while the view is resized.
    bool m_fitted = false;
};

} // namespace weir::studio
