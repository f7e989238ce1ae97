#pragma once

#include <QSortFilterProxyModel>

namespace weir::studio {

/// Keeps topics whose name holds a text, and hides internal ones and empty groups.
class TopicFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setText(const QString &text);
    void setShowInternal(bool show);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QString m_text;
    bool m_showInternal = false;
};

} // namespace weir::studio
