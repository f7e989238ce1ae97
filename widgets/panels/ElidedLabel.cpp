#include "widgets/panels/ElidedLabel.h"

#include "widgets/style/Appearance.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace weir::studio {

ElidedLabel::ElidedLabel(const QString &text, ColorRole role, Face face, QWidget *parent)
    : QWidget(parent)
    , m_text(text)
    , m_role(role)
    , m_face(face)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(text);
}

void ElidedLabel::setText(const QString &text)
{
    if (text != m_text) {
        m_text = text;
        setAccessibleName(text);
        updateGeometry();
        update();
    }
}

void ElidedLabel::setRole(ColorRole role)
{
    if (role != m_role) {
        m_role = role;
        update();
    }
}

void ElidedLabel::setAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    update();
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_elide = mode;
    update();
}

QFont ElidedLabel::face() const
{
    switch (m_face) {
    case Face::Ui:
        return theme().uiFont();
    case Face::Strong:
        return theme().strongFont();
    case Face::Small:
        return theme().smallFont();
    case Face::SmallStrong: {
        QFont font = theme().smallFont();
        font.setWeight(QFont::DemiBold);
        return font;
    }
    case Face::Mono:
        return theme().monoFont();
    case Face::SmallMono:
        return theme().smallMonoFont();
    }
    return theme().uiFont();
}

bool ElidedLabel::isElided() const
{
    return QFontMetrics(face()).horizontalAdvance(m_text) > contentsRect().width();
}

QSize ElidedLabel::sizeHint() const
{
    const QFontMetrics font(face());
    const QMargins margins = contentsMargins();
    return {font.horizontalAdvance(m_text) + 2 + margins.left() + margins.right(),
            font.height() + 2 + margins.top() + margins.bottom()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    const QSize full = sizeHint();
    const QMargins margins = contentsMargins();
    const int some = QFontMetrics(face()).averageCharWidth() * 4 + margins.left() + margins.right();
    return {std::min(full.width(), some), full.height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QFont font = face();
    painter.setFont(font);
    painter.setPen(themeColor(isEnabled() ? m_role : ColorRole::Faint));
    const QRect rect = contentsRect();
    painter.drawText(rect, static_cast<int>(m_alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(m_text, m_elide, rect.width()));
}

bool ElidedLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        if (isElided()) {
            // Plain text, whatever it looks like.
            QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(),
                               m_text.toHtmlEscaped(), this);
        } else {
            QToolTip::hideText();
            event->ignore();
        }
        return true;
    }
    return QWidget::event(event);
}

} // namespace weir::studio
