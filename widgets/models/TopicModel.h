#pragma once

#include "widgets/models/TopicRow.h"

#include <QAbstractItemModel>

#include <array>

namespace weir::studio {

/// Topics in two groups: sources, and those this pipeline writes. A new list is merged: rows that
/// stayed keep selection and place, only changed figures are repainted. GUI thread.
class TopicModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Role {
        FigureRole = Qt::UserRole + 1, ///< QString at the right
        GroupRole,                     ///< bool: a heading
        NameRole,
        InternalRole,
        MissingRole,
    };

    using QAbstractItemModel::QAbstractItemModel;

    void setRows(const std::vector<TopicRow> &rows);
    /// Returns the row of a topic's index; null for a heading.
    const TopicRow *row(const QModelIndex &index) const;
    QModelIndex find(const QString &topic) const;
    int topicCount() const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;

private:
    /// Returns whether rows came or went; neighbours do so at once.
    bool merge(std::size_t group, std::vector<TopicRow> rows);
    bool removeMissing(std::size_t group, const std::vector<TopicRow> &rows);

    std::array<std::vector<TopicRow>, 2> m_groups;
};

} // namespace weir::studio
