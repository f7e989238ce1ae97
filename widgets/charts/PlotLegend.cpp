#include "widgets/charts/PlotLegend.h"

#include "widgets/style/Appearance.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace weir::studio {

namespace {

constexpr int kLegendWidth = 170;
constexpr int kLegendRow = 22;
constexpr int kLegendInset = 10;

} // namespace

void drawMarker(QPainter &painter, QPointF centre, double radius, int marker, const QColor &color,
                bool filled)
{
    painter.setPen(QPen(color, 1.5));
    painter.setBrush(filled ? QBrush(color) : QBrush(themeColor(ColorRole::Panel)));
    switch (marker % 4) {
    case 1:
        painter.drawRect(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius));
        break;
    case 2:
        painter.drawPolygon(
            QPolygonF({centre + QPointF(0, -1.3 * radius), centre + QPointF(1.3 * radius, 0),
                       centre + QPointF(0, 1.3 * radius), centre + QPointF(-1.3 * radius, 0)}));
        break;
    case 3:
        painter.drawPolygon(
            QPolygonF({centre + QPointF(0, -1.2 * radius), centre + QPointF(1.2 * radius, radius),
                       centre + QPointF(-1.2 * radius, radius)}));
        break;
    default:
        painter.drawEllipse(centre, radius, radius);
    }
}

PlotLegend::PlotLegend(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("plotLegend"));
    setAccessibleName(tr("Series"));
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

QSize PlotLegend::sizeHint() const
{
    return {kLegendWidth, static_cast<int>(m_rows.size() + 2) * kLegendRow};
}

void PlotLegend::setRows(std::vector<Row> rows)
{
    if (rows != m_rows) {
        m_rows = std::move(rows);
        m_current = std::clamp(m_current, 0, std::max(0, static_cast<int>(m_rows.size()) - 1));
        update();
    }
}

int PlotLegend::rowAt(int y) const
{
    const int row = y / kLegendRow;
    return row >= 0 && row < static_cast<int>(m_rows.size()) ? row : -1;
}

void PlotLegend::toggle(int row, bool solo)
{
    if (row < 0) {
        return;
    }
    m_current = row;
    const std::string &key = m_rows[static_cast<std::size_t>(row)].key;
    if (!solo) {
        if (m_hidden.erase(key) == 0) {
            m_hidden.insert(key);
        }
    } else {
        std::set<std::string> rest;
        for (const Row &each : m_rows) {
            if (each.key != key) {
                rest.insert(each.key);
            }
        }
        // A second Alt+click brings the others back.
        m_hidden = m_hidden == rest ? std::set<std::string>{} : rest;
    }
    update();
    Q_EMIT hiddenChanged();
}

void PlotLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &colors = theme();
    const QFontMetrics metricsOfText(colors.uiFont());
    int top = 0;
    for (std::size_t i = 0; i < m_rows.size(); ++i, top += kLegendRow) {
        const Row &row = m_rows[i];
        const bool off = isHidden(row.key);
        drawMarker(painter, QPointF(kLegendInset, top + kLegendRow / 2.0), 3.6, row.marker,
                   off ? colors.color(ColorRole::Faint) : row.color, !off);
        painter.setFont(colors.uiFont());
        const int valueWidth = metricsOfText.horizontalAdvance(row.value);
        painter.setPen(colors.color(ColorRole::Dim));
        const QRect line(kLegendInset + 12, top, width() - kLegendInset - 12, kLegendRow);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, row.value);
        painter.setPen(colors.color(off ? ColorRole::Dim : ColorRole::Text));
        const int nameWidth = line.width() - valueWidth - 8;
        QFont nameFont = colors.uiFont();
        nameFont.setStrikeOut(off);
        painter.setFont(nameFont);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                         metricsOfText.elidedText(row.name, Qt::ElideMiddle, nameWidth));
        if (hasFocus() && m_current == static_cast<int>(i)) {
            painter.setPen(colors.color(ColorRole::Selection));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(1, top + 1, width() - 2, kLegendRow - 2), 4, 4);
        }
    }
    if (m_rows.size() > 1) {
        painter.setFont(colors.smallFont());
        painter.setPen(colors.color(ColorRole::Dim));
        painter.drawText(QRect(0, top + 8, width(), kLegendRow), Qt::AlignRight | Qt::AlignVCenter,
                         tr("click hides, Alt+click solos"));
    }
}

void PlotLegend::mousePressEvent(QMouseEvent *event)
{
    toggle(rowAt(qRound(event->position().y())), event->modifiers() & Qt::AltModifier);
}

void PlotLegend::keyPressEvent(QKeyEvent *event)
{
    const int last = static_cast<int>(m_rows.size()) - 1;
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
        m_current =
            std::clamp(m_current + (event->key() == Qt::Key_Down ? 1 : -1), 0, std::max(0, last));
        update();
    } else if (event->key() == Qt::Key_Space && last >= 0) {
        toggle(m_current, event->modifiers() & Qt::AltModifier);
    } else {
        QWidget::keyPressEvent(event);
    }
}

bool PlotLegend::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int row = rowAt(help->pos().y());
        if (row < 0) {
            QToolTip::hideText();
        } else {
            // Keys are outside data: escaped, so that the tool tip never takes them for markup.
            QToolTip::showText(help->globalPos(),
                               QStringLiteral("<p style='white-space:pre'>%1</p>")
                                   .arg(m_rows[static_cast<std::size_t>(row)].name.toHtmlEscaped()),
                               this);
        }
        return true;
    }
    return QWidget::event(event);
}

} // namespace weir::studio
