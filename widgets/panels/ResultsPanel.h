#pragma once

#include "core/runtime/Command.h"
#include "core/runtime/Feed.h"

#include <QWidget>

namespace weir::studio {

class ElidedLabel;
class EmptyHint;
class FeedTable;
class FeedTableModel;

/// The rows of the last query or the answer of the last statement.
class ResultsPanel : public QWidget {
    Q_OBJECT

public:
    explicit ResultsPanel(QWidget *parent = nullptr);

    FeedTableModel *model() const { return m_model; }
    FeedTable *table() const { return m_table; }
    /// Starts a new result: names the statement, drops the old rows.
    void begin(const QString &statement);
    /// Shows a finished table.
    void showAnswer(const runtime::TableAnswer &answer);
    /// Says what became of it: "finished", an error.
    void setState(const QString &text, bool failed);

private:
    FeedTableModel *m_model = nullptr;
    FeedTable *m_table = nullptr;
    ElidedLabel *m_statement = nullptr;
    ElidedLabel *m_state = nullptr;
    EmptyHint *m_empty = nullptr;
    QWidget *m_body = nullptr;
};

} // namespace weir::studio
