#pragma once

#include "core/base/Clock.h"
#include "core/project/Journal.h"

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace weir::studio {

class Document;
class HintBar;

/// Keeps the open project in the journal, and offers what a killed window left behind. GUI thread.
class JournalKeeper : public QObject {
    Q_OBJECT

public:
    /// `clock` must outlive the keeper.
    JournalKeeper(const QString &database, Document &document, HintBar &bar, const Clock &clock,
                  QObject *parent);
    ~JournalKeeper() override;

    /// Shows the bar if there is an unsaved project of a program that no longer runs.
    void offerRecovery();
    /// The window closes in order: nothing is left to recover.
    void closeInOrder();

Q_SIGNALS:
    void recovered();
    void failed(const weir::Error &error);

private:
    void begin();
    void recover();
    void discard();

    QString m_database;
    Document &m_document;
    HintBar &m_bar;
    const Clock &m_clock;
    std::unique_ptr<project::Journal> m_journal;
    std::vector<project::UnsavedProject> m_unsaved;
};

} // namespace weir::studio
