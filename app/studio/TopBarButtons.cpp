#include "app/studio/TopBarButtons.h"

#include "widgets/style/Appearance.h"
#include "widgets/style/StylePaint.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace weir::studio {

namespace {

constexpr int kProfileTextMax = 260;

void paintFrame(QPainter &painter, const QAbstractButton &button, ColorRole ground)
{
    const ColorRole fill = button.underMouse() ? ColorRole::Hover : ground;
    paint::box(painter, button.rect(), themeColor(fill), themeColor(ColorRole::Outline),
               metrics().radius - 1);
    if (button.hasFocus()) {
        paint::focusRing(theme(), button.rect(), painter);
    }
}

} // namespace

GoToBox::GoToBox(QWidget *parent)
    : QAbstractButton(parent)
{
    setText(tr("Go to a node, topic, column or command"));
    setAccessibleName(text());
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize GoToBox::sizeHint() const
{
    return {480, metrics().control};
}

QSize GoToBox::minimumSizeHint() const
{
    return {200, metrics().control};
}

void GoToBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintFrame(painter, *this, ColorRole::Field);
    painter.setFont(theme().uiFont());
    painter.setPen(themeColor(ColorRole::Dim));
    const QFontMetrics font(theme().uiFont());
    const QString keys = QStringLiteral("Ctrl+P");
    QRect inside = rect().adjusted(14, 0, -12, 0);
    painter.setFont(theme().smallFont());
    painter.drawText(inside, Qt::AlignRight | Qt::AlignVCenter, keys);
    inside.setRight(inside.right() - font.horizontalAdvance(keys) - 8);
    painter.setFont(theme().uiFont());
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignVCenter,
                     font.elidedText(text(), Qt::ElideRight, inside.width()));
}

ProfileButton::ProfileButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setProfile(tr("No cluster"), {}, false);
}

void ProfileButton::setProfile(const QString &name, const QString &place, bool reachable)
{
    if (name == m_name && place == m_place && reachable == m_reachable) {
        return;
    }
    m_name = name;
    m_place = place;
    m_reachable = reachable;
    const QString state = reachable ? tr("reachable") : tr("not reachable");
    setAccessibleName(tr("Cluster: %1, %2").arg(name, state));
    setToolTip(
        tr("Cluster: %1 (%2). Click to connect to another.").arg(name.toHtmlEscaped(), state));
    updateGeometry();
    update();
}

QSize ProfileButton::sizeHint() const
{
    const int name = QFontMetrics(theme().strongFont()).horizontalAdvance(m_name);
    const int place =
        m_place.isEmpty() ? 0 : QFontMetrics(theme().uiFont()).horizontalAdvance(m_place) + 10;
    return {std::min(name + place, kProfileTextMax) + 44, metrics().control};
}

void ProfileButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintFrame(painter, *this, ColorRole::Raised);
    const qreal middle = height() / 2.0;
    const ColorRole state = m_reachable ? ColorRole::Ok : ColorRole::Error;
    // Not by colour alone: a cluster that cannot be reached has a ring, not a dot.
    paint::box(painter, QRectF(12, middle - 4, 8, 8), m_reachable ? themeColor(state) : QColor(),
               themeColor(state), 4);
    QRect inside = rect().adjusted(28, 0, -12, 0);
    const QFontMetrics strong(theme().strongFont());
    const QString name = strong.elidedText(m_name, Qt::ElideMiddle, inside.width());
    painter.setFont(theme().strongFont());
    painter.setPen(themeColor(ColorRole::Text));
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignVCenter, name);
    inside.setLeft(inside.left() + strong.horizontalAdvance(name) + 10);
    painter.setFont(theme().uiFont());
    painter.setPen(themeColor(ColorRole::Dim));
    painter.drawText(
        inside, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(theme().uiFont()).elidedText(m_place, Qt::ElideRight, inside.width()));
}

} // namespace weir::studio
