#pragma once

#include "app/studio/Panels.h"
#include "app/studio/actions/ActionRegistry.h"
#include "core/project/EditOp.h"
#include "core/runtime/Command.h"
#include "core/session/EnginePort.h"
#include "widgets/canvas/CanvasView.h"
#include "widgets/canvas/SceneBuilder.h"

#include <QObject>

#include <set>
#include <string>

namespace weir::studio {

class Ask;
class Document;
class EngineView;
class Requests;
class Selection;
class SqlEditor;

/// Draws the bound plan with its live figures, and makes canvas gestures into changes of the text
/// and the arrangement. GUI thread.
class CanvasLink : public QObject {
    Q_OBJECT

public:
    struct Needs {
        ActionRegistry &actions;
        Requests &requests;
        const Panels &panels;
        Document &document;
        EngineView &view;
        Selection &selection;
        SqlEditor &editor;
        Ask &ask;
    };

    CanvasLink(const Needs &needs, QObject *parent);

private:
    void draw();
    void selectFirst(const plan::LogicalPlan &plan);
    void showFigures();
    void place(const PlacedBlocks &placed);
    void layOut();
    void addOperator(OperatorKind op, const NodeKey &target, const std::optional<QPointF> &at);
    void addTopic(const QString &topic, QPointF at);
    void offerStream(const runtime::TopicSample &sample, QPointF at);
    void edit(const project::EditOp &op);
    void connectActions();

    Needs m_needs;
    CanvasView *m_canvas;
    SceneBuilder m_builder;
    std::set<std::string> m_edited; ///< statements the picture marks as edited since run
    bool m_first = true;            ///< the next picture is the first of a project
};

} // namespace weir::studio
