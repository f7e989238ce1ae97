#pragma once

#include "app/studio/Document.h"
#include "core/project/SavedFiles.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <optional>

namespace weir::studio {

class DiffPages;
class HintBar;

/// Follows the files of the open project on disk (STUDIO.md 4): reloads a project without unsaved
/// changes as one step that can be undone; asks by a bar, with a comparison, when there are some;
/// says when the file is gone. GUI thread.
class DiskWatch : public QObject {
    Q_OBJECT

public:
    /// Another program's write comes as several events: it has settled after this without one.
    static constexpr int kSettleMs = 150;

    DiskWatch(Document &document, HintBar &bar, DiffPages &diffs, QObject *parent);

    /// Looks at the files now.
    void check();
    /// Shows what stands on disk against what is written here, with the choice between them.
    void compare();

Q_SIGNALS:
    /// The person wants the project written to its file again.
    void saveRequested();
    void failed(const weir::Error &error);

private:
    enum class Shown { Nothing, Reloaded, Changed, Missing, Unreadable };

    void start();
    void watch();
    void changed();
    void gone(Shown what);
    void reload();
    void keepMine();
    void first();
    void second();
    void third();
    void showBar(Shown what, const QString &text);
    void hideBar();

    Document &m_document;
    HintBar &m_bar;
    DiffPages &m_diffs;
    QFileSystemWatcher m_watcher;
    QTimer m_settle;
    Shown m_shown = Shown::Nothing;
    /// What the bar speaks of: it does not come back for the same after it was closed.
    std::optional<project::SavedFiles> m_spokenOf;
    /// The project without unsaved changes when its file went away.
    std::optional<project::SavedFiles> m_goneAs;
    std::string m_before; ///< the text before the last reload
};

} // namespace weir::studio
