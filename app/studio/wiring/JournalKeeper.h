#pragma once

#include "core/base/Clock.h"
#include "core/project/Journal.h"

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace weir::studio {

class Ask;
class DiffPages;
class Document;
class FileCommands;
class HintBar;

/// Keeps the open project in the journal, and offers what a killed window left behind, with a
/// comparison against what was saved. GUI thread.
class JournalKeeper : public QObject {
    Q_OBJECT

public:
    struct Needs {
        QString database;
        Document &document;
        FileCommands &files;
        DiffPages &diffs;
        Ask &ask;
        /// Each shows the offer: the designer's and the welcome page's.
        std::vector<HintBar *> bars;
        /// Must outlive the keeper.
        const Clock &clock;
    };

    JournalKeeper(Needs needs, QObject *parent);
    ~JournalKeeper() override;

    /// Begins to keep the document as it is now.
    void begin();
    /// Shows the bars if there is an unsaved project of a program that no longer runs.
    void offerRecovery();
    /// Offers these, newest first.
    void offer(std::vector<project::UnsavedProject> unsaved);
    /// Shows what was kept against what was saved.
    void compare();
    /// Waits until all changes are in the journal.
    void flush();
    /// The window closes in order: nothing is left to recover.
    void closeInOrder();

Q_SIGNALS:
    void recovered();
    /// Once when changes cannot be kept, not each time that they still cannot.
    void failed(const weir::Error &error);

private:
    void offerNewest();
    void recover();
    void recoverNow();
    void askToDiscard();
    void discard();
    QString nameOf(const project::UnsavedProject &unsaved) const;

    Needs m_needs;
    std::unique_ptr<project::Journal> m_journal;
    std::vector<project::UnsavedProject> m_unsaved;
};

} // namespace weir::studio
