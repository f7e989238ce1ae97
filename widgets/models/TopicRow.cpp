#include "widgets/models/TopicRow.h"

#include "widgets/models/Figures.h"

#include <map>
#include <utility>

namespace weir::studio {

namespace {

QString describeSource(const catalog::Source &source)
{
    const QString format = QString::fromStdString(source.valueFormat.name);
    if (source.schema.key.empty()) {
        return format.isEmpty() ? QString() : QStringLiteral("no key, %1").arg(format);
    }
    const ColumnDefinition &key = source.schema.key.front();
    return QStringLiteral("key %1 %2, %3")
        .arg(QString::fromStdString(key.name), QString::fromStdString(key.type.toString()), format);
}

} // namespace

QString TopicRow::figure() const
{
    const QString rateFigure = rateText(rate);
    if (!rateFigure.isEmpty()) {
        return rateFigure;
    }
    return records ? countText(*records) : QString();
}

Glyph TopicRow::glyph() const
{
    return kind == TopicKind::Stream  ? Glyph::Stream
           : kind == TopicKind::Table ? Glyph::Table
                                      : Glyph::Topic;
}

ColorRole TopicRow::role() const
{
    return kind == TopicKind::Stream  ? ColorRole::Stream
           : kind == TopicKind::Table ? ColorRole::Table
                                      : ColorRole::Topic;
}

std::vector<TopicRow> topicRows(const runtime::EngineSnapshot &snapshot,
                                const plan::LogicalPlan *plan)
{
    std::map<QString, TopicRow> byName;
    for (const runtime::TopicGauges &gauges : snapshot.topics) {
        TopicRow row;
        row.name = QString::fromStdString(gauges.name);
        row.internal = gauges.internal;
        row.partitions = gauges.partitions;
        row.rate = gauges.rate;
        row.records = gauges.records;
        row.bytes = gauges.bytes;
        byName.emplace(row.name, std::move(row));
    }
    if (plan) {
        for (const auto &[name, source] : plan->sources) {
            const QString topic = QString::fromStdString(source->topic);
            auto [at, added] = byName.try_emplace(topic);
            TopicRow &row = at->second;
            if (added) {
                row.name = topic;
                row.missing = true;
            }
            row.kind = source->isTable() ? TopicKind::Table : TopicKind::Stream;
            row.written = row.written || !source->writtenBy.empty();
            row.columns = describeSource(*source);
        }
    }
    std::vector<TopicRow> rows;
    rows.reserve(byName.size());
    for (auto &entry : byName) {
        rows.push_back(std::move(entry.second));
    }
    return rows;
}

} // namespace weir::studio
