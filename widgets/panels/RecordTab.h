#pragma once

#include "core/runtime/Command.h"
#include "core/runtime/Feed.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QSplitter;
class QToolButton;

namespace weir::studio {

class ElidedLabel;
class FeedTable;
class FeedTableModel;

/// The records of one topic as they come: where to begin, a SQL filter, follow, and the whole of
/// the record that was opened. What it wants to read is `spec()`; wiring feeds its model.
class RecordTab : public QWidget {
    Q_OBJECT

public:
    static constexpr qsizetype kShownRecordCharacters = 64 * 1024;

    explicit RecordTab(const QString &topic, QWidget *parent = nullptr);

    const QString &topic() const { return m_topic; }
    FeedTableModel *model() const { return m_model; }
    FeedTable *table() const { return m_table; }
    /// `now` is the time from which "15 minutes ago" counts.
    runtime::TopicTailSpec spec(EpochMs now) const;
    /// The same for what comes behind the rows that are shown.
    runtime::TopicTailSpec specGoingOn(EpochMs now) const;
    /// Shows why the feed delivers nothing; empty hides it.
    void setFailure(const QString &sentence);
    /// Shows a whole record; values above 64 Ki characters are cut and say so.
    void showRecord(const runtime::FullRecord &record);

Q_SIGNALS:
    /// Start, or filter, changed: read again.
    void specChanged();
    void recordRequested(const weir::runtime::RecordName &record);

private:
    QString m_topic;
    FeedTableModel *m_model = nullptr;
    FeedTable *m_table = nullptr;
    QComboBox *m_start = nullptr;
    QLineEdit *m_filter = nullptr;
    QToolButton *m_follow = nullptr;
    ElidedLabel *m_failure = nullptr;
    QSplitter *m_splitter = nullptr;
    QPlainTextEdit *m_record = nullptr;
};

} // namespace weir::studio
