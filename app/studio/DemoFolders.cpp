#include "app/studio/DemoFolders.h"

#include "core/log/Cluster.h"

#include <QDir>
#include <QLockFile>

#include <utility>

namespace weir::studio {

DemoFolders::DemoFolders(QString dataFolder)
    : m_dataFolder(dataFolder.isEmpty() ? QString::fromStdString(log::defaultDataFolder())
                                        : std::move(dataFolder))
{
}

DemoFolders::~DemoFolders() = default;

std::string DemoFolders::takeEmpty()
{
    QDir().mkpath(m_dataFolder);
    QString folder;
    for (int number = 1; folder.isEmpty(); ++number) {
        const QString name =
            number == 1 ? QStringLiteral("demo") : QStringLiteral("demo-%1").arg(number);
        const QString path = QDir(m_dataFolder).filePath(name);
        auto lock = std::make_unique<QLockFile>(path + QStringLiteral(".lock"));
        // It is held as long as a window is open: age says nothing, a dead owner does.
        lock->setStaleLockTime(0);
        if (lock->tryLock() || lock->error() != QLockFile::LockFailedError) {
            // A folder in which no lock can be written fails with a reason when it is opened.
            folder = path;
            m_locks.push_back(std::move(lock));
        }
    }
    QFile::remove(folder); // an address without a folder makes a file of that name
    QDir(folder).removeRecursively();
    QDir().mkpath(folder);
    return "local:" + folder.toStdString();
}

void DemoFolders::leaveOthers()
{
    if (m_locks.size() > 1) {
        m_locks.erase(m_locks.begin(), m_locks.end() - 1);
    }
}

} // namespace weir::studio
