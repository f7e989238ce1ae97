#pragma once

#include "core/session/EnginePort.h"

#include <QObject>

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

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

    /// Opens another cluster, as runtime::OpenCluster takes it.
    void openCluster(std::string uri);
    /// Calls `go` when it is known which cluster is open: at once, or when the one that is being
    /// opened is there. Not at all when that fails: what was asked for was meant for it.
    void whenClusterIsOpen(std::function<void()> go);

Q_SIGNALS:
    /// A command without an own handler failed.
    void failed(const weir::Error &error);

private:
    void replied(const runtime::Reply &reply);

    session::EnginePort &m_port;
    std::unordered_map<runtime::RequestId, Answered> m_waiting;
    int m_opening = 0; ///< clusters that are being opened
    std::vector<std::function<void()>> m_afterOpening;
};

} // namespace weir::studio
