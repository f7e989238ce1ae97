#include "core/session/LanguageWorker.h"

#include "core/bind/Bind.h"
#include "core/plan/QuerySignature.h"
#include "core/sql/Parser.h"

#include <map>
#include <utility>

namespace weir::session {

LanguageResult understand(const LanguageRequest &request)
{
    const bind::BoundScript script =
        bind::bind(sql::parse(request.text), request.environment, {.revision = request.revision});
    LanguageResult result{.revision = request.revision,
                          .plan = std::make_shared<const plan::LogicalPlan>(script.plan),
                          .diagnostics = script.diagnostics};
    std::map<std::string, std::string> signatures;
    for (const auto &query : script.plan.queries) {
        signatures[query->key] = plan::querySignature(*query);
    }
    for (const bind::BoundStatement &statement : script.statements) {
        const auto signature = signatures.find(statement.key);
        result.statements.push_back(
            {.key = statement.key,
             .span = statement.span,
             .planStatement = sql::isPlanStatement(statement.kind),
             .signature = signature == signatures.end() ? "" : signature->second,
             .hasError = !statement.ok});
    }
    return result;
}

LanguageWorker::LanguageWorker(Done done)
    : m_done(std::move(done))
    , m_thread([this](const std::stop_token &stop) { run(stop); })
{
}

LanguageWorker::~LanguageWorker()
{
    m_thread.request_stop();
    m_thread.join();
}

void LanguageWorker::post(LanguageRequest request)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting = std::move(request);
    }
    m_arrived.notify_one();
}

void LanguageWorker::run(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        LanguageRequest request;
        {
            std::unique_lock lock(m_mutex);
            if (!m_arrived.wait(lock, stop, [this] { return m_waiting.has_value(); })) {
                return;
            }
            request = std::move(*m_waiting);
            m_waiting.reset();
        }
        m_done(std::make_shared<const LanguageResult>(understand(request)));
    }
}

} // namespace weir::session
