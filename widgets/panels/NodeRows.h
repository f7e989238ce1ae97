#pragma once

#include "core/runtime/Feed.h"

#include <QWidget>

namespace weir::studio {

class ElidedLabel;
class FeedTable;
class FeedTableModel;

/// The strip under the canvas: rows at the selected node, those that were dropped struck through
/// with the reason. The only preview there is (UI.md, Look).
class NodeRows : public QWidget {
    Q_OBJECT

public:
    explicit NodeRows(QWidget *parent = nullptr);

    FeedTableModel *model() const { return m_model; }
    FeedTable *table() const { return m_table; }
    /// Names the node; empty when none is selected.
    void setNode(const QString &name);
    /// Shows how many rows reached and left the node, and why the others did not.
    void setCounts(std::uint64_t in, std::uint64_t out, const QString &clause);
    void setFailure(const QString &sentence);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    FeedTableModel *m_model = nullptr;
    FeedTable *m_table = nullptr;
    ElidedLabel *m_title = nullptr;
    ElidedLabel *m_counts = nullptr;
};

} // namespace weir::studio
