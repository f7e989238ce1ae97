#pragma once

#include "core/base/Result.h"
#include "core/sql/SqlText.h"

#include <QObject>
#include <QString>

#include <string>
#include <vector>

namespace weir::studio {

/// The open project: its text, its place on disk, and whether it is saved. Everything that changes
/// the text goes through `apply`. GUI thread.
class Document : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    const sql::SqlText &text() const { return m_text; }
    const QString &path() const { return m_path; }
    /// Returns the file's name, or "Untitled".
    QString name() const;
    bool isEdited() const { return m_edited; }

    /// Shows another text; `path` is empty for an untitled one.
    void reset(std::string bytes, const QString &path, const QString &title = {});
    /// Applies patches in order. `sql.stale-patch`: none after the failing one is applied.
    Status apply(const std::vector<sql::TextPatch> &patches, const QString &label);
    /// Reads a file. `project.cannot-read`.
    Status open(const QString &path);
    /// Writes the text atomically. `project.cannot-write`.
    Status save(const QString &path);

Q_SIGNALS:
    /// Another text is shown.
    void replaced();
    void patched(const weir::sql::TextPatch &patch);
    /// Name, place or the unsaved mark changed.
    void stateChanged();

private:
    void setEdited(bool edited);

    sql::SqlText m_text;
    QString m_path;
    QString m_title;
    bool m_edited = false;
};

} // namespace weir::studio
