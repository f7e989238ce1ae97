#include "widgets/models/OutlineModel.h"

#include "widgets/models/NodeText.h"

#include <algorithm>
#include <utility>

namespace weir::studio {

namespace {

constexpr quintptr kStatement = ~quintptr(0);

OutlineItem declarationItem(const plan::Declaration &declaration)
{
    const catalog::Source &source = *declaration.source;
    OutlineItem item;
    item.key = declaration.key;
    item.title = QString::fromStdString(source.name);
    item.detail = OutlineModel::tr("topic %1").arg(QString::fromStdString(source.topic));
    item.glyph = source.isTable() ? Glyph::Table : Glyph::Stream;
    item.role = source.isTable() ? ColorRole::Table : ColorRole::Stream;
    item.span = declaration.statement;
    return item;
}

OutlineItem queryItem(const plan::Query &query)
{
    OutlineItem item;
    item.key = NodeKey{query.key};
    item.title = QString::fromStdString(query.key);
    const bool table = !query.nodes.empty() && query.root().table;
    item.glyph = table ? Glyph::Table : Glyph::Stream;
    item.role = table ? ColorRole::Table : ColorRole::Stream;
    item.span = query.statement;
    for (const plan::Node &node : query.nodes) {
        if (isShownNode(query, node)) {
            const NodeText text = nodeText(query, node);
            item.children.push_back(
                {node.key, text.title, text.detail, text.glyph, text.role, node.span, {}});
        }
    }
    return item;
}

} // namespace

std::vector<OutlineItem> outlineOf(const plan::LogicalPlan &plan)
{
    std::vector<OutlineItem> items;
    for (const plan::Declaration &declaration : plan.declarations) {
        items.push_back(declarationItem(declaration));
    }
    for (const auto &query : plan.queries) {
        items.push_back(queryItem(*query));
    }
    for (const auto &query : plan.replaced) {
        items.push_back(queryItem(*query));
    }
    for (OutlineItem &item : items) {
        if (plan.replacedBy.contains(item.key.statement())) {
            item.detail = OutlineModel::tr("replaced below");
            item.role = ColorRole::Dim;
        }
    }
    std::stable_sort(items.begin(), items.end(), [](const OutlineItem &a, const OutlineItem &b) {
        return a.span.begin < b.span.begin;
    });
    return items;
}

void OutlineModel::setItems(std::vector<OutlineItem> items)
{
    if (items == m_items) {
        return;
    }
    beginResetModel();
    m_items = std::move(items);
    endResetModel();
}

const OutlineItem *OutlineModel::item(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return nullptr;
    }
    const auto row = static_cast<std::size_t>(index.row());
    return index.internalId() == kStatement ? &m_items[row]
                                            : &m_items[index.internalId()].children[row];
}

QModelIndex OutlineModel::find(const NodeKey &key) const
{
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        if (m_items[i].key == key) {
            return createIndex(static_cast<int>(i), 0, kStatement);
        }
        for (std::size_t j = 0; j < m_items[i].children.size(); ++j) {
            if (m_items[i].children[j].key == key) {
                return createIndex(static_cast<int>(j), 0, static_cast<quintptr>(i));
            }
        }
    }
    return {};
}

QModelIndex OutlineModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    return createIndex(row, column,
                       parent.isValid() ? static_cast<quintptr>(parent.row()) : kStatement);
}

QModelIndex OutlineModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == kStatement) {
        return {};
    }
    return createIndex(static_cast<int>(child.internalId()), 0, kStatement);
}

int OutlineModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid()) {
        return static_cast<int>(m_items.size());
    }
    return parent.internalId() == kStatement && parent.column() == 0
               ? static_cast<int>(m_items[static_cast<std::size_t>(parent.row())].children.size())
               : 0;
}

int OutlineModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant OutlineModel::data(const QModelIndex &index, int role) const
{
    const OutlineItem *shown = item(index);
    if (!shown) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return shown->title;
    case Qt::DecorationRole:
        return icon(shown->glyph, shown->role);
    case Qt::ToolTipRole:
        return (shown->detail.isEmpty() ? shown->title
                                        : tr("%1 — %2").arg(shown->title, shown->detail))
            .toHtmlEscaped();
    case FigureRole:
        return shown->detail;
    case KeyRole:
        return QString::fromStdString(shown->key.value);
    default:
        return {};
    }
}

} // namespace weir::studio
