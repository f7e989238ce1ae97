#include "app/studio/wiring/CanvasLink.h"

#include "app/studio/Ask.h"
#include "app/studio/DesignerPage.h"
#include "app/studio/Document.h"
#include "app/studio/wiring/EngineView.h"
#include "app/studio/wiring/Requests.h"
#include "app/studio/wiring/Selection.h"
#include "core/runtime/TopicSampler.h"
#include "core/sql/Parser.h"
#include "widgets/canvas/PaletteStrip.h"
#include "widgets/editor/SqlEditor.h"
#include "widgets/models/Figures.h"
#include "widgets/models/NodeText.h"
#include "widgets/style/Appearance.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace weir::studio {

namespace {

project::Position positionOf(QPointF scene)
{
    return project::snappedToGrid(
        {static_cast<int>(std::lround(scene.x())), static_cast<int>(std::lround(scene.y()))});
}

RunState stateOf(const runtime::QueryGauges &query)
{
    switch (query.state) {
    case runtime::RunState::Running:
        return query.blocked == runtime::BlockingReason::WaitingForTopic ||
                       query.blocked == runtime::BlockingReason::Outage
                   ? RunState::Waiting
                   : RunState::Running;
    case runtime::RunState::Paused:
        return RunState::Paused;
    case runtime::RunState::Failed:
        return RunState::Failed;
    case runtime::RunState::Starting:
    case runtime::RunState::Stopping:
        return RunState::Waiting;
    case runtime::RunState::Stopped:
        break;
    }
    return RunState::None;
}

CanvasFigure figureOf(const runtime::NodeGauges &node, const runtime::QueryGauges &query)
{
    CanvasFigure figure;
    figure.recordsPerSecond = node.outRate;
    figure.text = rateText(node.outRate);
    if (!node.mergedInto.empty()) {
        figure.text = CanvasLink::tr("merged"); // the Inspector says into which node
    } else if (node.openWindows > 0) {
        figure.text = CanvasLink::tr("%1 open").arg(countText(node.openWindows));
    } else if (node.unmatched > 0 && node.in > 0) {
        const auto share = static_cast<int>(std::lround(
            100.0 * static_cast<double>(node.unmatched) / static_cast<double>(node.in)));
        figure.text = CanvasLink::tr("%1 % null").arg(share);
    } else if (figure.text.isEmpty() && node.out > 0) {
        figure.text = countText(node.out);
    }
    figure.backPressure = query.blocked == runtime::BlockingReason::WritingSlowly;
    return figure;
}

} // namespace

CanvasLink::CanvasLink(const Needs &needs, QObject *parent)
    : QObject(parent)
    , m_needs(needs)
    , m_canvas(needs.panels.designer->canvas())
{
    session::EnginePort &port = m_needs.requests.port();
    connect(&port, &session::EnginePort::languageChanged, this, &CanvasLink::draw);
    connect(&m_needs.view, &EngineView::summaryChanged, this, [this] {
        // The marks belong to the picture, the figures do not.
        m_needs.view.summary().edited == m_edited ? showFigures() : draw();
    });
    connect(&m_needs.document, &Document::arranged, this, &CanvasLink::draw);
    // Nodes are as wide as their letters.
    connect(&Appearance::instance(), &Appearance::themeChanged, this, &CanvasLink::draw);
    connect(&m_needs.document, &Document::replaced, this, [this] {
        m_builder.reset();
        m_canvas->setScene({}, {});
        m_needs.selection.select({});
        m_first = true;
    });
    connect(m_canvas, &CanvasView::blocksPlaced, this, &CanvasLink::place);
    connect(m_canvas, &CanvasView::layOutRequested, this, &CanvasLink::layOut);
    connect(m_canvas, &CanvasView::operatorDropped, this,
            [this](OperatorKind op, const NodeKey &target, QPointF at) {
                addOperator(op, target, at);
            });
    connect(m_canvas, &CanvasView::topicDropped, this, &CanvasLink::addTopic);
    m_canvas->setRefuseDrop([](OperatorKind op, const CanvasScene &, const CanvasHit &) {
        return op == OperatorKind::Filter ? QString() : tr("Only Filter can be added here so far");
    });
    connectActions();
}

