#include "widgets/panels/EmptyHint.h"

#include "widgets/style/Appearance.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace weir::studio {

EmptyHint::EmptyHint(const QString &text, const QString &action, QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(text, this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setForegroundRole(QPalette::PlaceholderText);
    m_text->setMaximumWidth(460);
    auto *layout = new QVBoxLayout(this);
    const int margin = metrics().panelMargin;
    layout->setContentsMargins(margin, margin + 4, margin, margin);
    layout->setSpacing(10);
    layout->addWidget(m_text);
    if (!action.isEmpty()) {
        m_button = new QPushButton(action, this);
        m_button->setObjectName(QStringLiteral("emptyHintButton"));
        layout->addWidget(m_button, 0, Qt::AlignLeft);
        connect(m_button, &QPushButton::clicked, this, &EmptyHint::triggered);
    }
    layout->addStretch(1);
}

void EmptyHint::setText(const QString &text)
{
    m_text->setText(text);
}

} // namespace weir::studio
