#include "app/studio/wiring/DiskWatch.h"

#include "app/studio/wiring/DiffPages.h"
#include "widgets/panels/HintBar.h"

#include <QFileInfo>
#include <QGuiApplication>

namespace weir::studio {

namespace {

constexpr QLatin1String kDiffId("disk");

std::filesystem::path filePath(const QString &path)
{
    return std::filesystem::path(path.toStdString());
}

/// The SQL, and below it NAME.weir where that differs too.
DiffPage::Sides sidesOf(const project::SavedFiles &mine, const project::SavedFiles &disk,
                        const QString &weirName)
{
    DiffPage::Sides sides{mine.sql, disk.sql, DiskWatch::tr("in this window"),
                          DiskWatch::tr("on disk")};
    if (disk.beside && disk.beside != mine.beside) {
        const std::string heading = "\n-- " + weirName.toStdString() + "\n";
        sides.before += heading + mine.beside.value_or(std::string());
        sides.after += heading + *disk.beside;
    }
    return sides;
}

} // namespace

DiskWatch::DiskWatch(Document &document, HintBar &bar, DiffPages &diffs, QObject *parent)
    : QObject(parent)
    , m_document(document)
    , m_bar(bar)
    , m_diffs(diffs)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleMs);
    connect(&m_settle, &QTimer::timeout, this, &DiskWatch::check);
    const auto settle = [this] {
        // Not restarted: a busy folder must not put the look off for ever.
        if (!m_settle.isActive()) {
            m_settle.start();
        }
    };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, settle);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, settle);
    connect(&document, &Document::replaced, this, &DiskWatch::start);
    connect(&document, &Document::saved, this, &DiskWatch::start);
    connect(&bar, &HintBar::firstClicked, this, &DiskWatch::first);
    connect(&bar, &HintBar::secondClicked, this, &DiskWatch::second);
    connect(&bar, &HintBar::thirdClicked, this, &DiskWatch::third);
    // A file server tells of no change: look when the person comes back.
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this,
            [settle](Qt::ApplicationState state) {
                if (state == Qt::ApplicationActive) {
                    settle();
                }
            });
    start();
}

void DiskWatch::start()
{
    hideBar();
    m_spokenOf.reset();
    m_goneAs.reset();
    m_diffs.close(kDiffId);
    watch();
}

// A file that another program replaced is a new one to the watcher; its folder tells of it.
void DiskWatch::watch()
{
    QStringList wanted;
    const QString path = m_document.path();
    if (!path.isEmpty()) {
        const QString weir =
            QString::fromStdString(project::projectFileOf(filePath(path)).string());
        for (const QString &file : {path, weir, QFileInfo(path).canonicalFilePath()}) {
            wanted << file << QFileInfo(file).path();
        }
        wanted.removeDuplicates();
    }
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    for (const QString &file : watched) {
        if (!wanted.contains(file)) {
            m_watcher.removePath(file);
        }
    }
    for (const QString &file : wanted) {
        if (!watched.contains(file) && QFileInfo::exists(file)) {
            m_watcher.addPath(file);
        }
    }
}

void DiskWatch::check()
{
    watch();
    switch (m_document.compareWithDisk()) {
    case Document::OnDisk::Untitled:
        return;
    case Document::OnDisk::Same:
        if (m_shown == Shown::Missing || m_shown == Shown::Unreadable) {
            // It came back as it was.
            if (m_document.equalsDisk()) {
                reload();
            }
            hideBar();
        } else if (m_shown == Shown::Changed) {
            hideBar();
            m_diffs.close(kDiffId);
        }
        return;
    case Document::OnDisk::Changed:
        return changed();
    case Document::OnDisk::Missing:
        return gone(Shown::Missing);
    case Document::OnDisk::Unreadable:
        return gone(Shown::Unreadable);
    }
}

