#pragma once

#include <QString>
#include <QStringList>

namespace weir::studio {

/// The other windows of the program: one window is one process with one project. No call waits for
/// another process. Tests give a fake, or none.
class Windows {
public:
    virtual ~Windows() = default;
    /// Makes a project this window's, instead of the one it had. False: another window has it, and
    /// this one keeps what it had.
    virtual bool take(const QString &path) = 0;
    /// Gives the project up: the window shows an untitled one.
    virtual void leave() = 0;
    /// Returns whether no other window has a project.
    virtual bool isFree(const QString &path) = 0;
    /// Starts another process: with a file it shows that project, or the window that has it, with
    /// none an empty pipeline. False: it could not be started.
    virtual bool openAnother(const QString &path) = 0;
};

} // namespace weir::studio
