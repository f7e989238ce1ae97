#include "tests/unit/runtime/RunFixture.h"

#include <algorithm>
#include <map>

namespace weir::test {

Deadline farOff()
{
    return Deadline::in(std::chrono::seconds(30));
}

log::ClusterPtr memoryCluster()
{
    return valueOf(log::openCluster("memory:"));
}

void makeTopic(log::Cluster &cluster, const std::string &topic, std::int32_t partitions)
{
    valueOf(cluster.createTopic({.name = topic, .partitions = partitions}, farOff()));
}

void append(log::Cluster &cluster, const std::string &topic, const std::vector<TestRecord> &records)
{
    const auto writer = valueOf(cluster.openWriter());
    std::map<std::int32_t, RecordBuffer> buffers;
    for (const TestRecord &record : records) {
        buffers[record.partition].add(record.timestamp, record.key,
                                      record.value ? std::optional<std::string_view>(*record.value)
                                                   : std::nullopt);
    }
    for (const auto &[partition, buffer] : buffers) {
        valueOf(writer->write({{topic, partition}, buffer.run()}, farOff()));
    }
}

std::vector<TestRecord> readAll(log::Cluster &cluster, const std::string &topic)
{
    std::vector<TestRecord> records;
    const auto offsets = cluster.offsets(topic, farOff());
    if (!offsets) {
        return records;
    }
    const auto reader = valueOf(cluster.openReader());
    for (std::size_t i = 0; i < offsets->size(); ++i) {
        const TopicPartition partition{topic, static_cast<std::int32_t>(i)};
        valueOf(reader->assign(partition, log::Position::beginning(), farOff()));
        while (valueOf(reader->position(partition)) < (*offsets)[i].lastStable) {
            for (const SlabPtr &slab : valueOf(reader->poll(farOff(), 1U << 20U)).slabs) {
                for (const RecordView &record : slab->records()) {
                    records.push_back({std::string(record.key()),
                                       record.hasValue()
                                           ? std::optional(std::string(record.value()))
                                           : std::nullopt,
                                       record.timestamp, partition.partition});
                }
            }
        }
        reader->unassign(partition);
    }
    return records;
}

std::vector<std::string> texts(const std::vector<TestRecord> &records)
{
    std::vector<std::string> result;
    for (const TestRecord &record : records) {
        result.push_back(record.key + "=" + record.value.value_or("null"));
    }
    return result;
}

std::vector<std::string> sortedTexts(const std::vector<TestRecord> &records)
{
    auto result = texts(records);
    std::sort(result.begin(), result.end());
    return result;
}

std::vector<std::string> newestTexts(const std::vector<TestRecord> &records)
{
    std::map<std::string, std::string> newest;
    for (const TestRecord &record : records) {
        newest[record.key] = record.value.value_or("null");
    }
    std::vector<std::string> result;
    for (const auto &[key, value] : newest) {
        result.push_back(key + "=" + value);
    }
    return result;
}

std::vector<TestRecord> numbered(int first, int count)
{
    std::vector<TestRecord> records;
    for (int i = first; i < first + count; ++i) {
        records.push_back(
            {"k" + std::to_string(i % 3), "{\"V\":" + std::to_string(i) + "}", 1000 + i});
    }
    return records;
}

std::unique_ptr<runtime::Run> openRun(const log::ClusterPtr &cluster, runtime::RunSettings settings)
{
    settings.batchRows = 3;
    settings.retryPause = std::chrono::milliseconds(0);
    settings.clock = std::make_shared<FixedClock>(1000000);
    return valueOf(runtime::Run::open(cluster, std::move(settings), farOff()));
}

runtime::PreparedRun prepared(log::Cluster &cluster, const std::string &sql,
                              const runtime::PrepareOptions &options)
{
    auto made = valueOf(runtime::prepareRun(cluster, sql, 1, options, farOff()));
    for (const Diagnostic &diagnostic : made.diagnostics) {
        if (diagnostic.severity == Severity::Error) {
            throw std::runtime_error(diagnostic.message);
        }
    }
    return made;
}

void applyText(runtime::Run &run, log::Cluster &cluster, const std::string &sql,
               runtime::OnChange onChange, const runtime::PrepareOptions &options)
{
    valueOf(run.apply(prepared(cluster, sql, options), onChange, farOff()));
}

void turnUntilIdle(runtime::Run &run)
{
    int quiet = 0;
    for (int turns = 0; quiet < 3; ++turns) {
        if (turns > 100000) {
            throw std::runtime_error("the run never comes to rest");
        }
        quiet = valueOf(run.turn(Deadline::now())) ? 0 : quiet + 1;
        valueOf(run.commit());
    }
}

} // namespace weir::test