void DiskWatch::changed()
{
    const auto disk = project::readSavedFiles(filePath(m_document.path()));
    if (!disk || (m_shown != Shown::Reloaded && m_spokenOf == *disk)) {
        return;
    }
    if (m_document.equalsDisk()) {
        reload();
        return hideBar();
    }
    // A file that was deleted and written anew may have no changes here either.
    if (!m_document.isEdited() || m_goneAs == m_document.asSaved()) {
        return reload();
    }
    m_spokenOf = *disk;
    showBar(Shown::Changed,
            tr("%1 changed on disk and here. Reloading can be undone.").arg(m_document.name()));
}

void DiskWatch::gone(Shown what)
{
    if (m_shown == what) {
        return;
    }
    m_goneAs.reset();
    if (!m_document.isEdited()) {
        m_goneAs = m_document.asSaved();
    }
    m_document.forgetSaved();
    showBar(what, what == Shown::Missing
                      ? tr("%1 was deleted or moved on disk. What is written here is kept.")
                            .arg(m_document.name())
                      : tr("%1 can no longer be read on disk. What is written here is kept.")
                            .arg(m_document.name()));
}

void DiskWatch::reload()
{
    const std::string before = m_document.text().bytes();
    if (const Status status = m_document.reload(); !status) {
        m_document.forgetSaved();
        if (const auto disk = project::readSavedFiles(filePath(m_document.path()))) {
            m_spokenOf = *disk;
        }
        showBar(Shown::Changed,
                tr("%1 was changed on disk and cannot be taken up: %2")
                    .arg(m_document.name(), QString::fromStdString(status.error().message)));
        return;
    }
    m_before = before;
    if (before != m_document.text().bytes()) {
        showBar(Shown::Reloaded,
                tr("%1 was changed on disk and read again. Undo brings back what was here.")
                    .arg(m_document.name()));
    }
}

void DiskWatch::keepMine()
{
    m_document.keepMine();
    start();
}

void DiskWatch::compare()
{
    const QString name = m_document.name();
    if (m_shown == Shown::Reloaded) {
        m_diffs.show(kDiffId, {.tab = tr("%1 · what changed").arg(name),
                               .title = tr("What was read again from %1").arg(name),
                               .sides = {m_before, m_document.text().bytes(),
                                         tr("in what was here"), tr("on disk")}});
        return;
    }
    const auto disk = project::readSavedFiles(filePath(m_document.path()));
    if (!disk) {
        Q_EMIT failed(disk.error());
        return;
    }
    const QString weir =
        QFileInfo(
            QString::fromStdString(project::projectFileOf(filePath(m_document.path())).string()))
            .fileName();
    m_diffs.show(kDiffId,
                 {.tab = tr("%1 · on disk").arg(name),
                  .title = tr("%1: what is written here against what is on disk").arg(name),
                  .sides = sidesOf(m_document.asSaved(), *disk, weir),
                  .first = tr("Reload"),
                  .onFirst = [this] { reload(); },
                  .second = tr("Keep Mine"),
                  .onSecond = [this] { keepMine(); }});
}

void DiskWatch::first()
{
    if (m_shown == Shown::Changed) {
        reload();
    } else if (m_shown == Shown::Missing || m_shown == Shown::Unreadable) {
        Q_EMIT saveRequested();
    }
}

void DiskWatch::second()
{
    if (m_shown == Shown::Changed) {
        keepMine();
    } else if (m_shown == Shown::Reloaded) {
        compare();
    }
}

void DiskWatch::third()
{
    if (m_shown == Shown::Changed) {
        compare();
    }
}

void DiskWatch::showBar(Shown what, const QString &text)
{
    m_shown = what;
    m_bar.setWarning(what != Shown::Reloaded);
    if (what == Shown::Changed) {
        m_bar.setActions(tr("Reload"), tr("Keep Mine"), tr("Compare"));
    } else if (what == Shown::Reloaded) {
        m_bar.setActions({}, tr("Compare"));
    } else {
        m_bar.setActions(tr("Save"));
    }
    m_bar.setText(text);
}

void DiskWatch::hideBar()
{
    m_shown = Shown::Nothing;
    m_bar.setText({});
}

} // namespace weir::studio
