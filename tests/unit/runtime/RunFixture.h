#pragma once

#include "core/log/Cluster.h"
#include "core/runtime/PreparedRun.h"
#include "core/runtime/Run.h"

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace weir::test {

/// Returns the value, or throws what went wrong: a test that gets an error where it wants none
/// fails with its text.
template <class T> T valueOf(Result<T> result)
{
    if (!result) {
        throw std::runtime_error(result.error().code + ": " + result.error().message);
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

/// A deadline that a test which works never meets.
Deadline farOff();

/// One record as tests write and read it.
struct TestRecord {
    std::string key;
    std::optional<std::string> value;
    EpochMs timestamp = 0;
    std::int32_t partition = 0;

    bool operator==(const TestRecord &) const = default;
    auto operator<=>(const TestRecord &) const = default;
};

log::ClusterPtr memoryCluster();
void makeTopic(log::Cluster &cluster, const std::string &topic, std::int32_t partitions = 1);
void append(log::Cluster &cluster, const std::string &topic,
            const std::vector<TestRecord> &records);
/// Reads all of a topic, partition after partition; nothing if there is no such topic.
std::vector<TestRecord> readAll(log::Cluster &cluster, const std::string &topic);
/// Returns the keys and values of records as `key=value`, in order; `null` for a tombstone.
std::vector<std::string> texts(const std::vector<TestRecord> &records);
std::vector<std::string> sortedTexts(const std::vector<TestRecord> &records);
/// Returns the last value of each key, sorted, as `key=value`.
std::vector<std::string> newestTexts(const std::vector<TestRecord> &records);

/// Makes `count` records `{"V":i}` from `first` on, with keys k0, k1, k2 in turn and rising times.
std::vector<TestRecord> numbered(int first, int count);

/// Opens a run in small steps that lets no time pass before it tries something again.
std::unique_ptr<runtime::Run> openRun(const log::ClusterPtr &cluster,
                                      runtime::RunSettings settings = {.runId = "r"});
runtime::PreparedRun prepared(log::Cluster &cluster, const std::string &sql,
                              const runtime::PrepareOptions &options = {});
/// Prepares a text and makes the run run it.
void applyText(runtime::Run &run, log::Cluster &cluster, const std::string &sql,
               runtime::OnChange onChange = runtime::OnChange::Refuse,
               const runtime::PrepareOptions &options = {});
/// Turns until everything that is there has been processed, then commits.
void turnUntilIdle(runtime::Run &run);

/// A stream over topic `s`. Inline, so that other constants of a test may be made of it.
inline const std::string kStreamS =
    "CREATE STREAM S (K VARCHAR KEY, V INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');\n";

} // namespace weir::test
