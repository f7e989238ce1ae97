#include "core/session/LiveEngine.h"

#include "core/session/LiveFeed.h"

#include <utility>

namespace weir::session {

namespace {

constexpr int kFeedIntervalMs = 16;

} // namespace

LiveEngine::LiveEngine(runtime::EngineOptions options, QObject *parent)
    : EnginePort(parent)
    , m_engine(std::make_unique<runtime::Engine>(std::move(options)))
{
    m_engine->onReply([this](runtime::Reply reply) {
        QMetaObject::invokeMethod(
            this, [this, reply = std::move(reply)] { Q_EMIT replied(reply); },
            Qt::QueuedConnection);
    });
    m_engine->onSnapshot([this] {
        QMetaObject::invokeMethod(
            this,
            [this] {
                noteTopics();
                Q_EMIT snapshotChanged();
            },
            Qt::QueuedConnection);
    });
    m_worker =
        std::make_unique<LanguageWorker>([this](std::shared_ptr<const LanguageResult> result) {
            QMetaObject::invokeMethod(
                this, [this, result = std::move(result)] { takeLanguage(result); },
                Qt::QueuedConnection);
        });
}

LiveEngine::~LiveEngine()
{
    // Threads first, so that none posts to a half-destroyed object.
    m_worker.reset();
    m_engine.reset();
}

std::optional<runtime::RequestId> LiveEngine::submit(runtime::Command command)
{
    return m_engine->submit(std::move(command));
}

void LiveEngine::cancel(runtime::RequestId id)
{
    m_engine->cancel(id);
}

std::shared_ptr<const runtime::EngineSnapshot> LiveEngine::snapshot() const
{
    return m_engine->snapshot();
}

std::unique_ptr<FeedHandle> LiveEngine::subscribe(runtime::FeedSpec spec)
{
    return std::make_unique<LiveFeed>(m_engine->subscribe(std::move(spec)), kFeedIntervalMs,
                                      m_openFeeds);
}

void LiveEngine::setGenerators(std::vector<runtime::GeneratorSpec> generators)
{
    m_request.environment.generatedTopics.clear();
    for (const runtime::GeneratorSpec &generator : generators) {
        m_request.environment.generatedTopics.insert(generator.topic);
    }
    bindAgain();
}

void LiveEngine::setText(std::string text, std::uint64_t revision)
{
    m_request.text = std::move(text);
    m_request.revision = revision;
    m_worker->post(m_request);
}

void LiveEngine::takeLanguage(std::shared_ptr<const LanguageResult> result)
{
    if (m_language && result->revision < m_language->revision) {
        return;
    }
    m_language = std::move(result);
    Q_EMIT languageChanged();
}

/// Topics are facts of the binder: the text is bound again when they change (ENGINE.md 11).
void LiveEngine::noteTopics()
{
    const auto gauges = snapshot();
    std::map<std::string, catalog::TopicFact> topics;
    for (const runtime::TopicGauges &topic : gauges->topics) {
        topics[topic.name] = {.name = topic.name, .partitions = topic.partitions};
    }
    const bool known = gauges->clusterReachable && !gauges->clusterId.empty();
    catalog::Environment &environment = m_request.environment;
    if (known == environment.topicsKnown && topics == environment.topics) {
        return;
    }
    environment.topicsKnown = known;
    environment.topics = std::move(topics);
    bindAgain();
}

void LiveEngine::bindAgain()
{
    if (!m_request.text.empty() || m_request.revision > 0) {
        m_worker->post(m_request);
    }
}

} // namespace weir::session

// Here, not with the other meta objects: a program with its own EnginePort then links no engine.
#include "moc_LiveEngine.cpp"
