#include "app/studio/Document.h"

#include "core/project/AtomicFile.h"

#include <QFileInfo>

#include <algorithm>
#include <filesystem>
#include <tuple>
#include <utility>

namespace weir::studio {

namespace {

std::filesystem::path filePath(const QString &path)
{
    return std::filesystem::path(path.toStdString());
}

bool sameGenerator(const runtime::GeneratorSpec &a, const runtime::GeneratorSpec &b)
{
    return std::tie(a.topic, a.generator, a.seed, a.rate, a.backfillMs) ==
           std::tie(b.topic, b.generator, b.seed, b.rate, b.backfillMs);
}

} // namespace

Document::Document(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    reset({}, {});
}

QString Document::name() const
{
    if (!m_path.isEmpty()) {
        return QFileInfo(m_path).fileName();
    }
    return m_title.isEmpty() ? tr("Untitled") : m_title;
}

void Document::reset(std::string bytes, const QString &path, const QString &title,
                     project::ProjectFile project, project::SavedFiles known)
{
    m_project = std::move(project);
    m_known = std::move(known);
    if (m_project.runId.empty()) {
        m_project.runId = project::newRunId();
    }
    // Behind the text before: the language worker drops results of lower revisions as outdated.
    const std::uint64_t revision = m_history ? text().revision() + 1 : 0;
    m_history = std::make_unique<project::History>(
        sql::SqlText(std::move(bytes), revision),
        project::Arrangement{m_project.positions, m_project.plots}, m_clock);
    m_history->setListener([this](const project::Change &change) {
        for (const sql::TextPatch &patch : change.patches) {
            Q_EMIT patched(patch);
        }
        if (!change.patches.empty()) {
            Q_EMIT textChanged();
        }
        if (!change.positions.empty() || change.plots) {
            Q_EMIT arranged();
        }
    });
    m_path = path;
    m_title = title;
    Q_EMIT replaced();
    Q_EMIT stateChanged();
}

Status Document::open(const QString &path)
{
    WEIR_ASSIGN(project::SavedFiles files, project::readSavedFiles(filePath(path)));
    project::ProjectFile beside;
    if (files.beside) {
        WEIR_ASSIGN(beside, project::parseProjectFile(*files.beside));
    }
    const std::string bytes = files.sql;
    reset(bytes, QFileInfo(path).absoluteFilePath(), {}, std::move(beside), std::move(files));
    return {};
}

Document::OnDisk Document::compareWithDisk() const
{
    if (m_path.isEmpty()) {
        return OnDisk::Untitled;
    }
    const auto disk = project::readSavedFiles(filePath(m_path));
    if (!disk) {
        return disk.error().code == "project.missing" ? OnDisk::Missing : OnDisk::Unreadable;
    }
    return project::holdsNews(*disk, m_known) ? OnDisk::Changed : OnDisk::Same;
}

bool Document::equalsDisk() const
{
    const auto disk = project::readSavedFiles(filePath(m_path));
    if (!disk) {
        return false;
    }
    const auto beside = disk->beside ? project::parseProjectFile(*disk->beside)
                                     : Result<project::ProjectFile>(m_project);
    return beside &&
           project::changeTo(*disk, disk->beside ? &*beside : nullptr, text(), arrangement())
               .isEmpty();
}

Status Document::reload()
{
    WEIR_ASSIGN(project::SavedFiles files, project::readSavedFiles(filePath(m_path)));
    project::ProjectFile beside = m_project;
    if (files.beside) {
        WEIR_ASSIGN(beside, project::parseProjectFile(*files.beside));
        if (beside.runId.empty()) {
            beside.runId = m_project.runId;
        }
    }
    WEIR_TRY(m_history->apply(
        tr("Reload").toStdString(),
        project::changeTo(files, files.beside ? &beside : nullptr, text(), arrangement())));
    const bool generators =
        !std::equal(beside.sources.begin(), beside.sources.end(), m_project.sources.begin(),
                    m_project.sources.end(), sameGenerator);
    m_project = std::move(beside);
    m_known = std::move(files);
    m_history->setClean();
    if (generators) {
        Q_EMIT generatorsChanged();
    }
    // As after saving: what is shown is what stands on disk.
    Q_EMIT saved();
    Q_EMIT stateChanged();
    return {};
}

void Document::keepMine()
{
    if (auto disk = project::readSavedFiles(filePath(m_path))) {
        m_known = std::move(*disk);
    }
    forgetSaved();
}

void Document::forgetSaved()
{
    m_history->forgetClean();
    Q_EMIT unsaved();
    Q_EMIT stateChanged();
}

project::SavedFiles Document::asSaved(const std::string &runId) const
{
    project::ProjectFile beside = m_project;
    beside.runId = runId;
    beside.positions = arrangement().positions;
    beside.plots = arrangement().plots;
    return {text().bytes(), project::formatProjectFile(beside)};
}

Status Document::save(const QString &path)
{
    const QString file = QFileInfo(path).absoluteFilePath();
    const std::string runId =
        m_path.isEmpty() || m_path == file ? m_project.runId : project::newRunId();
    project::SavedFiles files = asSaved(runId);
    WEIR_TRY(project::replaceFile(filePath(path), files.sql));
    WEIR_TRY(project::replaceFile(project::projectFileOf(filePath(path)), *files.beside));
    m_known = std::move(files);
    m_project.runId = runId;
    m_path = file;
    m_history->setClean();
    m_history->breakTyping();
    Q_EMIT saved();
    Q_EMIT stateChanged();
    return {};
}

Status Document::type(const sql::TextPatch &patch)
{
    const Status status = m_history->type(patch);
    Q_EMIT stateChanged();
    return status;
}

Status Document::join(const sql::TextPatch &patch)
{
    const Status status = m_history->join(patch);
    Q_EMIT stateChanged();
    return status;
}

Status Document::apply(const QString &label, project::Change change)
{
    const Status status = m_history->apply(label.toStdString(), std::move(change));
    Q_EMIT stateChanged();
    return status;
}

void Document::undo()
{
    // Our own inverse patches always fit; a failure is a bug that History reports by itself.
    if (const Status status = m_history->undo(); status) {
        Q_EMIT stateChanged();
    }
}

void Document::redo()
{
    if (const Status status = m_history->redo(); status) {
        Q_EMIT stateChanged();
    }
}

void Document::goTo(std::size_t steps)
{
    if (const Status status = m_history->goTo(steps); status) {
        Q_EMIT stateChanged();
    }
}

QString Document::undoLabel() const
{
    return m_history->canUndo()
               ? QString::fromStdString(m_history->labels().at(m_history->doneSteps() - 1))
               : QString();
}

QString Document::redoLabel() const
{
    return m_history->canRedo()
               ? QString::fromStdString(m_history->labels().at(m_history->doneSteps()))
               : QString();
}

} // namespace weir::studio