void CanvasLink::connectActions()
{
    m_needs.actions.on(ActionId::LayOut, this, [this] { layOut(); });
    m_needs.actions.on(ActionId::InsertFilter, this, [this] {
        addOperator(OperatorKind::Filter, m_needs.selection.current(), {});
    });
    for (const ActionId id : {ActionId::QuickAdd, ActionId::InsertSource, ActionId::InsertColumns,
                              ActionId::InsertJoin, ActionId::InsertWindow, ActionId::InsertGroup,
                              ActionId::InsertSink, ActionId::InsertNote}) {
        m_needs.actions.setDisabledReason(
            id, tr("Only Filter is added on the canvas so far: type the statement in the SQL"));
    }
    m_needs.actions.setDisabledReason(
        ActionId::Delete, tr("Nothing is deleted on the canvas so far: delete it in the SQL"));
    PaletteStrip *palette = m_needs.panels.designer->palette();
    connect(palette, &PaletteStrip::operatorChosen, this,
            [this](OperatorKind op) { addOperator(op, m_needs.selection.current(), {}); });
    connect(palette, &PaletteStrip::layOutRequested, this, &CanvasLink::layOut);
}

void CanvasLink::draw()
{
    const auto language = m_needs.requests.port().language();
    if (!language || !language->plan || language->revision != m_needs.document.text().revision()) {
        return;
    }
    m_edited = m_needs.view.summary().edited;
    std::vector<StatementMark> marks;
    const std::string &text = m_needs.document.text().bytes();
    int line = 1;
    std::size_t counted = 0; // newlines before it are in `line`; statements come in order
    for (const session::StatementInfo &statement : language->statements) {
        const std::size_t begin = std::min(statement.span.begin, text.size());
        marks.push_back({.key = statement.key,
                         .span = statement.span,
                         .errors = statement.hasError ? 1 : 0,
                         .editedSinceRun = m_edited.count(statement.key) != 0,
                         .line = line += static_cast<int>(
                             std::count(text.begin() + static_cast<std::ptrdiff_t>(counted),
                                        text.begin() + static_cast<std::ptrdiff_t>(begin), '\n'))});
        counted = begin;
    }
    PlacedBlocks placed;
    for (const auto &[key, position] : m_needs.document.arrangement().positions) {
        placed.emplace(NodeKey{key}, QPoint(position.x, position.y));
    }
    m_canvas->setScene(m_builder.build(*language->plan, marks), placed);
    showFigures();
    selectFirst(*language->plan);
}

void CanvasLink::selectFirst(const plan::LogicalPlan &plan)
{
    // A project that was just opened shows rows at once: those of its first operator.
    if (!m_first || plan.queries.empty()) {
        return;
    }
    m_first = false;
    const plan::Query &first = *plan.queries.front();
    for (const plan::Node &node : first.nodes) {
        if (m_needs.selection.current().empty() && isShownNode(first, node)) {
            m_needs.selection.select(node.key);
        }
    }
}

