#include "widgets/canvas/SceneBuilder.h"

#include "core/plan/DescribeNode.h"

#include <QCoreApplication>

#include <algorithm>
#include <variant>

namespace weir::studio {

namespace {

using plan::Node;
using plan::Query;

QString tr(const char *text)
{
    return QCoreApplication::translate("SceneBuilder", text);
}

FlowKind flowOf(bool table)
{
    return table ? FlowKind::Table : FlowKind::Stream;
}

struct OperatorOf {
    OperatorKind operator()(const plan::ScanOp &) const { return OperatorKind::Source; }
    OperatorKind operator()(const plan::FilterOp &op) const
    {
        return op.having ? OperatorKind::Having : OperatorKind::Filter;
    }
    OperatorKind operator()(const plan::ProjectOp &) const { return OperatorKind::Columns; }
    OperatorKind operator()(const plan::RekeyOp &) const { return OperatorKind::Partition; }
    OperatorKind operator()(const plan::ExchangeOp &) const { return OperatorKind::Partition; }
    OperatorKind operator()(const plan::JoinOp &) const { return OperatorKind::Join; }
    OperatorKind operator()(const plan::WindowOp &) const { return OperatorKind::Window; }
    OperatorKind operator()(const plan::AggregateOp &) const { return OperatorKind::Group; }
    OperatorKind operator()(const plan::FlattenOp &) const { return OperatorKind::Flatten; }
    OperatorKind operator()(const plan::UnionOp &) const { return OperatorKind::Union; }
    OperatorKind operator()(const plan::CoalesceOp &) const { return OperatorKind::Columns; }
    OperatorKind operator()(const plan::LimitOp &) const { return OperatorKind::Limit; }
    OperatorKind operator()(const plan::SinkOp &) const { return OperatorKind::Sink; }
    OperatorKind operator()(const plan::ResultOp &) const { return OperatorKind::Sink; }
};

// The frame itself stands for source and sink; the engine's own steps are no operators of the
// person.
bool isOperator(const Query &query, const Node &node)
{
    const bool own = std::holds_alternative<plan::ScanOp>(node.op) ||
                     std::holds_alternative<plan::SinkOp>(node.op) ||
                     std::holds_alternative<plan::ResultOp>(node.op) ||
                     std::holds_alternative<plan::ExchangeOp>(node.op);
    return !own && plan::isDrawn(query, node);
}

const catalog::Source *targetOf(const Query &query)
{
    const auto *sink = std::get_if<plan::SinkOp>(&query.root().op);
    return sink ? sink->target.get() : nullptr;
}

} // namespace

struct SceneBuilder::Draft {
    CanvasScene scene;
    std::map<std::string, StatementMark> marks;
    /// One statement to draw: a declaration or a query.
    struct Part {
        std::size_t at;
        bool lastGood;
        const plan::Declaration *declaration;
        std::shared_ptr<const Query> query;
    };
    std::vector<Part> parts;
    /// Wires wait until every block is there.
    struct Wire {
        int to;
        int port;
        int from; ///< a node of the scene, or -1: `source` writes it
        std::string source;
    };
    std::vector<Wire> wires;
    struct Insert {
        int from;
        std::string target;
    };
    std::vector<Insert> inserts;
    std::map<std::string, int> blockOfSource; ///< name -> block that shows it
    const std::map<std::string, std::string> &replacedBy;

