#include "core/runtime/TopicSampler.h"

#include "core/formats/DisplayText.h"
#include "core/runtime/JsonShape.h"
#include "core/sql/view/Identifier.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace weir::runtime {

namespace {

using formats::Appearance;

/// How the keys or values of a sample look, by count.
struct Appearances {
    std::map<Appearance, std::size_t> counts;

    Appearance most() const
    {
        const auto best =
            std::max_element(counts.begin(), counts.end(),
                             [](const auto &a, const auto &b) { return a.second < b.second; });
        return best == counts.end() ? Appearance::Null : best->first;
    }
    double share(Appearance appearance) const
    {
        std::size_t all = 0;
        for (const auto &[kind, count] : counts) {
            all += kind == Appearance::Null ? 0 : count;
        }
        const auto found = counts.find(appearance);
        return all == 0 || found == counts.end() ? 0 : double(found->second) / double(all);
    }
};

template <class Visitor> void forEachRecord(const std::vector<SlabPtr> &slabs, Visitor &&visit)
{
    for (const SlabPtr &slab : slabs) {
        for (const RecordView &record : slab->records()) {
            visit(record);
        }
    }
}

/// The field whose value is the record's key in at least nine records of ten, if there is one.
std::string fieldThatIsTheKey(const std::vector<SlabPtr> &slabs, const JsonShape &shape)
{
    std::map<std::string, std::size_t> matches;
    std::size_t keyed = 0;
    forEachRecord(slabs, [&](const RecordView &record) {
        if (!record.hasKey() || !record.hasValue()) {
            return;
        }
        ++keyed;
        const std::string key = formats::describeBytes(record.key()).text;
        // The sampler reads few records, so a search in the text is cheap enough and needs no
        // second parse.
        for (const std::string &name : shape.fieldNames()) {
            const std::string value(record.value());
            const auto at = value.find("\"" + name + "\"");
            if (at == std::string::npos) {
                continue;
            }
            const auto start = value.find_first_not_of(" :\t\"", at + name.size() + 2);
            const bool equal =
                start != std::string::npos && value.compare(start, key.size(), key) == 0;
            const char after =
                equal && start + key.size() < value.size() ? value[start + key.size()] : ',';
            matches[name] +=
                equal && std::string_view(",}\" \t").find(after) != std::string_view::npos ? 1 : 0;
        }
    });
    for (const std::string &name : shape.fieldNames()) {
        if (keyed > 0 && matches[name] * 10 >= keyed * 9) {
            return name;
        }
    }
    return {};
}

std::optional<DataType> keyType(Appearance appearance)
{
    switch (appearance) {
    case Appearance::Int:
        return DataType::integer();
    case Appearance::Bigint:
        return DataType::bigint();
    case Appearance::Double:
        return DataType::doubleType();
    case Appearance::Text:
    case Appearance::Json:
        return DataType::string();
    case Appearance::Binary:
        return DataType::bytes();
    case Appearance::Null:
        break;
    }
    return std::nullopt;
}

void addJsonColumns(TopicSample &sample, const JsonShape &shape, const std::string &keyField)
{
    std::set<std::string> taken;
    for (const InferredColumn &column : sample.columns) {
        taken.insert(column.name);
    }
    for (const std::string &name : shape.fieldNames()) {
        if (name == keyField || !taken.insert(upperCase(name)).second) {
            continue;
        }
        const JsonShape &field = shape.field(name);
        const double confidence =
            shape.objects() == 0 ? 0 : double(field.agreeing()) / double(shape.objects());
        const std::string note =
            field.agreeing() == 0 ? "only nulls, or values of several types" : "";
        sample.columns.push_back({upperCase(name), field.type(), false, confidence, note});
    }
}

} // namespace

Result<std::vector<SlabPtr>> newestRecords(log::Cluster &cluster, const std::string &topic,
                                           std::size_t count, const Deadline &deadline)
{
    WEIR_ASSIGN(const auto offsets, cluster.offsets(topic, deadline));
    WEIR_ASSIGN(const auto reader, cluster.openReader());
    const auto share =
        static_cast<std::int64_t>(count / std::max<std::size_t>(offsets.size(), 1) + 1);
    std::set<TopicPartition> open;
    for (std::size_t i = 0; i < offsets.size(); ++i) {
        if (offsets[i].begin >= offsets[i].lastStable) {
            continue;
        }
        const TopicPartition partition{topic, static_cast<std::int32_t>(i)};
        const std::int64_t from = std::max(offsets[i].begin, offsets[i].lastStable - share);
        WEIR_TRY(reader->assign(partition, log::Position::at(from), deadline));
        open.insert(partition);
    }
    std::vector<SlabPtr> slabs;
    while (!open.empty() && !deadline.passed() && !deadline.cancelled()) {
        WEIR_ASSIGN(auto polled, reader->poll(deadline, 1U << 20U));
        for (SlabPtr &slab : polled.slabs) {
            const auto end = offsets[static_cast<std::size_t>(slab->source().partition)].lastStable;
            if (slab->nextOffset() >= end) {
                open.erase(slab->source());
            }
            slabs.push_back(std::move(slab));
        }
        for (const log::ReaderEvent &event : polled.events) {
            open.erase(event.partition);
        }
    }
    return slabs;
}

TopicSample inferColumns(const std::string &topic, const std::vector<SlabPtr> &slabs)
{
    TopicSample sample{.topic = topic, .keyFormat = "KAFKA", .valueFormat = "JSON"};
    Appearances keys;
    Appearances values;
    JsonShape shape;
    forEachRecord(slabs, [&](const RecordView &record) {
        ++sample.records;
        keys.counts[formats::describeBytes(record.hasKey() ? std::optional(record.key())
                                                           : std::nullopt)
                        .appearance]++;
        const auto value = formats::describeBytes(record.hasValue() ? std::optional(record.value())
                                                                    : std::nullopt);
        values.counts[value.appearance]++;
        if (value.appearance == Appearance::Json) {
            shape.add(record.value());
        }
    });
    if (sample.records == 0) {
        return sample;
    }
    const bool objects = shape.objects() > 0;
    const std::string keyField = objects ? fieldThatIsTheKey(slabs, shape) : "";
    if (const auto type = keyType(keys.most())) {
        const std::string name = keyField.empty() ? "ROWKEY" : upperCase(keyField);
        sample.columns.push_back(
            {name, *type, true, keys.share(keys.most()), "from the record key"});
    }
    if (objects) {
        addJsonColumns(sample, shape, sample.columns.empty() ? "" : keyField);
    } else if (const auto type = keyType(values.most())) {
        sample.valueFormat = "KAFKA";
        sample.columns.push_back(
            {"VALUE", *type, false, values.share(values.most()), "the whole value"});
    }
    return sample;
}

std::string createStreamText(const TopicSample &sample, const std::string &streamName)
{
    std::string text = fmt::format("CREATE STREAM {} (", sql::quoteIdentifier(streamName));
    for (std::size_t i = 0; i < sample.columns.size(); ++i) {
        const InferredColumn &column = sample.columns[i];
        text += fmt::format("{}\n    {} {}{}", i == 0 ? "" : ",", sql::quoteIdentifier(column.name),
                            column.type.toString(), column.key ? " KEY" : "");
    }
    return text + fmt::format("\n) WITH (KAFKA_TOPIC={}, VALUE_FORMAT={});\n",
                              sql::quoteString(sample.topic), sql::quoteString(sample.valueFormat));
}

} // namespace weir::runtime
