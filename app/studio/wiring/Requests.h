#pragma once

#include "core/session/EnginePort.h"

#include <QObject>

#include <functional>
#include <unordered_map>

namespace weir::studio {

/// Sends commands and brings each its own reply. A full queue is the error `studio.busy`. GUI
/// thread.
class Requests : public QObject {
    Q_OBJECT

public:
    using Answered = std::function<void(const Result<runtime::Answer> &)>;

    explicit Requests(session::EnginePort &port, QObject *parent = nullptr);

    /// `answered` is called once, on the GUI thread, unless this object is gone before.
    void send(runtime::Command command, Answered answered = {});
    session::EnginePort &port() const { return m_port; }

Q_SIGNALS:
    /// A command without an own handler failed.
    void failed(const weir::Error &error);

private:
    void replied(const runtime::Reply &reply);

    session::EnginePort &m_port;
    std::unordered_map<runtime::RequestId, Answered> m_waiting;
};

} // namespace weir::studio
