#include "widgets/editor/RenameBox.h"

#include "widgets/panels/ElidedLabel.h"
#include "widgets/style/Appearance.h"
#include "widgets/style/StylePaint.h"

#include <QAbstractScrollArea>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace weir::studio {

namespace {

constexpr int kLeastWidth = 240;

} // namespace

RenameBox::RenameBox(QWidget *parent, const QRect &anchor, const QString &name, Check check)
    : QWidget(parent)
    , m_anchor(anchor)
    , m_check(std::move(check))
    , m_field(new QLineEdit(name, this))
    , m_text(new ElidedLabel({}, ColorRole::Dim, ElidedLabel::Face::Small, this))
{
    setObjectName(QStringLiteral("renameBox"));
    m_field->setObjectName(QStringLiteral("renameField"));
    m_field->setAccessibleName(tr("New name"));
    m_field->setFont(theme().monoFont());
    m_text->setObjectName(QStringLiteral("renameVerdict"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 6);
    column->setSpacing(4);
    column->addWidget(m_field);
    column->addWidget(m_text);
    m_field->selectAll();
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &RenameBox::judge);
    judge();
    place();
    show();
    raise();
    m_field->setFocus(Qt::OtherFocusReason);
}

void RenameBox::judge()
{
    m_verdict = m_check(m_field->text());
    m_text->setRole(m_verdict.problem.isEmpty() ? ColorRole::Dim : ColorRole::Error);
    m_text->setText(m_verdict.problem.isEmpty() ? m_verdict.note : m_verdict.problem);
}

void RenameBox::place()
{
    const auto *area = qobject_cast<QAbstractScrollArea *>(parentWidget());
    const QRect room = area ? area->viewport()->geometry() : parentWidget()->rect();
    const int least = std::min(kLeastWidth, room.width() - 8);
    const int wanted = m_field->fontMetrics().horizontalAdvance(m_field->text()) + 60;
    resize(std::clamp(wanted, least, std::max(least, room.width() - 8)), sizeHint().height());
    const int x = std::clamp(m_anchor.left() - 9, room.left() + 4,
                             std::max(room.left() + 4, room.right() - width() - 4));
    const int y = std::clamp(m_anchor.top() - 8, room.top() + 2,
                             std::max(room.top() + 2, room.bottom() - height()));
    move(x, y);
}

void RenameBox::finish()
{
    if (m_done) {
        return;
    }
    m_done = true;
    hide();
    deleteLater();
    parentWidget()->setFocus(Qt::OtherFocusReason);
}

bool RenameBox::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut && isVisible()) {
        if (static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason &&
            static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason && !m_done) {
            m_done = true;
            hide();
            deleteLater();
        }
        return false;
    }
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride) {
        return QWidget::eventFilter(watched, event);
    }
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (!enter && key != Qt::Key_Escape) {
        return false;
    }
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
    } else if (!enter) {
        finish();
    } else if (m_verdict.problem.isEmpty()) {
        const QString name = m_field->text();
        finish();
        Q_EMIT accepted(name);
    }
    return true;
}

void RenameBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paint::box(painter, rect(), themeColor(ColorRole::Raised), themeColor(ColorRole::Outline),
               metrics().radius);
}

} // namespace weir::studio
