#include "core/runtime/GeneratorPump.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace weir::runtime {

namespace {

constexpr std::size_t kAppendMost = 20000;

} // namespace

GeneratorPump::GeneratorPump(log::ClusterPtr cluster, std::shared_ptr<const Clock> clock,
                             SnapshotBoard &board)
    : m_cluster(std::move(cluster))
    , m_clock(std::move(clock))
    , m_board(board)
{
}

GeneratorPump::~GeneratorPump()
{
    if (m_thread.joinable()) {
        m_thread.request_stop();
        m_thread.join();
    }
}

Status GeneratorPump::begin(const std::vector<GeneratorSpec> &specs,
                            const std::vector<log::NewTopic> &declared, const Deadline &deadline)
{
    const EpochMs now = m_clock->now();
    for (const GeneratorSpec &spec : specs) {
        WEIR_TRY(open(spec, now - spec.backfillMs, declared, deadline));
    }
    // Rows of a table come before the stream that looks them up.
    std::stable_partition(m_sources.begin(), m_sources.end(), [](const Source &source) {
        return source.run->generator().traits().reference;
    });
    for (Source &source : m_sources) {
        const bool reference = source.run->generator().traits().reference;
        if (source.spec.rate <= 0 && !reference) {
            continue;
        }
        const EpochMs until = reference ? connect::kNoTimeLimit : now;
        std::size_t appended = kAppendMost;
        while (appended == kAppendMost && !source.run->finished()) {
            WEIR_ASSIGN(appended, source.run->append(until, kAppendMost, deadline));
        }
    }
    return {};
}

Status GeneratorPump::open(const GeneratorSpec &spec, EpochMs start,
                           const std::vector<log::NewTopic> &declared, const Deadline &deadline)
{
    connect::GeneratorRunOptions options{
        .generator = spec.generator,
        .topic = spec.topic,
        .settings = {.seed = spec.seed, .start = start, .rate = spec.rate}};
    const auto known =
        std::find_if(declared.begin(), declared.end(),
                     [&](const log::NewTopic &topic) { return topic.name == spec.topic; });
    if (known != declared.end()) {
        options.partitions = known->partitions;
        options.replicas = known->replicas;
        options.config = known->config;
    }
    WEIR_ASSIGN(auto run, connect::GeneratorRun::open(m_cluster, options, deadline));
    if (run->resumed() && spec.rate > 0) {
        run->skipTo(m_clock->now());
    }
    m_sources.push_back({spec, std::move(run)});
    return {};
}

void GeneratorPump::live()
{
    // The thread that was started first has the sources until the end.
    if (!m_thread.joinable()) {
        m_thread = std::jthread([this](const std::stop_token &stop) { pump(stop); });
    }
}

void GeneratorPump::pump(const std::stop_token &stop)
{
    std::mutex mutex;
    std::condition_variable_any wait;
    dropFinished();
    while (!stop.stop_requested() && !m_sources.empty()) {
        EpochMs next = m_clock->now() + 200;
        for (auto source = m_sources.begin(); source != m_sources.end();) {
            const bool fast = source->spec.rate <= 0;
            const auto appended =
                source->run->append(fast ? connect::kNoTimeLimit : m_clock->now(), kAppendMost,
                                    Deadline::in(std::chrono::seconds(10), stop));
            if (!appended && !stop.stop_requested()) {
                m_board.log(LogLevel::Error, "generator " + source->spec.generator +
                                                 " stopped: " + appended.error().message);
                source = m_sources.erase(source);
                continue;
            }
            next = fast ? 0 : std::min(next, source->run->nextTime().value_or(next));
            ++source;
        }
        dropFinished();
        const EpochMs pause = std::clamp<EpochMs>(next - m_clock->now(), 0, 200);
        std::unique_lock lock(mutex);
        wait.wait_for(lock, stop, std::chrono::milliseconds(pause), [] { return false; });
    }
}

void GeneratorPump::dropFinished()
{
    std::erase_if(m_sources, [](const Source &source) { return source.run->finished(); });
}

} // namespace weir::runtime
