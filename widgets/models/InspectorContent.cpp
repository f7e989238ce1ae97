#include "widgets/models/InspectorContent.h"

#include "widgets/models/Figures.h"
#include "widgets/models/NodeText.h"

#include <QCoreApplication>

#include <algorithm>
#include <string_view>
#include <variant>

namespace weir::studio {

namespace {

QString inspectorTr(const char *text)
{
    return QCoreApplication::translate("Inspector", text);
}

QString clauseTitleOf(const plan::Operator &op)
{
    if (std::holds_alternative<plan::FilterOp>(op)) {
        return inspectorTr("Keep rows where");
    }
    if (std::holds_alternative<plan::JoinOp>(op)) {
        return inspectorTr("Join rows where");
    }
    if (std::holds_alternative<plan::WindowOp>(op)) {
        return inspectorTr("Windows");
    }
    if (std::holds_alternative<plan::AggregateOp>(op)) {
        return inspectorTr("Computed for each group");
    }
    return {};
}

const runtime::QueryGauges *findGauges(const runtime::EngineSnapshot &snapshot,
                                       const std::string &query)
{
    const auto at = std::find_if(snapshot.queries.begin(), snapshot.queries.end(),
                                 [&](const auto &gauges) { return gauges.key == query; });
    return at == snapshot.queries.end() ? nullptr : &*at;
}

void showState(InspectorContent &content, const runtime::QueryGauges *query)
{
    static constexpr const char *kNames[] = {"stopped", "starting", "running",
                                             "paused",  "stopping", "failed"};
    if (!query) {
        content.state = inspectorTr("not running");
        return;
    }
    content.state = inspectorTr(kNames[static_cast<int>(query->state)]);
    content.stateRole = query->state == runtime::RunState::Running  ? ColorRole::Ok
                        : query->state == runtime::RunState::Failed ? ColorRole::Error
                                                                    : ColorRole::Dim;
    if (query->error) {
        content.remark = QString::fromStdString(query->error->message);
    }
}

InspectorSection columnsSection(const Schema &schema)
{
    InspectorSection section;
    section.title = inspectorTr("Columns out");
    section.aside = QString::number(schema.size());
    for (std::size_t i = 0; i < schema.size(); ++i) {
        const ColumnDefinition &column = schema.at(i);
        QString type = QString::fromStdString(column.type.toString());
        if (i < schema.key.size()) {
            type += QStringLiteral("  ") + inspectorTr("key");
        }
        section.rows.push_back({QString::fromStdString(column.name), type, true, ColorRole::Dim});
    }
    return section;
}

InspectorSection liveSection(const runtime::NodeGauges &node, const runtime::QueryGauges &query,
                             const InspectedRun &run)
{
    const auto figure = [](double rate, std::uint64_t count) {
        const QString shown = rateText(rate);
        return shown.isEmpty() ? countText(count) : shown;
    };
    InspectorSection section;
    section.title = inspectorTr("Live");
    section.aside = run.ofRunningVersion ? inspectorTr("of the running version") : QString();
    section.rows.push_back({inspectorTr("In"), figure(node.inRate, node.in)});
    section.rows.push_back({inspectorTr("Out"), figure(node.outRate, node.out)});
    section.rows.push_back({inspectorTr("In since start"), countText(node.in)});
    section.rows.push_back({inspectorTr("Out since start"), countText(node.out)});
    if (node.streamTime) {
        section.rows.push_back({inspectorTr("Stream time"), clockText(*node.streamTime)});
    }
    section.rows.push_back({inspectorTr("Behind the topic"),
                            inspectorTr("%1 records").arg(countText(query.lagRecords))});
    if (node.unmatched > 0) {
        section.rows.push_back({inspectorTr("Without a partner"), countText(node.unmatched)});
    }
    if (node.openWindows > 0) {
        section.rows.push_back({inspectorTr("Open windows"), countText(node.openWindows)});
    }
    if (node.stateRows > 0) {
        section.rows.push_back({inspectorTr("State"),
                                inspectorTr("%1 rows, %2")
                                    .arg(countText(node.stateRows), bytesText(node.stateBytes))});
    }
    section.rows.push_back({inspectorTr("Late, dropped"), countText(node.late), false,
                            node.late > 0 ? ColorRole::Sink : ColorRole::Text});
    section.rows.push_back({inspectorTr("Could not be read"), countText(node.rejected), false,
                            node.rejected > 0 ? ColorRole::Error : ColorRole::Text});
    for (InspectorRow &row : section.rows) {
        row.role = run.ofRunningVersion ? ColorRole::Dim : row.role;
    }
    return section;
}

/// Says which node counts for one that the optimiser merged into it.
QString mergedRemark(const plan::Query &owner, const NodeKey &into)
{
    for (const plan::Node &node : owner.nodes) {
        if (node.key == into) {
            return inspectorTr("Merged into %1: the figures are those of both")
                .arg(nodeText(owner, node).title);
        }
    }
    return inspectorTr("Merged into %1: the figures are those of both")
        .arg(QString::fromStdString(into.value));
}

void inspectNode(InspectorContent &content, const plan::Query &owner, const plan::Node &node,
                 const InspectedRun &run)
{
    const NodeText text = nodeText(owner, node);
    content.title = text.title;
    content.glyph = text.glyph;
    content.role = text.role;
    content.clauseTitle = clauseTitleOf(node.op);
    content.clause = content.clauseTitle.isEmpty() ? QString() : text.detail;
    const runtime::QueryGauges *query = findGauges(run.snapshot, node.key.statement());
    showState(content, query);
    if (query) {
        auto gauges = std::find_if(query->nodes.begin(), query->nodes.end(),
                                   [&](const auto &g) { return g.key == node.key; });
        if (gauges != query->nodes.end() && !gauges->mergedInto.empty()) {
            const NodeKey into = gauges->mergedInto;
            gauges = std::find_if(query->nodes.begin(), query->nodes.end(),
                                  [&](const auto &g) { return g.key == into; });
        }
        if (gauges != query->nodes.end()) {
            content.sections.push_back(liveSection(*gauges, *query, run));
            if (gauges->key != node.key) {
                content.remark = mergedRemark(owner, gauges->key);
            }
            if (!gauges->note.empty()) {
                content.remark = QString::fromStdString(gauges->note);
            }
        }
    }
    content.sections.push_back(columnsSection(node.schema));
}

void inspectDeclaration(InspectorContent &content, const plan::Declaration &declaration,
                        const runtime::EngineSnapshot &snapshot)
{
    const catalog::Source &source = *declaration.source;
    content.title = QString::fromStdString(source.name);
    content.subtitle = inspectorTr("reads topic %1").arg(QString::fromStdString(source.topic));
    content.glyph = source.isTable() ? Glyph::Table : Glyph::Stream;
    content.role = source.isTable() ? ColorRole::Table : ColorRole::Stream;
    InspectorSection topic{inspectorTr("Topic"), {}, {}};
    topic.rows.push_back({inspectorTr("Name"), QString::fromStdString(source.topic)});
    topic.rows.push_back({inspectorTr("Format"), QString::fromStdString(source.valueFormat.name)});
    if (source.timestamp) {
        topic.rows.push_back(
            {inspectorTr("Time from"), QString::fromStdString(source.timestamp->column)});
    }
    for (const runtime::TopicGauges &gauges : snapshot.topics) {
        if (gauges.name == source.topic) {
            topic.rows.push_back({inspectorTr("Partitions"), QString::number(gauges.partitions)});
            if (gauges.records) {
                topic.rows.push_back({inspectorTr("Records"), countText(*gauges.records)});
            }
            if (const QString rate = rateText(gauges.rate); !rate.isEmpty()) {
                topic.rows.push_back({inspectorTr("Coming in"), rate});
            }
        }
    }
    content.sections.push_back(std::move(topic));
    content.sections.push_back(columnsSection(source.schema));
}

void inspectQuery(InspectorContent &content, const plan::Query &query, const InspectedRun &run)
{
    content.title = QString::fromStdString(query.key);
    const bool table = !query.nodes.empty() && query.root().table;
    content.subtitle = table ? inspectorTr("table, written by this pipeline")
                             : inspectorTr("stream, written by this pipeline");
    content.glyph = table ? Glyph::Table : Glyph::Stream;
    content.role = table ? ColorRole::Table : ColorRole::Stream;
    const runtime::QueryGauges *gauges = findGauges(run.snapshot, query.key);
    showState(content, gauges);
    if (gauges && !gauges->nodes.empty()) {
        content.sections.push_back(liveSection(gauges->nodes.back(), *gauges, run));
    }
    if (!query.nodes.empty()) {
        content.sections.push_back(columnsSection(query.root().schema));
    }
}

/// A statement that does not run has words and columns, but no figures.
void inspectReplaced(InspectorContent &content, const NodeKey &key, const plan::Query &query)
{
    const runtime::EngineSnapshot nothing;
    const InspectedRun nothingRuns{nothing};
    inspectQuery(content, query, nothingRuns);
    for (const plan::Node &node : query.nodes) {
        if (node.key == key) {
            content = {};
            inspectNode(content, query, node, nothingRuns);
        }
    }
    content.subtitle = inspectorTr("replaced by a later definition of the name");
}

} // namespace

InspectorContent inspect(const NodeKey &key, const plan::LogicalPlan &plan, const std::string &sql,
                         const InspectedRun &run)
{
    InspectorContent content;
    SourceSpan statement;
    if (const plan::Node *node = plan.findNode(key)) {
        const plan::Query *query = plan.findQuery(key.statement());
        inspectNode(content, *query, *node, run);
        const bool table = query->root().table;
        content.subtitle = (table ? inspectorTr("in table %1") : inspectorTr("in stream %1"))
                               .arg(QString::fromStdString(key.statement()));
        statement = query->statement;
    } else if (const plan::Query *query = plan.findQuery(key.value)) {
        inspectQuery(content, *query, run);
        statement = query->statement;
    } else if (const plan::Query *old = plan.findReplaced(key.statement())) {
        inspectReplaced(content, key, *old);
        statement = old->statement;
    } else {
        for (const plan::Declaration &declaration : plan.declarations) {
            if (declaration.key == key) {
                inspectDeclaration(content, declaration, run.snapshot);
                statement = declaration.statement;
            }
        }
    }
    content.note = commentAbove(sql, statement);
    return content;
}

QString commentAbove(const std::string &sql, SourceSpan statement)
{
    // Line by line backwards: the text before it may be long, its comment is not.
    const std::string_view text(sql);
    std::size_t end = std::min(statement.begin, sql.size());
    QStringList comment;
    for (bool first = true;; first = false) {
        const std::size_t newline = end == 0 ? std::string_view::npos : text.rfind('\n', end - 1);
        const std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
        const QString line =
            QString::fromUtf8(text.data() + begin, static_cast<qsizetype>(end - begin)).trimmed();
        if (line.startsWith(QStringLiteral("--"))) {
            comment.prepend(line.mid(2).trimmed());
        } else if (!(line.isEmpty() && first)) {
            break;
        }
        if (begin == 0) {
            break;
        }
        end = begin - 1;
    }
    return comment.join(u' ');
}

} // namespace weir::studio
