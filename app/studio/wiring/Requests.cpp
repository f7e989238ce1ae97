#include "app/studio/wiring/Requests.h"

#include <utility>

namespace weir::studio {

Requests::Requests(session::EnginePort &port, QObject *parent)
    : QObject(parent)
    , m_port(port)
{
    connect(&port, &session::EnginePort::replied, this, &Requests::replied);
}

void Requests::send(runtime::Command command, Answered answered)
{
    if (const auto id = m_port.submit(std::move(command))) {
        m_waiting.emplace(*id, std::move(answered));
        return;
    }
    const Error busy = externalError(
        "studio.busy", tr("The engine is busy; try again in a moment").toStdString(), true);
    if (answered) {
        answered(fail(busy));
    } else {
        Q_EMIT failed(busy);
    }
}

void Requests::openCluster(std::string uri)
{
    ++m_opening;
    send(runtime::OpenCluster{std::move(uri)}, [this](const Result<runtime::Answer> &answer) {
        --m_opening;
        if (!answer) {
            m_afterOpening.clear();
            Q_EMIT failed(answer.error());
            return;
        }
        if (m_opening == 0) {
            for (const auto &go : std::exchange(m_afterOpening, {})) {
                go();
            }
        }
    });
}

void Requests::whenClusterIsOpen(std::function<void()> go)
{
    if (m_opening > 0) {
        m_afterOpening.push_back(std::move(go));
        return;
    }
    go();
}

void Requests::replied(const runtime::Reply &reply)
{
    const auto at = m_waiting.find(reply.id);
    if (at == m_waiting.end()) {
        return;
    }
    const Answered answered = std::move(at->second);
    m_waiting.erase(at);
    if (answered) {
        answered(reply.result);
    } else if (!reply.result) {
        Q_EMIT failed(reply.result.error());
    }
}

} // namespace weir::studio
