#include "widgets/editor/PeekCard.h"

#include "widgets/panels/ElidedLabel.h"
#include "widgets/style/Appearance.h"
#include "widgets/style/StylePaint.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace weir::studio {

namespace {

constexpr int kMargin = 10;

} // namespace

PeekCard::PeekCard(QWidget *parent)
    : QWidget(parent)
    , m_title(new ElidedLabel({}, ColorRole::Text, ElidedLabel::Face::Strong, this))
{
    setObjectName(QStringLiteral("peekCard"));
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

QString PeekCard::title() const
{
    return m_title->text();
}

void PeekCard::fill(const QString &title, const QString &body, const QSize &most)
{
    m_title->setText(title);
    m_body = body;
    setAccessibleName(title);
    setAccessibleDescription(body);
    const QFontMetrics mono(theme().monoFont());
    int width = m_title->sizeHint().width();
    const QStringList lines = body.split(u'\n');
    for (const QString &line : lines) {
        width = std::max(width, mono.horizontalAdvance(line));
    }
    const int head = m_title->sizeHint().height();
    const int height = head + static_cast<int>(lines.size()) * mono.lineSpacing() + 3 * kMargin;
    resize(QSize(width + 2 * kMargin + 4, height).boundedTo(most));
    m_title->setGeometry(kMargin, kMargin, this->width() - 2 * kMargin, head);
    update();
}

void PeekCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paint::box(painter, rect(), themeColor(ColorRole::Raised), themeColor(ColorRole::Selection),
               metrics().radius);
    painter.setFont(theme().monoFont());
    painter.setPen(themeColor(ColorRole::Text));
    const QFontMetrics mono(theme().monoFont());
    const int lineHeight = mono.lineSpacing();
    QRect line(kMargin, m_title->geometry().bottom() + kMargin, width() - 2 * kMargin, lineHeight);
    const QStringList lines = m_body.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const bool last = line.bottom() + lineHeight > height() - 4 && i + 1 < lines.size();
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         last ? QStringLiteral("…")
                              : mono.elidedText(lines.at(i), Qt::ElideRight, line.width()));
        if (last) {
            return;
        }
        line.translate(0, lineHeight);
    }
}

} // namespace weir::studio
