#include "widgets/panels/DiffDelegate.h"

#include "widgets/models/DiffModel.h"
#include "widgets/style/Appearance.h"

#include <QPainter>

namespace weir::studio {

namespace {

using Kind = project::DiffLine::Kind;

constexpr int kMargin = 8;
constexpr int kSignWidth = 22;
constexpr double kGround = 0.16;

QString numberText(const QModelIndex &index, int role)
{
    const qulonglong number = index.data(role).toULongLong();
    return number == 0 ? QString() : QString::number(number);
}

} // namespace

DiffDelegate::DiffDelegate(const DiffModel &model, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
{
}

int DiffDelegate::numberWidth() const
{
    const auto digits =
        std::max<qsizetype>(3, QString::number(static_cast<qulonglong>(m_model.lastLine())).size());
    return QFontMetrics(theme().smallMonoFont()).horizontalAdvance(QString(digits, u'0')) +
           2 * kMargin;
}

void DiffDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    painter->save();
    const auto kind = static_cast<Kind>(index.data(DiffModel::KindRole).toInt());
    const bool changed = kind == Kind::Added || kind == Kind::Removed;
    const ColorRole role = kind == Kind::Added ? ColorRole::Ok : ColorRole::Error;
    if (changed) {
        painter->fillRect(option.rect, theme().mix(role, ColorRole::Field, kGround));
    } else if (kind == Kind::Skipped) {
        painter->fillRect(option.rect, themeColor(ColorRole::Panel));
    }
    QRect rect = option.rect;
    const int width = numberWidth();
    if (kind != Kind::Skipped) {
        painter->setFont(theme().smallMonoFont());
        painter->setPen(themeColor(changed ? ColorRole::Text : ColorRole::Dim));
        for (const int number : {DiffModel::BeforeRole, DiffModel::AfterRole}) {
            painter->drawText(QRect(rect.left(), rect.top(), width - kMargin, rect.height()),
                              Qt::AlignRight | Qt::AlignVCenter, numberText(index, number));
            rect.setLeft(rect.left() + width);
        }
        painter->setFont(theme().monoFont());
        if (changed) {
            painter->setPen(themeColor(role));
            painter->drawText(QRect(rect.left(), rect.top(), kSignWidth, rect.height()),
                              Qt::AlignCenter, QString(kind == Kind::Added ? u'+' : u'−'));
        }
        rect.setLeft(rect.left() + kSignWidth);
        painter->setPen(themeColor(ColorRole::Text));
    } else {
        rect.setLeft(rect.left() + 2 * width + kSignWidth);
        painter->setFont(theme().smallFont());
        painter->setPen(themeColor(ColorRole::Dim));
    }
    painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      index.data(Qt::DisplayRole).toString());
    // The row the keyboard is at.
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(themeColor(ColorRole::Selection), 1));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

QSize DiffDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    const int character = QFontMetrics(theme().monoFont()).horizontalAdvance(u'M');
    return {2 * numberWidth() + kSignWidth + character * static_cast<int>(m_model.longestRow()) +
                kMargin,
            metrics().row - 4};
}

} // namespace weir::studio
