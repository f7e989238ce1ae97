#include "core/log/LogBench.h"

#include "core/types/Partitioner.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <ctime>

namespace weir::log {

namespace {

constexpr const char *kBenchTopic = "weir-log-bench";
constexpr std::size_t kCommitBytes = 1U << 20U;
constexpr std::size_t kReadBudget = 4U << 20U;

constexpr std::array<std::string_view, 4> kRemarks = {
    "the crew was kind and the seats were wide",
    "two hours late and nobody could say why",
    "best coffee above the clouds so far",
    "my suitcase took another flight again",
};

// A cheap sequence that is the same in every run (Steele, Lea, Flood: SplitMix64).
std::uint64_t nextBenchNumber(std::uint64_t &state)
{
    state += 0x9E3779B97F4A7C15U;
    std::uint64_t bits = state;
    bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9U;
    bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBU;
    return bits ^ (bits >> 31U);
}

double threadCpuSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

class Stopwatch {
public:
    void stop(double &wall, double &cpu) const
    {
        wall += std::chrono::duration<double>(std::chrono::steady_clock::now() - m_wall).count();
        cpu += threadCpuSeconds() - m_cpu;
    }

private:
    std::chrono::steady_clock::time_point m_wall = std::chrono::steady_clock::now();
    double m_cpu = threadCpuSeconds();
};

void makeRating(std::int64_t id, bool randomText, std::uint64_t &random, std::string &out)
{
    const std::uint64_t bits = nextBenchNumber(random);
    std::string_view remark = kRemarks[bits % kRemarks.size()];
    std::array<char, 36> words{};
    if (randomText) {
        for (char &c : words) {
            c = static_cast<char>('a' + nextBenchNumber(random) % 26);
        }
        remark = {words.data(), words.size()};
    }
    out.clear();
    fmt::format_to(std::back_inserter(out),
                   R"({{"rating_id":{},"user_id":{},"stars":{},"route_id":{},"rating_time":{},)"
                   R"("channel":"{}","message":"{}"}})",
                   id, bits % 20 + 1, bits / 32 % 5 + 1, bits / 256 % 9999 + 1,
                   1519304105213 + id / 10, bits % 2 == 0 ? "web" : "iOS-test", remark);
}

using RatingRuns = std::vector<RecordBuffer>;

// One commit's worth of records, spread over the partitions by key. Made before the clock runs.
RatingRuns makeRatings(const LogBenchPlan &plan, std::int64_t first, std::int64_t &next,
                       std::uint64_t &random)
{
    RatingRuns runs(std::size_t(plan.partitions));
    std::string value;
    std::size_t bytes = 0;
    for (next = first; next < plan.records && bytes < kCommitBytes; ++next) {
        makeRating(next, plan.randomText, random, value);
        const std::string key = std::to_string(next);
        runs[std::size_t(partitionOfKey(key, plan.partitions))].add(1519304105213 + next / 10, key,
                                                                    value);
        bytes += key.size() + value.size();
    }
    return runs;
}

Status appendRuns(Writer &writer, const RatingRuns &runs, const Deadline &deadline)
{
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (!runs[i].empty()) {
            WEIR_TRY(writer.append({{kBenchTopic, std::int32_t(i)}, runs[i].run()}, deadline));
        }
    }
    WEIR_ASSIGN(const std::vector<BatchAck> acks, writer.flush(deadline));
    for (const BatchAck &ack : acks) {
        WEIR_TRY(ack.baseOffset);
    }
    return {};
}

Status appendRatings(Cluster &cluster, const LogBenchPlan &plan, LogBenchFigures &figures,
                     const Deadline &deadline)
{
    WEIR_ASSIGN(const std::unique_ptr<Writer> writer, cluster.openWriter());
    std::uint64_t random = 1;
    for (std::int64_t at = 0; at < plan.records;) {
        const RatingRuns runs = makeRatings(plan, at, at, random);
        const Stopwatch watch;
        WEIR_TRY(appendRuns(*writer, runs, deadline));
        watch.stop(figures.appendSeconds, figures.appendCpuSeconds);
        for (const RecordBuffer &run : runs) {
            figures.bytes += std::int64_t(run.bytes());
        }
    }
    return {};
}

Status readRatings(Cluster &cluster, const LogBenchPlan &plan, LogBenchFigures &figures,
                   const Deadline &deadline)
{
    WEIR_ASSIGN(const std::unique_ptr<Reader> reader, cluster.openReader());
    for (std::int32_t i = 0; i < plan.partitions; ++i) {
        WEIR_TRY(reader->assign({kBenchTopic, i}, Position::beginning(), deadline));
    }
    const Stopwatch watch;
    std::int64_t bytes = 0;
    while (figures.records < plan.records && !deadline.passed()) {
        WEIR_ASSIGN(const Polled polled, reader->poll(deadline, kReadBudget));
        for (const SlabPtr &slab : polled.slabs) {
            figures.records += std::int64_t(slab->size());
            for (const RecordView &record : slab->records()) {
                bytes += std::int64_t(record.size());
            }
        }
    }
    watch.stop(figures.readSeconds, figures.readCpuSeconds);
    if (figures.records != plan.records || bytes != figures.bytes) {
        return fail(
            internalError("log.bench-mismatch",
                          fmt::format("Wrote {} records of {} bytes, read {} of {}", plan.records,
                                      figures.bytes, figures.records, bytes)));
    }
    return {};
}

} // namespace

Result<LogBenchFigures> runLogBench(Cluster &cluster, const LogBenchPlan &plan)
{
    const Deadline deadline = Deadline::in(std::chrono::minutes(10));
    WEIR_TRY(cluster.createTopic(
        {.name = kBenchTopic, .partitions = plan.partitions, .config = {{"retention.ms", "-1"}}},
        deadline));
    LogBenchFigures figures;
    Status done = appendRatings(cluster, plan, figures, deadline);
    if (done) {
        done = readRatings(cluster, plan, figures, deadline);
    }
    const Status removed = cluster.deleteTopic(kBenchTopic, deadline);
    WEIR_TRY(done);
    WEIR_TRY(removed);
    return figures;
}

} // namespace weir::log
