#include "app/studio/OneWindow.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>
#include <QLockFile>
#include <QProcess>
#include <QStandardPaths>

#include <utility>

namespace weir::studio {

namespace {

constexpr int kAnswerMs = 5'000;
constexpr qint64 kLongestRequest = 4'096;
constexpr char kRaise[] = "raise";
constexpr char kRaised[] = "raised\n";

QString canonical(const QString &path)
{
    const QFileInfo file(path);
    if (file.exists()) {
        return file.canonicalFilePath();
    }
    // Not there yet: its folder may still be reached by several names.
    const QString folder = QFileInfo(file.absolutePath()).canonicalFilePath();
    return folder.isEmpty() ? file.absoluteFilePath() : folder + u'/' + file.fileName();
}

std::unique_ptr<QLockFile> lockFile(const QString &name)
{
    auto lock = std::make_unique<QLockFile>(name + QStringLiteral(".lock"));
    // Age says nothing about a lock that is held as long as a window is open; a dead owner does.
    lock->setStaleLockTime(0);
    return lock;
}

} // namespace

OneWindow::OneWindow(QString folder, QStringList arguments)
    : m_folder(std::move(folder))
    , m_arguments(std::move(arguments))
{
    if (m_folder.isEmpty()) {
        m_folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
        m_folder += m_folder.isEmpty() ? QString() : QStringLiteral("/weir");
    }
    if (m_folder.isEmpty()) {
        return; // nothing can be shared: every project is free
    }
    QDir().mkpath(m_folder);
    QFile::setPermissions(m_folder,
                          QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
}

OneWindow::~OneWindow() = default;

QString OneWindow::nameOf(const QString &path) const
{
    // A socket's path has room for about a hundred bytes: not for a project's.
    const QByteArray hash =
        QCryptographicHash::hash(canonical(path).toUtf8(), QCryptographicHash::Sha256);
    return m_folder + u'/' + QString::fromLatin1(hash.toHex().left(24));
}

bool OneWindow::take(const QString &path)
{
    const QString name = nameOf(path);
    if (name == m_name || m_folder.isEmpty()) {
        return true;
    }
    auto lock = lockFile(name);
    if (!lock->tryLock(0)) {
        // A folder that cannot be written must not keep anybody from opening a project.
        return lock->error() != QLockFile::LockFailedError;
    }
    leave();
    m_name = name;
    m_lock = std::move(lock);
    QLocalServer::removeServer(name); // of a process that died
    m_server = std::make_unique<QLocalServer>();
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server.get(), &QLocalServer::newConnection, this, &OneWindow::answer);
    m_server->listen(name);
    return true;
}

void OneWindow::leave()
{
    m_server.reset();
    m_lock.reset();
    m_name.clear();
}

bool OneWindow::isFree(const QString &path)
{
    const QString name = nameOf(path);
    if (name == m_name || m_folder.isEmpty()) {
        return true;
    }
    const auto lock = lockFile(name);
    return lock->tryLock(0) || lock->error() != QLockFile::LockFailedError;
}

bool OneWindow::openAnother(const QString &path)
{
    QStringList arguments = m_arguments;
    if (!path.isEmpty()) {
        arguments << QStringLiteral("--") << path;
    } else {
        arguments << QStringLiteral("--new");
    }
    return QProcess::startDetached(QCoreApplication::applicationFilePath(), arguments);
}

void OneWindow::answer()
{
    while (QLocalSocket *socket = m_server->nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (socket->bytesAvailable() > kLongestRequest) {
                socket->abort();
                return;
            }
            if (!socket->canReadLine()) {
                return;
            }
            const QList<QByteArray> words = socket->readLine().trimmed().split(' ');
            if (words.front() == kRaise) {
                // Wayland lets a window come to the front only with the token of who asks.
                if (words.size() > 1 && !words.at(1).isEmpty()) {
                    qputenv("XDG_ACTIVATION_TOKEN", words.at(1));
                }
                Q_EMIT raiseRequested();
                socket->write(kRaised);
            }
            socket->disconnectFromServer();
        });
    }
}

OneWindow::Raised OneWindow::raiseOwner(const QString &path) const
{
    const QString name = nameOf(path);
    QDeadlineTimer deadline(kAnswerMs);
    while (!deadline.hasExpired()) {
        QLocalSocket socket;
        socket.connectToServer(name);
        if (socket.waitForConnected(static_cast<int>(deadline.remainingTime()))) {
            socket.write(QByteArray(kRaise) + ' ' + qgetenv("XDG_ACTIVATION_TOKEN") + '\n');
            QByteArray said;
            while (!said.endsWith('\n') &&
                   socket.waitForReadyRead(static_cast<int>(deadline.remainingTime()))) {
                said += socket.readAll();
            }
            return said == kRaised ? Raised::Yes : Raised::NoAnswer;
        }
        // It holds the lock and does not listen: it has just begun, or it ends.
        if (lockFile(name)->tryLock(100)) {
            return Raised::NobodyHasIt;
        }
    }
    return Raised::NoAnswer;
}

} // namespace weir::studio
