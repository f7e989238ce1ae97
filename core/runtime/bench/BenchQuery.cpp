#include "core/runtime/bench/BenchQuery.h"

#include "core/bind/Bind.h"
#include "core/exec/Driver.h"
#include "core/optimize/Optimizer.h"
#include "core/sql/Parser.h"

#include <algorithm>
#include <cstring>
#include <ctime>

namespace weir::runtime {
namespace {

constexpr const char *kBenchSources =
    "CREATE STREAM RATINGS (RATING_ID BIGINT KEY, USER_ID INT, STARS INT, ROUTE_ID INT, "
    "RATING_TIME "
    "BIGINT, CHANNEL VARCHAR, MESSAGE VARCHAR) WITH (KAFKA_TOPIC='ratings', VALUE_FORMAT='JSON', "
    "TIMESTAMP='RATING_TIME');\n"
    "CREATE TABLE CUSTOMERS (ID INT PRIMARY KEY, FIRST_NAME VARCHAR, LAST_NAME VARCHAR, EMAIL "
    "VARCHAR, GENDER VARCHAR, CLUB_STATUS VARCHAR, COMMENTS VARCHAR) WITH "
    "(KAFKA_TOPIC='customers', VALUE_FORMAT='JSON');\n";

constexpr std::size_t kBenchRows = 2048;
constexpr std::size_t kBenchCommitBytes = 1U << 20U;

std::uint64_t mixBench(std::uint64_t hash, std::string_view bytes)
{
    while (!bytes.empty()) {
        std::uint64_t word = 0;
        const std::size_t size = std::min<std::size_t>(8, bytes.size());
        std::memcpy(&word, bytes.data(), size);
        hash = (hash ^ word ^ (std::uint64_t{size} << 56U)) * 0x9e3779b97f4a7c15ULL;
        hash ^= hash >> 29U;
        bytes.remove_prefix(size);
    }
    return hash;
}

/// The engine's way: a driver over the slabs.
class DriverBench final : public BenchEngine {
public:
    explicit DriverBench(std::shared_ptr<const exec::PhysicalQuery> query)
        : m_query(std::move(query))
    {
    }

    Result<BenchOutput> run(const BenchData &data) override
    {
        WEIR_ASSIGN(const auto driver, exec::Driver::make(m_query, {}));
        for (std::size_t scan = 0; scan < m_query->scans.size(); ++scan) {
            const bool ratings = m_query->scans[scan].topic == "ratings";
            for (const SlabPtr &slab : ratings ? data.ratings : data.customers) {
                driver->sources().feed({scan, 0}, slab);
            }
            driver->sources().setAtEnd({scan, 0}, true);
        }
        BenchOutput result;
        exec::OutputBuffer output;
        while (true) {
            WEIR_ASSIGN(const exec::StepResult step, driver->step(kBenchRows, output));
            if (step.rows == 0 || output.bytes() >= kBenchCommitBytes) {
                result.take(output.partition(m_query->target->topic, 0));
            }
            if (step.rows == 0) {
                return result;
            }
        }
    }

private:
    std::shared_ptr<const exec::PhysicalQuery> m_query;
};

double benchCpuNs()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

double benchMedian(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

void BenchOutput::take(RecordBuffer &records)
{
    for (const RecordView &record : records.run().records) {
        hash = mixBench(hash + static_cast<std::uint64_t>(record.timestamp), record.key());
        hash = mixBench(hash + (record.hasValue() ? 1 : 0), record.value());
        ++rows;
    }
    records.clear();
}

Result<std::unique_ptr<BenchEngine>> BenchEngine::make(const BenchQuery &query)
{
    catalog::Environment environment;
    environment.topicsKnown = true;
    environment.topics["ratings"] = {"ratings", 1, 1};
    environment.topics["customers"] = {"customers", 1, 1};
    const bind::BoundScript bound = bind::bind(sql::parse(kBenchSources + query.sql), environment);
    for (const Diagnostic &diagnostic : bound.diagnostics) {
        if (diagnostic.severity == Severity::Error) {
            return fail(internalError(diagnostic.code, diagnostic.message));
        }
    }
    WEIR_ASSIGN(auto physical, exec::lower(optimize::optimize(*bound.plan.queries.front())));
    return std::unique_ptr<BenchEngine>(std::make_unique<DriverBench>(std::move(physical)));
}

Result<BenchFigure> measureBenchQuery(const BenchQuery &query, const BenchData &data, int rounds)
{
    WEIR_ASSIGN(const auto engine, BenchEngine::make(query));
    BenchFigure figure;
    std::vector<double> engineTimes;
    std::vector<double> handTimes;
    figure.equal = true;
    for (int round = 0; round < rounds; ++round) {
        const double start = benchCpuNs();
        WEIR_ASSIGN(figure.output, engine->run(data));
        const double middle = benchCpuNs();
        const BenchOutput expected = query.byHand(data);
        const double end = benchCpuNs();
        figure.equal = figure.equal && expected.rows == figure.output.rows &&
                       expected.hash == figure.output.hash;
        engineTimes.push_back((middle - start) / static_cast<double>(data.records));
        handTimes.push_back((end - middle) / static_cast<double>(data.records));
    }
    figure.engineNs = benchMedian(std::move(engineTimes));
    figure.handNs = benchMedian(std::move(handTimes));
    return figure;
}

} // namespace weir::runtime
