#pragma once

#include "core/runtime/Feed.h"

#include <QWidget>

#include <optional>
#include <utility>

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
    /// Shows how many rows reached and left the node.
    void setCounts(std::uint64_t in, std::uint64_t out);
    /// Says what keeps rows back: the condition of a filter, else empty. Rows of another version
    /// than is written are said to be those of the running one, which has another condition.
    void setClause(const QString &clause, bool ofRunningVersion);
    void setFailure(const QString &sentence);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showCounts();

    FeedTableModel *m_model = nullptr;
    FeedTable *m_table = nullptr;
    ElidedLabel *m_title = nullptr;
    ElidedLabel *m_counts = nullptr;
    std::optional<std::pair<std::uint64_t, std::uint64_t>> m_inOut; ///< none have been counted yet
    QString m_clause;
    bool m_ofRunningVersion = false;
};

} // namespace weir::studio
