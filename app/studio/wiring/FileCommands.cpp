#include "app/studio/wiring/FileCommands.h"

#include "app/studio/Ask.h"
#include "app/studio/Document.h"
#include "app/studio/MainWindow.h"
#include "app/studio/Panels.h"
#include "app/studio/Settings.h"
#include "app/studio/Windows.h"
#include "app/studio/actions/ActionRegistry.h"
#include "core/project/ProjectFile.h"
#include "widgets/panels/PanelStack.h"
#include "widgets/panels/WelcomePage.h"

#include <QDir>
#include <QFileInfo>
#include <QMenu>

#include <filesystem>
#include <utility>

namespace weir::studio {

FileCommands::FileCommands(const Needs &needs, QMenu *recentMenu, QObject *parent)
    : QObject(parent)
    , m_needs(needs)
    , m_recentMenu(recentMenu)
{
    ActionRegistry &actions = m_needs.actions;
    actions.on(ActionId::FileNew, this, [this] { create(); });
    actions.on(ActionId::FileOpen, this, [this] { pickAndOpen(); });
    actions.on(ActionId::FileSave, this, [this] { save(); });
    actions.on(ActionId::FileSaveAs, this, [this] { saveAs(); });
    WelcomePage *welcome = m_needs.panels.welcome;
    connect(welcome, &WelcomePage::newRequested, this, &FileCommands::create);
    connect(welcome, &WelcomePage::openRequested, this, &FileCommands::pickAndOpen);
    connect(welcome, &WelcomePage::recentRequested, this, &FileCommands::open);
    connect(welcome, &WelcomePage::demoRequested, this,
            [this] { whenSafe([this] { Q_EMIT demoRequested(); }); });
    connect(&m_needs.document, &Document::stateChanged, this, &FileCommands::showState);
    connect(&m_needs.document, &Document::replaced, this, [this] {
        if (m_needs.windows && m_needs.document.path().isEmpty()) {
            m_needs.windows->leave();
        }
    });
    connect(&m_needs.window, &MainWindow::closeAsked, this,
            [this] { whenSafe([this] { m_needs.window.letClose(); }); });
    showRecent();
    showState();
}

void FileCommands::whenSafe(std::function<void()> go)
{
    if (!m_needs.document.isEdited()) {
        return go();
    }
    m_needs.ask.unsavedChanges(m_needs.document.name(),
                               [this, go = std::move(go)](Ask::Changes answer) {
                                   if (answer == Ask::Changes::Save) {
                                       save(go);
                                   } else if (answer == Ask::Changes::Discard) {
                                       go();
                                   }
                               });
}

bool FileCommands::isUsed() const
{
    const Document &document = m_needs.document;
    return !document.path().isEmpty() || document.isEdited() || document.text().size() > 0;
}

void FileCommands::openAnother(const QString &path)
{
    if (!m_needs.windows->openAnother(path)) {
        m_needs.ask.tell(tr("No further window was opened"),
                         tr("Another process of Weir could not be started."));
    }
}

void FileCommands::create()
{
    if (m_needs.windows && isUsed()) {
        return openAnother({});
    }
    whenSafe([this] {
        m_needs.document.reset({}, {});
        Q_EMIT opened();
    });
}

void FileCommands::pickAndOpen()
{
    const QString folder = m_needs.document.path().isEmpty()
                               ? QDir::homePath()
                               : QFileInfo(m_needs.document.path()).path();
    m_needs.pick.toOpen(folder, [this](const QString &path) { open(path); });
}

void FileCommands::open(const QString &path)
{
    const QString own = QFileInfo(m_needs.document.path()).canonicalFilePath();
    if (m_needs.windows && !own.isEmpty() && own == QFileInfo(path).canonicalFilePath()) {
        Q_EMIT opened();
        return;
    }
    // The other process asks the window that has the project: this one never waits for another.
    if (m_needs.windows && (isUsed() || !m_needs.windows->isFree(path))) {
        return openAnother(path);
    }
    whenSafe([this, path] {
        if (load(path)) {
            Q_EMIT opened();
        }
    });
}

bool FileCommands::load(const QString &path)
{
    const QString before = m_needs.document.path();
    if (m_needs.windows && !m_needs.windows->take(path)) {
        openAnother(path);
        return false;
    }
    if (const Status status = m_needs.document.open(path); !status) {
        takeBack(before);
        m_needs.ask.tell(tr("The pipeline was not opened"),
                         QString::fromStdString(status.error().message));
        return false;
    }
    m_needs.settings.addRecent(m_needs.document.path());
    showRecent();
    return true;
}

void FileCommands::takeBack(const QString &path)
{
    if (m_needs.windows && path.isEmpty()) {
        m_needs.windows->leave();
    } else if (m_needs.windows) {
        m_needs.windows->take(path);
    }
}

void FileCommands::save(std::function<void()> saved)
{
    if (m_needs.document.path().isEmpty()) {
        saveAs(std::move(saved));
    } else {
        write(m_needs.document.path(), saved);
    }
}

void FileCommands::saveAs(std::function<void()> saved)
{
    QString suggestion = m_needs.document.path();
    if (suggestion.isEmpty()) {
        suggestion =
            QDir::home().filePath(QFileInfo(m_needs.document.name()).completeBaseName().toLower() +
                                  QStringLiteral(".sql"));
    }
    m_needs.pick.toSave(suggestion, [this, saved = std::move(saved)](const QString &path) {
        writeAs(path, saved);
    });
}

// The file dialog asked about NAME.sql; nobody has yet about NAME.weir.
void FileCommands::writeAs(const QString &path, const std::function<void()> &saved)
{
    const QString beside = QString::fromStdString(
        project::projectFileOf(std::filesystem::path(path.toStdString())).string());
    if (QFileInfo(path).absoluteFilePath() == m_needs.document.path() ||
        !QFileInfo::exists(beside)) {
        return write(path, saved);
    }
    m_needs.ask.confirm(tr("Replace %1?").arg(QFileInfo(beside).fileName()),
                        tr("It belongs to a pipeline of the new name: its generators, where its "
                           "blocks stand, and the name of its run would be lost."),
                        tr("Replace the File"), [this, path, saved] { write(path, saved); });
}

void FileCommands::write(const QString &path, const std::function<void()> &saved)
{
    const Document &document = m_needs.document;
    if (path == document.path() && document.compareWithDisk() == Document::OnDisk::Changed) {
        m_needs.ask.confirm(
            tr("Replace %1 on disk?").arg(document.name()),
            tr("Another program changed it after it was read here. Cancel and choose Compare to "
               "see what changed."),
            tr("Replace the File"), [this, path, saved] { writeNow(path, saved); });
        return;
    }
    writeNow(path, saved);
}

void FileCommands::writeNow(const QString &path, const std::function<void()> &saved)
{
    const QString before = m_needs.document.path();
    if (m_needs.windows && !m_needs.windows->take(path)) {
        m_needs.ask.tell(tr("The pipeline was not saved"),
                         tr("%1 is open in another window. Save under another name, or close it "
                            "there.")
                             .arg(QFileInfo(path).fileName()));
        return;
    }
    if (const Status status = m_needs.document.save(path); !status) {
        takeBack(before);
        m_needs.ask.tell(tr("The pipeline was not saved"),
                         QString::fromStdString(status.error().message));
        return;
    }
    m_needs.settings.addRecent(m_needs.document.path());
    showRecent();
    if (saved) {
        saved();
    }
}

void FileCommands::showRecent()
{
    const QStringList files = m_needs.settings.recentFiles();
    m_needs.panels.welcome->setRecentFiles(files);
    m_recentMenu->clear();
    m_recentMenu->setEnabled(!files.isEmpty());
    for (const QString &path : files) {
        QString shown = path;
        QAction *entry = m_recentMenu->addAction(shown.replace(u'&', QStringLiteral("&&")));
        connect(entry, &QAction::triggered, this, [this, path] { open(path); });
    }
}

void FileCommands::showState()
{
    const Document &document = m_needs.document;
    m_needs.window.setWindowTitle(QStringLiteral("%1[*] — Weir").arg(document.name()));
    m_needs.window.setWindowModified(document.isEdited());
    PanelStack *centre = m_needs.window.stack(MainWindow::Side::Centre);
    centre->setTitle(QStringLiteral("designer"), document.name());
    centre->setEdited(QStringLiteral("designer"), document.isEdited());
    m_needs.actions.setDisabledReason(
        ActionId::FileSave,
        document.isEdited() || document.path().isEmpty() ? QString() : tr("All is saved"));
}

} // namespace weir::studio
