#include "widgets/models/NodeText.h"

#include <QCoreApplication>

#include <algorithm>
#include <variant>

namespace weir::studio {

namespace {

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("NodeText", text, nullptr, n);
}

QString expressionText(const plan::ExprPtr &expr, const std::string &sql)
{
    return expr ? oneLine(sql, expr->span) : QString();
}

QString durationText(std::int64_t ms)
{
    struct Unit {
        std::int64_t size;
        const char *one;
        const char *many;
    };
    static constexpr Unit kUnits[] = {{86'400'000, "%1 day", "%1 days"},
                                      {3'600'000, "%1 hour", "%1 hours"},
                                      {60'000, "%1 minute", "%1 minutes"},
                                      {1'000, "%1 second", "%1 seconds"}};
    for (const Unit &unit : kUnits) {
        if (ms >= unit.size && ms % unit.size == 0) {
            const std::int64_t count = ms / unit.size;
            return tr(count == 1 ? unit.one : unit.many).arg(count);
        }
    }
    return tr("%1 ms").arg(ms);
}

QString names(const std::vector<ColumnDefinition> &columns)
{
    QStringList list;
    for (const ColumnDefinition &column : columns) {
        list.append(QString::fromStdString(column.name));
    }
    return list.join(QStringLiteral(", "));
}

struct Describe {
    const plan::Node &node;
    const std::string &sql;

    NodeText operator()(const plan::ScanOp &op) const
    {
        const bool table = op.source->isTable();
        return {QString::fromStdString(op.source->name),
                tr("topic %1").arg(QString::fromStdString(op.source->topic)),
                table ? Glyph::Table : Glyph::Stream, table ? ColorRole::Table : ColorRole::Stream};
    }
    NodeText operator()(const plan::FilterOp &op) const
    {
        return {op.having ? tr("Having") : tr("Filter"), expressionText(op.predicate, sql),
                op.having ? Glyph::Having : Glyph::Filter};
    }
    NodeText operator()(const plan::ProjectOp &) const
    {
        const int count = static_cast<int>(node.schema.size());
        return {count == 1 ? tr("1 column") : tr("%1 columns").arg(count),
                names(node.schema.value.empty() ? node.schema.key : node.schema.value),
                Glyph::Columns};
    }
    NodeText operator()(const plan::RekeyOp &op) const
    {
        QStringList keys;
        for (const plan::NamedExpr &key : op.key) {
            keys.append(QString::fromStdString(key.name));
        }
        return {tr("New key"), keys.isEmpty() ? tr("no key") : keys.join(QStringLiteral(", ")),
                Glyph::Key};
    }
    NodeText operator()(const plan::ExchangeOp &op) const
    {
        return {tr("Repartition"), tr("%1 partitions").arg(op.partitions), Glyph::Partition};
    }
    NodeText operator()(const plan::JoinOp &op) const
    {
        static constexpr const char *kTitles[] = {"Inner join", "Left join", "Right join",
                                                  "Full join"};
        return {tr(kTitles[static_cast<int>(op.type)]),
                QStringLiteral("%1 = %2").arg(expressionText(op.leftKey, sql),
                                              expressionText(op.rightKey, sql)),
                Glyph::Join};
    }
    NodeText operator()(const plan::WindowOp &op) const
    {
        const QString grace = tr("closes after %1").arg(durationText(op.effectiveGraceMs()));
        switch (op.kind) {
        case WindowKind::Tumbling:
            return {tr("Tumbling %1").arg(durationText(op.sizeMs)), grace, Glyph::Window};
        case WindowKind::Hopping:
            return {tr("Hopping %1").arg(durationText(op.sizeMs)),
                    tr("every %1, %2").arg(durationText(op.advanceMs), grace), Glyph::Window};
        case WindowKind::Session:
            break;
        }
        return {tr("Session, gap %1").arg(durationText(op.sizeMs)), grace, Glyph::Window};
    }
    NodeText operator()(const plan::AggregateOp &op) const
    {
        QStringList keys;
        for (const plan::NamedExpr &key : op.groupBy) {
            keys.append(QString::fromStdString(key.name));
        }
        QStringList calls;
        for (const plan::ExprPtr &call : op.aggregates) {
            calls.append(expressionText(call, sql));
        }
        return {tr("Group by %1").arg(keys.join(QStringLiteral(", "))),
                calls.join(QStringLiteral(", ")), Glyph::Group};
    }
    NodeText operator()(const plan::FlattenOp &op) const
    {
        QStringList calls;
        for (const plan::NamedExpr &call : op.calls) {
            calls.append(expressionText(call.expr, sql));
        }
        return {tr("Flatten"), calls.join(QStringLiteral(", ")), Glyph::Columns};
    }
    NodeText operator()(const plan::UnionOp &) const { return {tr("Union"), {}, Glyph::Join}; }
    NodeText operator()(const plan::CoalesceOp &) const
    {
        return {tr("Latest change"), {}, Glyph::Table};
    }
    NodeText operator()(const plan::LimitOp &op) const
    {
        return {tr("Limit"), tr("%1 rows").arg(op.count), Glyph::Filter};
    }
    NodeText operator()(const plan::SinkOp &op) const
    {
        return {QString::fromStdString(op.target->name),
                tr("topic %1").arg(QString::fromStdString(op.target->topic)), Glyph::Sink,
                ColorRole::Sink};
    }
    NodeText operator()(const plan::ResultOp &) const { return {tr("Result"), {}, Glyph::Results}; }
};

} // namespace

QString oneLine(const std::string &sql, SourceSpan span)
{
    const std::size_t begin = std::min(span.begin, sql.size());
    const std::size_t end = std::min(std::max(span.end, begin), sql.size());
    return QString::fromUtf8(sql.data() + begin, static_cast<qsizetype>(end - begin)).simplified();
}

NodeText nodeText(const plan::Node &node, const std::string &sql)
{
    NodeText text = std::visit(Describe{node, sql}, node.op);
    if (text.role == ColorRole::Stream && node.table) {
        text.role = ColorRole::Table;
    }
    return text;
}

bool isShownNode(const plan::Node &node)
{
    if (const auto *project = std::get_if<plan::ProjectOp>(&node.op)) {
        return !project->identity;
    }
    return !std::holds_alternative<plan::ScanOp>(node.op) &&
           !std::holds_alternative<plan::SinkOp>(node.op) &&
           !std::holds_alternative<plan::ResultOp>(node.op) &&
           !std::holds_alternative<plan::CoalesceOp>(node.op) &&
           !std::holds_alternative<plan::ExchangeOp>(node.op);
}

} // namespace weir::studio
