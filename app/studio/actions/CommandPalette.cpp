#include "app/studio/actions/CommandPalette.h"

#include "app/studio/actions/ActionRegistry.h"
#include "widgets/style/Appearance.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace weir::studio {

namespace {

constexpr int kPaletteWidth = 620;
constexpr int kPaletteRows = 12;

/// Draws icon, title, dim detail and keys at the right.
class PaletteDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const Metrics &size = metrics();
        if (option.state & QStyle::State_Selected) {
            painter->fillRect(option.rect, themeColor(ColorRole::SelectedRow));
        }
        QRect rect = option.rect.adjusted(size.panelMargin, 0, -size.panelMargin, 0);
        const QRect picture(rect.left(), rect.center().y() - size.icon / 2 + 1, size.icon,
                            size.icon);
        index.data(Qt::DecorationRole).value<QIcon>().paint(painter, picture);
        rect.setLeft(picture.right() + 9);
        painter->setFont(theme().uiFont());
        const QFontMetrics font(theme().uiFont());
        const QString keys = index.data(PaletteModel::KeysRole).toString();
        painter->setPen(themeColor(ColorRole::Dim));
        painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter, keys);
        rect.setRight(rect.right() - (keys.isEmpty() ? 0 : font.horizontalAdvance(keys) + 16));
        const bool enabled = index.data(PaletteModel::EnabledRole).toBool();
        const QString title =
            font.elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideMiddle, rect.width());
        painter->setPen(themeColor(enabled ? ColorRole::Text : ColorRole::Dim));
        painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, title);
        rect.setLeft(rect.left() + font.horizontalAdvance(title) + 12);
        painter->setPen(themeColor(ColorRole::Dim));
        const QString detail = font.elidedText(index.data(PaletteModel::DetailRole).toString(),
                                               Qt::ElideRight, rect.width());
        painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, detail);
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {100, metrics().row + 2};
    }
};

} // namespace

std::vector<PaletteEntry> commandEntries(const ActionRegistry &actions)
{
    std::vector<PaletteEntry> entries;
    for (const ActionSpec &spec : actionTable()) {
        QAction *action = actions.action(spec.id);
        PaletteEntry entry;
        entry.title = actionTitle(spec);
        entry.detail = QCoreApplication::translate("Actions", spec.tip);
        entry.keys = action->shortcut().toString(QKeySequence::NativeText);
        entry.disabledReason = actions.disabledReason(spec.id);
        entry.glyph = spec.glyph;
        entry.command = true;
        entry.run = [action] { action->trigger(); };
        entries.push_back(std::move(entry));
    }
    return entries;
}

CommandPalette::CommandPalette(QWidget *parent)
    : QFrame(parent)
    , m_model(new PaletteModel(this))
    , m_field(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_empty(new QLabel(tr("Nothing fits. Type > to search commands."), this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setAutoFillBackground(true);
    m_field->setObjectName(QStringLiteral("commandPaletteField"));
    m_field->setPlaceholderText(tr("Go to a node, topic, column or statement; > for commands"));
    m_field->setAccessibleName(tr("Go to"));
    m_list->setObjectName(QStringLiteral("commandPaletteList"));
    m_list->setAccessibleName(tr("What fits"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setContentsMargins(metrics().panelMargin, 0, 0, 0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    layout->addWidget(m_empty);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::changeQuery);
    connect(m_list, &QListView::clicked, this, &CommandPalette::runCurrent);
    m_field->installEventFilter(this);
    hide();
}

void CommandPalette::open(std::vector<PaletteEntry> entries, const QString &query)
{
    if (!isVisible()) {
        m_before = QApplication::focusWidget();
    }
    m_model->setEntries(std::move(entries));
    m_field->setText(query);
    changeQuery(query);
    const int width = std::min(kPaletteWidth, parentWidget()->width() - 40);
    const int height = 24 + metrics().control + kPaletteRows * (metrics().row + 2);
    setGeometry((parentWidget()->width() - width) / 2, metrics().unit * 3 + metrics().text, width,
                height);
    show();
    raise();
    // Not as by a shortcut: that would select the ">", and the first letter would replace it.
    m_field->setFocus(Qt::OtherFocusReason);
}

void CommandPalette::changeQuery(const QString &text)
{
    m_model->setQuery(text);
    const bool any = m_model->rowCount() > 0;
    m_list->setVisible(any);
    m_empty->setVisible(!any);
    if (any) {
        m_list->setCurrentIndex(m_model->index(0));
    }
}

void CommandPalette::runCurrent()
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid() || !m_model->data(current, PaletteModel::EnabledRole).toBool()) {
        return;
    }
    const auto run = m_model->entry(current.row()).run;
    shut();
    if (run) {
        run();
    }
}

void CommandPalette::shut()
{
    hide();
    if (m_before) {
        m_before->setFocus(Qt::OtherFocusReason);
    }
}

void CommandPalette::moveCurrent(int step)
{
    const int rows = m_model->rowCount();
    if (rows > 0) {
        const int row = std::clamp(m_list->currentIndex().row() + step, 0, rows - 1);
        m_list->setCurrentIndex(m_model->index(row));
    }
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field) {
        return QFrame::eventFilter(watched, event);
    }
    if (event->type() == QEvent::FocusOut && isVisible()) {
        hide();
        return false;
    }
    if (event->type() != QEvent::KeyPress) {
        return false;
    }
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape:
        shut();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        runCurrent();
        return true;
    case Qt::Key_Down:
        moveCurrent(1);
        return true;
    case Qt::Key_Up:
        moveCurrent(-1);
        return true;
    case Qt::Key_PageDown:
        moveCurrent(kPaletteRows);
        return true;
    case Qt::Key_PageUp:
        moveCurrent(-kPaletteRows);
        return true;
    default:
        return false;
    }
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeColor(ColorRole::Raised));
    painter.setPen(themeColor(ColorRole::Outline));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace weir::studio
