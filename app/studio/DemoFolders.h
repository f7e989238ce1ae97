#pragma once

#include <QString>

#include <memory>
#include <string>
#include <vector>

class QLockFile;

namespace weir::studio {

/// The demo's own cluster folders in the user's data: `demo`, and `demo-2` and so on while a window
/// of this or another process is at work in those before it. A folder is this one's by a lock
/// beside it; that of a process that has died is taken over. GUI thread.
class DemoFolders {
public:
    /// `dataFolder` is where the folders stand; empty: log::defaultDataFolder().
    explicit DemoFolders(QString dataFolder = {});
    ~DemoFolders();

    /// Takes the first folder that nobody is at work in, empties it and returns its cluster's
    /// address ("local:PATH"). Those taken before stay this one's.
    std::string takeEmpty();
    /// Gives up all but the one taken last: nothing is at work in them any more.
    void leaveOthers();

private:
    QString m_dataFolder;
    std::vector<std::unique_ptr<QLockFile>> m_locks;
};

} // namespace weir::studio
