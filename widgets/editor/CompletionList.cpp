#include "widgets/editor/CompletionList.h"

#include "widgets/style/Appearance.h"
#include "widgets/style/Icon.h"

#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace weir::studio {

namespace {

constexpr int kShownRows = 9;
constexpr int kListWidth = 380;
constexpr int kDetailRole = Qt::UserRole + 1;
constexpr int kKindRole = Qt::UserRole + 2;

struct EntryLook {
    Glyph glyph;
    ColorRole role;
};

EntryLook lookOf(CompletionEntry::Kind kind)
{
    switch (kind) {
    case CompletionEntry::Kind::Keyword:
        return {Glyph::Command, ColorRole::Keyword};
    case CompletionEntry::Kind::Stream:
        return {Glyph::Stream, ColorRole::Stream};
    case CompletionEntry::Kind::Table:
        return {Glyph::Table, ColorRole::Table};
    case CompletionEntry::Kind::Column:
        return {Glyph::Columns, ColorRole::Dim};
    case CompletionEntry::Kind::Function:
        return {Glyph::Group, ColorRole::Function};
    case CompletionEntry::Kind::Value:
        return {Glyph::Dot, ColorRole::String};
    case CompletionEntry::Kind::Topic:
        return {Glyph::Topic, ColorRole::Topic};
    }
    return {Glyph::None, ColorRole::Dim};
}

class EntryDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const Theme &colors = theme();
        if (option.state & QStyle::State_Selected) {
            painter->fillRect(option.rect, colors.color(ColorRole::SelectedRow));
        }
        const auto kind = static_cast<CompletionEntry::Kind>(index.data(kKindRole).toInt());
        const EntryLook look = lookOf(kind);
        const QRect row = option.rect.adjusted(8, 0, -8, 0);
        paintGlyph(*painter, QRectF(row.left(), row.center().y() - 7, 15, 15), look.glyph,
                   colors.color(look.role));
        const QString label = index.data(Qt::DisplayRole).toString();
        const QString detail = index.data(kDetailRole).toString();
        const QFontMetrics mono(colors.monoFont());
        const QFontMetrics small(colors.smallMonoFont());
        const int labelWidth = std::min(mono.horizontalAdvance(label) + 4, row.width() - 24);
        painter->setFont(colors.monoFont());
        painter->setPen(colors.color(ColorRole::Text));
        painter->drawText(row.adjusted(24, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                          mono.elidedText(label, Qt::ElideMiddle, labelWidth));
        const QRect right = row.adjusted(24 + labelWidth + 12, 0, 0, 0);
        painter->setFont(colors.smallMonoFont());
        painter->setPen(colors.color(ColorRole::Dim));
        painter->drawText(right, Qt::AlignVCenter | Qt::AlignRight,
                          small.elidedText(detail, Qt::ElideRight, std::max(0, right.width())));
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {kListWidth, metrics().row};
    }
};

} // namespace

CompletionList::CompletionList(QWidget *parent)
    : QWidget(parent)
    , m_model(new QStandardItemModel(this))
    , m_view(new QListView(this))
{
    setObjectName(QStringLiteral("completions"));
    setFocusPolicy(Qt::NoFocus);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 4, 1, 4);
    column->addWidget(m_view);
    m_view->setObjectName(QStringLiteral("completionView"));
    m_view->setAccessibleName(tr("Completions"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new EntryDelegate(m_view));
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformItemSizes(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->viewport()->setBackgroundRole(QPalette::Button);
    connect(m_view, &QListView::clicked, this, &CompletionList::onClicked);
    hide();
}

void CompletionList::show(std::vector<CompletionEntry> entries, const QString &prefix, QPoint below,
                          int lineHeight)
{
    m_entries = std::move(entries);
    m_below = below;
    m_lineHeight = lineHeight;
    narrow(prefix);
}

void CompletionList::narrow(const QString &prefix)
{
    m_shown.clear();
    for (const bool fromStart : {true, false}) {
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            const QString &label = m_entries[i].label;
            const bool starts = label.startsWith(prefix, Qt::CaseInsensitive);
            if (starts == fromStart && (starts || label.contains(prefix, Qt::CaseInsensitive))) {
                m_shown.push_back(i);
            }
        }
    }
    const bool typed = m_shown.size() == 1 &&
                       m_entries[m_shown[0]].label.compare(prefix, Qt::CaseInsensitive) == 0;
    if (m_shown.empty() || typed) {
        hide();
        return;
    }
    m_model->clear();
    for (const std::size_t index : m_shown) {
        auto *item = new QStandardItem(m_entries[index].label);
        item->setData(m_entries[index].detail, kDetailRole);
        item->setData(static_cast<int>(m_entries[index].kind), kKindRole);
        m_model->appendRow(item);
    }
    m_view->setCurrentIndex(m_model->index(0, 0));
    place();
    QWidget::show();
    raise();
}

void CompletionList::place()
{
    const int rows = std::min<int>(kShownRows, static_cast<int>(m_shown.size()));
    resize(std::min(kListWidth, parentWidget()->width() - 16), rows * metrics().row + 10);
    QPoint at = m_below + QPoint(-30, m_lineHeight + 2);
    if (at.y() + height() > parentWidget()->height() && m_below.y() - height() - 2 >= 0) {
        at.setY(m_below.y() - height() - 2);
    }
    at.setX(std::clamp(at.x(), 4, std::max(4, parentWidget()->width() - width() - 4)));
    QWidget::move(at);
}

void CompletionList::move(int rows)
{
    const int count = m_model->rowCount();
    const int row = (m_view->currentIndex().row() + rows % count + count) % count;
    m_view->setCurrentIndex(m_model->index(row, 0));
}

const CompletionEntry *CompletionList::chosen() const
{
    const int row = m_view->currentIndex().row();
    const bool valid = isVisible() && row >= 0 && static_cast<std::size_t>(row) < m_shown.size();
    return valid ? &m_entries[m_shown[static_cast<std::size_t>(row)]] : nullptr;
}

void CompletionList::onClicked(const QModelIndex &index)
{
    m_view->setCurrentIndex(index);
    if (const CompletionEntry *entry = chosen()) {
        Q_EMIT accepted(*entry);
    }
}

void CompletionList::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(themeColor(ColorRole::Outline));
    painter.setBrush(themeColor(ColorRole::Raised));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

} // namespace weir::studio
