#pragma once

#include "core/session/EnginePort.h"

namespace weir::studio {

/// An engine that runs nothing and says so: each command fails with `studio.no-engine`. The window
/// opens with it where no engine can be made.
class OfflineEngine final : public session::EnginePort {
    Q_OBJECT

public:
    explicit OfflineEngine(QObject *parent = nullptr);

    std::optional<runtime::RequestId> submit(runtime::Command command) override;
    void cancel(runtime::RequestId) override {}
    std::shared_ptr<const runtime::EngineSnapshot> snapshot() const override { return m_snapshot; }
    std::unique_ptr<session::FeedHandle> subscribe(runtime::FeedSpec spec) override;
    void setGenerators(std::vector<runtime::GeneratorSpec>) override {}
    void setText(std::string, std::uint64_t) override {}
    std::shared_ptr<const session::LanguageResult> language() const override { return nullptr; }
    std::size_t openFeeds() const override { return 0; }

private:
    std::shared_ptr<const runtime::EngineSnapshot> m_snapshot;
    runtime::RequestId m_next = 0;
};

} // namespace weir::studio
