#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/project/History.h"
#include "core/project/ProjectFile.h"
#include "core/project/SavedFiles.h"
#include "core/sql/SqlText.h"

#include <QObject>
#include <QString>

#include <memory>
#include <string>
#include <vector>

namespace weir::studio {

/// The open project as the window sees it: History (text, arrangement, the only undo), the file
/// beside the SQL, and where both are saved. Every change goes through here. GUI thread.
class Document : public QObject {
    Q_OBJECT

public:
    /// `clock` must outlive the document.
    explicit Document(const Clock &clock, QObject *parent = nullptr);

    const sql::SqlText &text() const { return m_history->text(); }
    const project::Arrangement &arrangement() const { return m_history->arrangement(); }
    /// Returns what stands in NAME.weir beside the arrangement: run id, generators.
    const project::ProjectFile &project() const { return m_project; }
    const QString &path() const { return m_path; }
    /// Returns the file's name, or its title, or "Untitled".
    QString name() const;
    bool isEdited() const { return !m_history->isClean(); }
    /// Returns the steps as they are, for lists of them.
    const project::History &history() const { return *m_history; }

    /// Shows another project; `path` is empty for an untitled one, `known` is what its files hold.
    void reset(std::string bytes, const QString &path, const QString &title = {},
               project::ProjectFile project = {}, project::SavedFiles known = {});
    /// Reads NAME.sql and NAME.weir beside it. Errors of core/project.
    Status open(const QString &path);
    /// Writes both atomically. Under another name it is another project from then on, with a run of
    /// its own: two must not own the same state (ENGINE.md 8). Errors of core/project.
    Status save(const QString &path);

    /// How the project's files stand on disk against what was last read, written or accepted.
    enum class OnDisk { Untitled, Same, Changed, Missing, Unreadable };
    OnDisk compareWithDisk() const;
    /// Returns whether text and arrangement are those of the files.
    bool equalsDisk() const;
    /// Returns what saving now would write in the place of the project's files.
    project::SavedFiles asSaved() const { return asSaved(m_project.runId); }
    /// Takes up what stands on disk as one step that can be undone; the project then counts as
    /// saved. Only bytes that differ are touched. Errors of core/project, with nothing changed.
    Status reload();
    /// Takes note of what stands on disk without taking it up: the next save replaces it.
    void keepMine();
    /// The files are gone or cannot be read: the project is unsaved from now on.
    void forgetSaved();

    /// Applies what was typed. `sql.stale-patch`: nothing is changed.
    Status type(const sql::TextPatch &patch);
    /// Applies more of what was typed or applied last, as part of its step. `sql.stale-patch`:
    /// nothing is changed.
    Status join(const sql::TextPatch &patch);
    /// Applies a change as one labelled step. `sql.stale-patch`: nothing is changed.
    Status apply(const QString &label, project::Change change);
    /// Ends the merging of typing.
    void breakTyping() { m_history->breakTyping(); }
    void undo();
    void redo();
    /// Undoes or redoes until `steps` steps are done.
    void goTo(std::size_t steps);
    /// Returns the label of what undo or redo would do; empty when there is nothing.
    QString undoLabel() const;
    QString redoLabel() const;

Q_SIGNALS:
    /// Another project is shown.
    void replaced();
    /// The text changed, also by undo and redo.
    void patched(const weir::sql::TextPatch &patch);
    /// The text changed: once behind all patches of a change.
    void textChanged();
    /// Positions or plots changed.
    void arranged();
    /// Name, place, unsaved mark or undo labels changed.
    void stateChanged();
    /// The project stands on disk.
    void saved();
    /// The project no longer stands on disk, though nothing of it changed.
    void unsaved();
    /// Other generators: NAME.weir was read again.
    void generatorsChanged();

private:
    project::SavedFiles asSaved(const std::string &runId) const;

    const Clock &m_clock;
    std::unique_ptr<project::History> m_history;
    project::ProjectFile m_project;
    /// What the files held when they were last read, written or accepted.
    project::SavedFiles m_known;
    QString m_path;
    QString m_title;
};

} // namespace weir::studio