void CanvasLink::showFigures()
{
    const auto snapshot = m_needs.view.shown();
    CanvasFigures figures;
    std::unordered_map<NodeKey, NodeCondition> conditions;
    for (const runtime::QueryGauges &query : snapshot->queries) {
        for (const runtime::NodeGauges &node : query.nodes) {
            figures.emplace(node.key, figureOf(node, query));
            NodeCondition condition;
            condition.state = stateOf(query);
            condition.errors =
                static_cast<int>(std::min<std::uint64_t>(node.errors + node.rejected, 9'999));
            conditions.emplace(node.key, condition);
        }
    }
    if (const auto language = m_needs.requests.port().language(); language && language->plan) {
        for (const plan::Declaration &declaration : language->plan->declarations) {
            for (const runtime::TopicGauges &topic : snapshot->topics) {
                if (topic.name == declaration.source->topic) {
                    CanvasFigure figure;
                    figure.recordsPerSecond = topic.rate;
                    figure.text = rateText(topic.rate);
                    figure.edgeLabel = figure.text;
                    if (figure.text.isEmpty() && topic.records) {
                        figure.text = countText(*topic.records);
                    }
                    figures.emplace(declaration.key, figure);
                }
            }
        }
    }
    m_canvas->setFigures(std::move(figures));
    m_canvas->setConditions(conditions);
}

void CanvasLink::place(const PlacedBlocks &placed)
{
    project::Change change;
    for (const auto &[key, point] : placed) {
        const auto before = m_needs.document.arrangement().positions.find(key.value);
        project::PositionChange move{key.value, std::nullopt, positionOf(point)};
        if (before != m_needs.document.arrangement().positions.end()) {
            move.before = before->second;
        }
        change.positions.push_back(std::move(move));
    }
    if (const Status status = m_needs.document.apply(tr("Move"), std::move(change)); !status) {
        m_needs.view.addFailure(status.error());
    }
}

void CanvasLink::layOut()
{
    project::Change change;
    for (const auto &[key, position] : m_needs.document.arrangement().positions) {
        change.positions.push_back({key, position, std::nullopt});
    }
    if (!change.positions.empty()) {
        if (const Status status = m_needs.document.apply(tr("Lay out"), std::move(change));
            !status) {
            m_needs.view.addFailure(status.error());
        }
    }
    m_canvas->fit();
}

void CanvasLink::addOperator(OperatorKind op, const NodeKey &target,
                             const std::optional<QPointF> &at)
{
    if (op != OperatorKind::Filter) {
        m_needs.ask.tell(
            tr("Not yet"),
            tr("Only Filter can be added on the canvas so far. Type the statement in the SQL."));
        return;
    }
    if (target.empty()) {
        m_needs.ask.tell(
            tr("Select a stream first"),
            tr("A filter reads a stream or table: select one, or drag Filter onto it."));
        return;
    }
    std::optional<project::Position> position;
    if (at) {
        position = positionOf(*at);
    }
    edit(project::AddFilter{target.statement(), position});
}

void CanvasLink::addTopic(const QString &topic, QPointF at)
{
    m_needs.requests.send(runtime::SampleTopic{topic.toStdString()},
                          [this, at](const Result<runtime::Answer> &answer) {
                              if (!answer) {
                                  m_needs.view.addFailure(answer.error());
                              } else if (const auto *sample =
                                             std::get_if<runtime::TopicSample>(&*answer)) {
                                  offerStream(*sample, at);
                              }
                          });
}

void CanvasLink::offerStream(const runtime::TopicSample &sample, QPointF at)
{
    QStringList columns;
    for (const runtime::InferredColumn &column : sample.columns) {
        columns.append(tr("%1 %2%3 — %4 %")
                           .arg(QString::fromStdString(column.name),
                                QString::fromStdString(column.type.toString()),
                                column.key ? tr(" key") : QString())
                           .arg(std::lround(column.confidence * 100)));
    }
    QString name = QString::fromStdString(sample.topic).toUpper();
    for (QChar &letter : name) {
        if (!letter.isLetterOrNumber() && letter != u'_') {
            letter = u'_';
        }
    }
    const std::string statement = runtime::createStreamText(sample, name.toStdString());
    m_needs.ask.confirm(tr("Read %1 as stream %2?").arg(QString::fromStdString(sample.topic), name),
                        tr("Columns as found in %1 records, with the share that agrees:\n%2")
                            .arg(sample.records)
                            .arg(columns.join(u'\n')),
                        tr("Add CREATE STREAM"), [this, statement, at] {
                            edit(project::InsertStatement{statement, positionOf(at)});
                        });
}

void CanvasLink::edit(const project::EditOp &op)
{
    const Document &document = m_needs.document;
    const sql::ParsedScript parsed = sql::parse(document.text().bytes());
    Result<project::Edit> planned =
        project::planEdit({document.text(), *parsed.tree, document.arrangement()}, op);
    if (!planned) {
        m_needs.view.addFailure(planned.error());
        return;
    }
    const QString label = QString::fromStdString(planned->label);
    if (const Status status = m_needs.document.apply(label, std::move(planned->change)); !status) {
        m_needs.view.addFailure(status.error());
    } else if (planned->selection) {
        m_needs.editor.select(*planned->selection);
        m_needs.editor.setFocus(Qt::OtherFocusReason);
    }
}

} // namespace weir::studio
