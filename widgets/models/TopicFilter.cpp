#include "widgets/models/TopicFilter.h"

#include "widgets/models/TopicModel.h"

namespace weir::studio {

void TopicFilter::setText(const QString &text)
{
    if (text != m_text) {
        m_text = text;
        invalidateFilter();
    }
}

void TopicFilter::setShowInternal(bool show)
{
    if (show != m_showInternal) {
        m_showInternal = show;
        invalidateFilter();
    }
}

bool TopicFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    if (!parent.isValid()) {
        for (int child = 0; child < sourceModel()->rowCount(index); ++child) {
            if (filterAcceptsRow(child, index)) {
                return true;
            }
        }
        return false;
    }
    if (!m_showInternal && index.data(TopicModel::InternalRole).toBool()) {
        return false;
    }
    return m_text.isEmpty() ||
           index.data(TopicModel::NameRole).toString().contains(m_text, Qt::CaseInsensitive);
}

} // namespace weir::studio
