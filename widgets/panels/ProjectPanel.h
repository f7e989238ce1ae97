#pragma once

#include "core/base/NodeKey.h"
#include "widgets/models/OutlineModel.h"

#include <QWidget>

class QTreeView;

namespace weir::studio {

class EmptyHint;

/// The outline of the pipeline: statements and their nodes, by keyboard as on the canvas. GUI
/// thread.
class ProjectPanel : public QWidget {
    Q_OBJECT

public:
    explicit ProjectPanel(QWidget *parent = nullptr);

    void setItems(std::vector<OutlineItem> items);
    /// Selects without a signal.
    void select(const NodeKey &key);
    OutlineModel *model() const { return m_model; }

Q_SIGNALS:
    void keySelected(const weir::NodeKey &key);
    void keyActivated(const weir::NodeKey &key);

private:
    OutlineModel *m_model = nullptr;
    QTreeView *m_view = nullptr;
    EmptyHint *m_empty = nullptr;
    bool m_selecting = false;
};

} // namespace weir::studio
