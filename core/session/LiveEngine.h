#pragma once

#include "core/runtime/Engine.h"
#include "core/session/EnginePort.h"
#include "core/session/LanguageWorker.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace weir::session {

/// The EnginePort over a real engine in this process.
class LiveEngine final : public EnginePort {
    Q_OBJECT

public:
    explicit LiveEngine(runtime::EngineOptions options, QObject *parent = nullptr);
    ~LiveEngine() override;

    std::optional<runtime::RequestId> submit(runtime::Command command) override;
    void cancel(runtime::RequestId id) override;
    std::shared_ptr<const runtime::EngineSnapshot> snapshot() const override;
    std::unique_ptr<FeedHandle> subscribe(runtime::FeedSpec spec) override;
    void setGenerators(std::vector<runtime::GeneratorSpec> generators) override;
    void setText(std::string text, std::uint64_t revision) override;
    std::shared_ptr<const LanguageResult> language() const override { return m_language; }
    std::size_t openFeeds() const override { return *m_openFeeds; }

private:
    void takeLanguage(std::shared_ptr<const LanguageResult> result);
    void noteTopics();
    void bindAgain();

    std::shared_ptr<std::size_t> m_openFeeds = std::make_shared<std::size_t>(0);
    std::shared_ptr<const LanguageResult> m_language;
    LanguageRequest m_request;
    std::unique_ptr<runtime::Engine> m_engine;
    std::unique_ptr<LanguageWorker> m_worker;
};

} // namespace weir::session
