#include "widgets/editor/ErrorCard.h"

#include "widgets/style/Appearance.h"
#include "widgets/style/ButtonKind.h"
#include "widgets/style/Icon.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace weir::studio {

namespace {

constexpr int kGlyphRoom = 28;

ColorRole severityRole(Severity severity)
{
    return severity == Severity::Error     ? ColorRole::Error
           : severity == Severity::Warning ? ColorRole::Sink
                                           : ColorRole::Dim;
}

} // namespace

ErrorCard::ErrorCard(QWidget *parent)
    : QWidget(parent)
    , m_message(new QLabel(this))
    , m_hint(new QLabel(this))
    , m_fix(new QPushButton(this))
{
    setObjectName(QStringLiteral("errorCard"));
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::ArrowCursor);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(kGlyphRoom, 8, 10, 8);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->addWidget(m_message, 0, 0, 1, 2);
    grid->addWidget(m_hint, 1, 0);
    grid->addWidget(m_fix, 1, 1, Qt::AlignRight | Qt::AlignVCenter);
    grid->setColumnStretch(0, 1);
    for (QLabel *label : {m_message, m_hint}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_message->setObjectName(QStringLiteral("errorCardMessage"));
    m_hint->setObjectName(QStringLiteral("errorCardHint"));
    m_fix->setObjectName(QStringLiteral("errorCardFix"));
    m_fix->setFocusPolicy(Qt::NoFocus);
    setButtonKind(*m_fix, ButtonKind::Filled);
    connect(m_fix, &QPushButton::clicked, this, &ErrorCard::fixClicked);
    connect(&Appearance::instance(), &Appearance::themeChanged, this, &ErrorCard::applyTheme);
    applyTheme();
    hide();
}

void ErrorCard::applyTheme()
{
    m_message->setFont(theme().strongFont());
    m_hint->setFont(theme().uiFont());
    QPalette dimmed = palette();
    dimmed.setColor(QPalette::WindowText, themeColor(ColorRole::Dim));
    m_hint->setPalette(dimmed);
    update();
}

void ErrorCard::setDiagnostic(const Diagnostic &diagnostic, int maxWidth)
{
    m_severity = diagnostic.severity;
    m_message->setText(QString::fromStdString(diagnostic.message));
    const bool fixable = !diagnostic.fixes.empty();
    const QString label =
        fixable ? QString::fromStdString(diagnostic.fixes.front().label) : QString();
    const QString hint = QString::fromStdString(diagnostic.hint);
    m_hint->setText(hint.isEmpty() ? label : hint);
    m_hint->setVisible(!m_hint->text().isEmpty());
    m_fix->setText(tr("Fix  Alt+Enter"));
    m_fix->setToolTip(label);
    m_fix->setVisible(fixable);
    setFixedWidth(maxWidth);
    adjustSize();
    resize(maxWidth, layout()->hasHeightForWidth() ? layout()->heightForWidth(maxWidth)
                                                   : sizeHint().height());
    update();
}

void ErrorCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ColorRole role = severityRole(m_severity);
    painter.setPen(QPen(themeColor(role), 1.2));
    painter.setBrush(theme().mix(role, ColorRole::Raised, 0.08));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.6, 0.6, -0.6, -0.6), metrics().radius,
                            metrics().radius);
    const int line = m_message->geometry().top() + m_message->fontMetrics().height() / 2;
    paintGlyph(painter, QRectF(9, line - 7, 14, 14),
               m_severity == Severity::Error ? Glyph::Problem : Glyph::Warning, themeColor(role));
}

} // namespace weir::studio