    CanvasBlock blockOf(const std::string &key, SourceSpan span, bool lastGood) const
    {
        CanvasBlock block{.key = {key}, .name = QString::fromStdString(key), .span = span};
        const auto mark = marks.find(key);
        if (mark != marks.end()) {
            block.errors = mark->second.errors;
            block.editedSinceRun = mark->second.editedSinceRun;
            block.span = lastGood ? mark->second.span : span;
        }
        block.dimmed = lastGood || block.errors > 0;
        if (const auto by = replacedBy.find(key); by != replacedBy.end()) {
            const auto runs = marks.find(by->second);
            const int line = runs == marks.end() ? 0 : runs->second.line;
            block.replaced = block.dimmed = true;
            block.note = line > 0 ? tr("replaced by line %1").arg(line) : tr("replaced below");
        }
        return block;
    }
};

void SceneBuilder::reset()
{
    m_queries.clear();
    m_declarations.clear();
}

CanvasScene SceneBuilder::build(const plan::LogicalPlan &plan,
                                const std::vector<StatementMark> &marks)
{
    Draft draft{.replacedBy = plan.replacedBy};
    for (const StatementMark &mark : marks) {
        draft.marks.emplace(mark.key, mark);
    }
    remember(draft, plan);
    // In the order of the text, whatever state a statement is in: the layout goes by it, so that a
    // frame does not jump when an error comes or goes.
    std::stable_sort(draft.parts.begin(), draft.parts.end(),
                     [](const Draft::Part &a, const Draft::Part &b) { return a.at < b.at; });
    for (const Draft::Part &part : draft.parts) {
        part.query ? addQuery(draft, *part.query, part.lastGood)
                   : addSource(draft, *part.declaration, part.lastGood);
    }
    for (const Draft::Wire &wire : draft.wires) {
        int from = wire.from;
        if (from < 0) {
            const auto block = draft.blockOfSource.find(wire.source);
            from = block == draft.blockOfSource.end() ? -1 : draft.scene.lastNode(block->second);
        }
        if (from >= 0 && from != wire.to) {
            draft.scene.connect(from, wire.to, wire.port);
        }
    }
    for (const Draft::Insert &insert : draft.inserts) {
        const auto block = draft.blockOfSource.find(insert.target);
        if (block != draft.blockOfSource.end() && insert.from >= 0) {
            const CanvasBlock &target = draft.scene.block(block->second);
            draft.scene.connect(insert.from, target.nodes.front(), target.framed ? -1 : 0);
        }
    }
    return std::move(draft.scene);
}

// Lists what is to be drawn: the plan's statements, and of those that are in the text but could not
// be bound the last good ones. Then remembers what is drawn.
void SceneBuilder::remember(Draft &draft, const plan::LogicalPlan &plan)
{
    for (const plan::Declaration &each : plan.declarations) {
        draft.parts.push_back({each.statement.begin, false, &each, nullptr});
    }
    std::map<std::string, std::shared_ptr<const Query>> queries;
    for (const auto &query : plan.queries) {
        if (query->kind == plan::QueryKind::CreateAs ||
            query->kind == plan::QueryKind::InsertInto) {
            queries.emplace(query->key, query);
            draft.parts.push_back({query->statement.begin, false, nullptr, query});
        }
    }
    for (const auto &query : plan.replaced) {
        queries.emplace(query->key, query);
        draft.parts.push_back({query->statement.begin, false, nullptr, query});
    }
    std::map<std::string, std::shared_ptr<const plan::Declaration>> declarations;
    for (const plan::Declaration &each : plan.declarations) {
        declarations.emplace(each.key.statement(), std::make_shared<plan::Declaration>(each));
    }
    for (const auto &[key, mark] : draft.marks) {
        if (declarations.contains(key) || queries.contains(key)) {
            continue;
        }
        if (const auto query = m_queries.find(key); query != m_queries.end()) {
            queries.emplace(key, query->second);
            draft.parts.push_back({mark.span.begin, true, nullptr, query->second});
        } else if (const auto known = m_declarations.find(key); known != m_declarations.end()) {
            declarations.emplace(key, known->second);
            draft.parts.push_back({mark.span.begin, true, known->second.get(), nullptr});
        }
    }
    m_queries = std::move(queries);
    m_declarations = std::move(declarations);
}

void SceneBuilder::addSource(Draft &draft, const plan::Declaration &declaration, bool lastGood)
{
    const catalog::Source &source = *declaration.source;
    CanvasBlock block = draft.blockOf(declaration.key.statement(), declaration.statement, lastGood);
    block.name = QString::fromStdString(source.name);
    block.kind = flowOf(source.isTable());
    block.framed = false;
    const int index = draft.scene.addBlock(block);
    draft.scene.addNode(index, {.key = declaration.key,
                                .op = OperatorKind::Source,
                                .kind = block.kind,
                                .title = block.name,
                                .detail = tr("topic %1").arg(QString::fromStdString(source.topic)),
                                .inputs = {block.kind},
                                .span = declaration.statement,
                                .topic = source.topic});
    if (!block.replaced) {
        draft.blockOfSource[source.name] = index;
    }
}

void SceneBuilder::addQuery(Draft &draft, const Query &query, bool lastGood)
{
    const catalog::Source *target = targetOf(query);
    CanvasBlock block = draft.blockOf(query.key, query.statement, lastGood);
    block.kind = flowOf(query.root().table);
    const bool inserts = query.kind == plan::QueryKind::InsertInto;
    if (target) {
        const QString name = QString::fromStdString(target->name);
        block.name = inserts ? tr("INSERT INTO %1").arg(name) : name;
    }
    const int blockIndex = draft.scene.addBlock(block);
    // What each plan node shows as: a node of the scene, or the source that a scan reads.
    struct Shown {
        int node = -1;
        std::string source;
    };
    std::vector<Shown> shown(query.nodes.size());
    const bool any = std::any_of(query.nodes.begin(), query.nodes.end(),
                                 [&query](const Node &node) { return isOperator(query, node); });
    for (std::size_t i = 0; i < query.nodes.size(); ++i) {
        const Node &node = query.nodes[i];
        // A statement without an operator (SELECT *) still needs something for its wires to end at.
        const bool stands = isOperator(query, node) || (!any && i + 1 == query.nodes.size());
        if (const auto *scan = std::get_if<plan::ScanOp>(&node.op)) {
            shown[i].source = scan->source->name;
        } else if (!stands && !node.inputs.empty()) {
            shown[i] = shown[node.inputs.front()];
        }
        if (!stands) {
            continue;
        }
        const plan::NodeTitle words = plan::describeNode(query, node);
        CanvasNode item{.key = node.key,
                        .op = std::visit(OperatorOf(), node.op),
                        .kind = flowOf(node.table),
                        .title = QString::fromStdString(words.title),
                        .detail = QString::fromStdString(words.detail),
                        .inputs = {},
                        .span = node.span};
        if (!isOperator(query, node)) {
            item.op = OperatorKind::Columns;
            item.title = tr("All columns");
            item.detail = QString::fromStdString(shown[node.inputs.front()].source);
        }
        for (const plan::NodeIndex input : node.inputs) {
            item.inputs.push_back(flowOf(query.nodes[input].table));
        }
        const int index = draft.scene.addNode(blockIndex, std::move(item), false);
        for (std::size_t port = 0; port < node.inputs.size(); ++port) {
            const Shown &from = shown[node.inputs[port]];
            draft.wires.push_back({index, static_cast<int>(port), from.node, from.source});
        }
        shown[i] = {index, {}};
    }
    if (inserts) {
        draft.inserts.push_back({draft.scene.lastNode(blockIndex), target ? target->name : ""});
    } else if (target && !block.replaced) {
        draft.blockOfSource[target->name] = blockIndex;
    }
}

} // namespace weir::studio
