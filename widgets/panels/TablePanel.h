#pragma once

#include "widgets/models/PlainTableModel.h"

#include <QWidget>

class QTableView;

namespace weir::studio {

class EmptyHint;

/// A small table with a sentence in its place while it is empty: dead letters, log, groups,
/// problems.
class TablePanel : public QWidget {
    Q_OBJECT

public:
    /// `widths` of the columns in average characters; the last column takes the rest.
    TablePanel(const QStringList &headings, const std::vector<int> &widths,
               const QString &emptyText, QWidget *parent = nullptr);

    PlainTableModel *model() const { return m_model; }
    QTableView *view() const { return m_view; }
    int currentRow() const;

Q_SIGNALS:
    void rowActivated(int row);
    void currentRowChanged(int row);

private:
    PlainTableModel *m_model = nullptr;
    QTableView *m_view = nullptr;
    EmptyHint *m_empty = nullptr;
};

} // namespace weir::studio
