#pragma once

#include "core/base/NodeKey.h"
#include "core/base/SourceSpan.h"
#include "core/plan/LogicalPlan.h"
#include "widgets/style/Icon.h"

#include <QAbstractItemModel>
#include <QString>

#include <string>
#include <vector>

namespace weir::studio {

/// A statement or a node in the outline.
struct OutlineItem {
    NodeKey key;
    QString title;
    QString detail;
    Glyph glyph = Glyph::Node;
    ColorRole role = ColorRole::Dim;
    SourceSpan span;
    std::vector<OutlineItem> children;

    bool operator==(const OutlineItem &) const = default;
};

/// Returns the statements of a plan in the order of the text, with the nodes worth naming below.
std::vector<OutlineItem> outlineOf(const plan::LogicalPlan &plan);

/// The pipeline as a tree of two levels: the same list that the canvas draws (R35). GUI thread.
class OutlineModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Role { FigureRole = Qt::UserRole + 1, KeyRole };

    using QAbstractItemModel::QAbstractItemModel;

    /// Shows other items; the same items are no change.
    void setItems(std::vector<OutlineItem> items);
    const std::vector<OutlineItem> &items() const { return m_items; }
    const OutlineItem *item(const QModelIndex &index) const;
    QModelIndex find(const NodeKey &key) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<OutlineItem> m_items;
};

} // namespace weir::studio
