#pragma once

#include "app/studio/Windows.h"

#include <QObject>

#include <memory>

class QLocalServer;
class QLockFile;

namespace weir::studio {

/// One window for a project among all processes of this user: a lock file and a local socket in the
/// user's runtime folder, both named after the project's canonical path. The lock of a process that
/// has died is taken over; only the user can reach the socket. GUI thread.
class OneWindow : public QObject, public Windows {
    Q_OBJECT

public:
    /// What became of asking the window that has a project to come to the front.
    enum class Raised { Yes, NoAnswer, NobodyHasIt };

    /// `folder` is made with access for the user alone; empty: in the user's runtime folder.
    /// `arguments` are given to the processes that openAnother() starts, before the file.
    explicit OneWindow(QString folder = {}, QStringList arguments = {});
    ~OneWindow() override;

    bool take(const QString &path) override;
    void leave() override;
    bool isFree(const QString &path) override;
    bool openAnother(const QString &path) override;

    /// Asks the window that has a project to come to the front and waits for its answer, 5 s at
    /// most: for a process that has no window yet.
    Raised raiseOwner(const QString &path) const;

Q_SIGNALS:
    /// Somebody opens our project again: this window should come to the front.
    void raiseRequested();

private:
    QString nameOf(const QString &path) const;
    void answer();

    QString m_folder;
    QStringList m_arguments;
    QString m_name; ///< of the project taken; empty = none
    std::unique_ptr<QLockFile> m_lock;
    std::unique_ptr<QLocalServer> m_server;
};

} // namespace weir::studio
