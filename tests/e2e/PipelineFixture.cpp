#include "tests/e2e/PipelineFixture.h"

#include "core/connect/GeneratorRun.h"
#include "core/runtime/Engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <fstream>
#include <map>
#include <mutex>
#include <set>
#include <sstream>
#include <stdexcept>

namespace weir::test {

namespace {

constexpr EpochMs kStart = 1519304100000;

Deadline soon()
{
    return Deadline::in(std::chrono::seconds(30));
}

template <class T> T orThrow(Result<T> result)
{
    if (!result) {
        throw std::runtime_error(result.error().code + ": " + result.error().message);
    }
    return std::move(*result);
}

std::int64_t bigEndian(std::string_view bytes)
{
    std::uint64_t number = 0;
    for (const char c : bytes) {
        number = number << 8U | static_cast<unsigned char>(c);
    }
    return bytes.size() == 4 ? static_cast<std::int32_t>(number)
                             : static_cast<std::int64_t>(number);
}

void fill(const log::ClusterPtr &cluster, const std::string &name, std::int32_t partitions,
          std::uint64_t count, std::uint64_t seed)
{
    const auto run = orThrow(
        connect::GeneratorRun::open(cluster,
                                    {.generator = name,
                                     .partitions = partitions,
                                     .settings = {.seed = seed, .start = kStart, .rate = 20},
                                     .count = count},
                                    soon()));
    while (!run->finished()) {
        orThrow(run->append(connect::kNoTimeLimit, 50000, soon()));
    }
}

template <class Visitor>
void forEachRecord(log::Cluster &cluster, const std::string &topic, Visitor &&visit)
{
    for (const SlabPtr &slab : readTopic(cluster, topic)) {
        for (const RecordView &record : slab->records()) {
            visit(record);
        }
    }
}

template <class Row>
std::string firstDifference(const char *what, const std::vector<Row> &expected,
                            const std::vector<Row> &actual)
{
    const auto [e, a] =
        std::mismatch(expected.begin(), expected.end(), actual.begin(), actual.end());
    if (e == expected.end() && a == actual.end()) {
        return {};
    }
    return fmt::format("{}: {} rows instead of {}, first difference at row {}", what, actual.size(),
                       expected.size(), e - expected.begin());
}

} // namespace

std::string ratingsSql()
{
    std::ifstream file(std::string(WEIR_SOURCE_DIR) + "/resources/samples/ratings.sql");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void fillRatings(const log::ClusterPtr &cluster, std::int32_t partitions, std::uint64_t ratings,
                 std::uint64_t seed)
{
    fill(cluster, "customers", partitions, 20, seed);
    fill(cluster, "ratings", partitions, ratings, seed);
}

std::vector<SlabPtr> readTopic(log::Cluster &cluster, const std::string &topic)
{
    const auto offsets = orThrow(cluster.offsets(topic, soon()));
    const auto reader = orThrow(cluster.openReader());
    std::map<TopicPartition, std::int64_t> open;
    for (std::size_t i = 0; i < offsets.size(); ++i) {
        const TopicPartition partition{topic, std::int32_t(i)};
        if (const Status assigned = reader->assign(partition, log::Position::beginning(), soon());
            !assigned) {
            throw std::runtime_error(assigned.error().message);
        }
        if (offsets[i].lastStable > offsets[i].begin) {
            open[partition] = offsets[i].lastStable;
        }
    }
    std::vector<SlabPtr> slabs;
    while (!open.empty()) {
        auto polled = orThrow(reader->poll(soon(), 8U << 20U));
        if (polled.empty()) {
            throw std::runtime_error("no records of " + topic + " came");
        }
        for (const log::ReaderEvent &event : polled.events) {
            open.erase(event.partition);
        }
        for (SlabPtr &slab : polled.slabs) {
            const auto found = open.find(slab->source());
            if (found != open.end() && slab->nextOffset() >= found->second) {
                open.erase(found);
            }
            slabs.push_back(std::move(slab));
        }
    }
    return slabs;
}

void feedOracle(RatingsOracle &oracle, log::Cluster &cluster)
{
    forEachRecord(cluster, "customers", [&](const RecordView &record) {
        oracle.addCustomer(bigEndian(record.key()), std::string(record.value()));
    });
    forEachRecord(cluster, "ratings", [&](const RecordView &record) {
        oracle.addRating(bigEndian(record.key()), std::string(record.value()));
    });
}

std::vector<ExpectedRecord> streamRecords(log::Cluster &cluster, const std::string &topic)
{
    std::vector<ExpectedRecord> records;
    forEachRecord(cluster, topic, [&](const RecordView &record) {
        records.push_back({std::to_string(bigEndian(record.key())),
                           canonicalJson(std::string(record.value())), record.timestamp});
    });
    std::sort(records.begin(), records.end());
    return records;
}

std::vector<ClubMinute> clubMinutes(log::Cluster &cluster)
{
    std::map<std::pair<std::string, std::int64_t>, std::int64_t> last;
    forEachRecord(cluster, "RATINGS_BY_CLUB_STATUS", [&](const RecordView &record) {
        const std::string_view key = record.key();
        const std::string club(key.substr(0, key.size() - 8));
        const std::string value(record.value());
        const auto at = value.find(':');
        last[{club, bigEndian(key.substr(key.size() - 8))}] = std::stoll(value.substr(at + 1));
    });
    std::vector<ClubMinute> rows;
    for (const auto &[key, count] : last) {
        rows.push_back({key.first, key.second, count});
    }
    return rows;
}

std::string runUntilCaughtUp(const log::ClusterPtr &cluster, const std::string &sql,
                             const std::string &runId, std::size_t batchRows)
{
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<runtime::Reply> applied;
    runtime::Engine engine({.opened = cluster, .batchRows = batchRows});
    engine.onReply([&](runtime::Reply reply) {
        const std::lock_guard lock(mutex);
        if (!applied) {
            applied = std::move(reply);
        }
        changed.notify_all();
    });
    engine.onSnapshot([&] {
        const std::lock_guard lock(mutex);
        changed.notify_all();
    });
    engine.submit(
        runtime::ApplyText{.text = sql, .revision = 1, .runId = runId, .untilCaughtUp = true});
    std::unique_lock lock(mutex);
    const auto finished = [&] {
        const auto snapshot = engine.snapshot();
        return (applied && !applied->result) || snapshot->caughtUp ||
               snapshot->state == runtime::RunState::Failed;
    };
    if (!changed.wait_for(lock, std::chrono::seconds(120), finished)) {
        return "the run did not catch up in two minutes";
    }
    if (applied && !applied->result) {
        return applied->result.error().message;
    }
    const auto snapshot = engine.snapshot();
    if (snapshot->error) {
        return snapshot->error->message;
    }
    for (const runtime::QueryGauges &query : snapshot->queries) {
        if (query.error) {
            return query.key + ": " + query.error->message;
        }
    }
    return {};
}

std::string compareWithOracle(log::Cluster &cluster, RatingsOracle &oracle)
{
    for (const std::string &difference :
         {firstDifference("POOR_RATINGS", oracle.poorRatings(),
                          streamRecords(cluster, "POOR_RATINGS")),
          firstDifference("RATINGS_WITH_CUSTOMER_DATA", oracle.ratingsWithCustomerData(),
                          streamRecords(cluster, "RATINGS_WITH_CUSTOMER_DATA")),
          firstDifference("UNHAPPY_PLATINUM_CUSTOMERS", oracle.unhappyPlatinumCustomers(),
                          streamRecords(cluster, "UNHAPPY_PLATINUM_CUSTOMERS")),
          firstDifference("RATINGS_BY_CLUB_STATUS", oracle.ratingsByClubStatus(),
                          clubMinutes(cluster))}) {
        if (!difference.empty()) {
            return difference;
        }
    }
    return {};
}

} // namespace weir::test
