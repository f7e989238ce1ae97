#include "widgets/panels/HintBar.h"

#include "widgets/panels/ElidedLabel.h"
#include "widgets/panels/Swatch.h"
#include "widgets/style/Appearance.h"
#include "widgets/style/ButtonKind.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace weir::studio {

HintBar::HintBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new ElidedLabel({}, ColorRole::Text, ElidedLabel::Face::Ui, this))
    , m_first(new QPushButton(this))
    , m_second(new QPushButton(this))
    , m_third(new QPushButton(this))
    , m_mark(new Swatch(Glyph::Info, ColorRole::Selection, this))
{
    setObjectName(QStringLiteral("hintBar"));
    m_first->setObjectName(QStringLiteral("hintFirst"));
    m_second->setObjectName(QStringLiteral("hintSecond"));
    m_third->setObjectName(QStringLiteral("hintThird"));
    setButtonKind(*m_first, ButtonKind::Filled);
    auto *close = new QToolButton(this);
    close->setObjectName(QStringLiteral("hintClose"));
    close->setIcon(icon(Glyph::Close, ColorRole::Dim));
    close->setIconSize({12, 12});
    close->setToolTip(tr("Close this line"));
    close->setAccessibleName(tr("Close this line"));
    close->setFocusPolicy(Qt::TabFocus);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 5, 8, 5);
    row->addWidget(m_mark);
    row->addWidget(m_text, 1);
    row->addWidget(m_first);
    row->addWidget(m_second);
    row->addWidget(m_third);
    row->addWidget(close);
    setActions({});
    hide();
    connect(m_first, &QPushButton::clicked, this, &HintBar::firstClicked);
    connect(m_second, &QPushButton::clicked, this, &HintBar::secondClicked);
    connect(m_third, &QPushButton::clicked, this, &HintBar::thirdClicked);
    connect(close, &QToolButton::clicked, this, [this] {
        setText({});
        Q_EMIT dismissed();
    });
}

void HintBar::setText(const QString &text)
{
    m_text->setText(text);
    setVisible(!text.isEmpty());
}

const QString &HintBar::text() const
{
    return m_text->text();
}

void HintBar::setWarning(bool warning)
{
    m_mark->set(warning ? Glyph::Warning : Glyph::Info,
                warning ? ColorRole::Sink : ColorRole::Selection);
}

void HintBar::setActions(const QString &first, const QString &second, const QString &third)
{
    m_first->setText(first);
    m_first->setVisible(!first.isEmpty());
    m_second->setText(second);
    m_second->setVisible(!second.isEmpty());
    m_third->setText(third);
    m_third->setVisible(!third.isEmpty());
}

void HintBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeColor(ColorRole::Raised));
    painter.fillRect(QRect(0, 0, width(), 1), themeColor(ColorRole::Hairline));
}

} // namespace weir::studio
