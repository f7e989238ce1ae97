#include "app/studio/Document.h"

#include "core/project/AtomicFile.h"

#include <QFileInfo>

#include <filesystem>
#include <utility>

namespace weir::studio {

namespace {

std::filesystem::path filePath(const QString &path)
{
    return std::filesystem::path(path.toStdString());
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
                     project::ProjectFile project)
{
    m_project = std::move(project);
    if (m_project.runId.empty()) {
        m_project.runId = project::newRunId();
    }
    m_history = std::make_unique<project::History>(
        sql::SqlText(std::move(bytes)), project::Arrangement{m_project.positions, m_project.plots},
        m_clock);
    m_history->setListener([this](const project::Change &change) {
        for (const sql::TextPatch &patch : change.patches) {
            Q_EMIT patched(patch);
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
    WEIR_ASSIGN(std::string bytes, project::readWholeFile(filePath(path)));
    project::ProjectFile beside;
    const std::filesystem::path file = project::projectFileOf(filePath(path));
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored)) {
        WEIR_ASSIGN(beside, project::readProjectFile(file));
    }
    reset(std::move(bytes), QFileInfo(path).absoluteFilePath(), {}, std::move(beside));
    return {};
}

Status Document::save(const QString &path)
{
    m_project.positions = arrangement().positions;
    m_project.plots = arrangement().plots;
    WEIR_TRY(project::replaceFile(filePath(path), text().bytes()));
    WEIR_TRY(project::saveProjectFile(project::projectFileOf(filePath(path)), m_project));
    m_path = QFileInfo(path).absoluteFilePath();
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
