#include "widgets/panels/DiffPage.h"

#include "widgets/models/DiffModel.h"
#include "widgets/panels/DiffDelegate.h"
#include "widgets/panels/ElidedLabel.h"
#include "widgets/panels/EmptyHint.h"
#include "widgets/style/Appearance.h"
#include "widgets/style/ButtonKind.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace weir::studio {

DiffPage::DiffPage(QWidget *parent)
    : QWidget(parent)
    , m_model(new DiffModel(this))
    , m_view(new QListView(this))
    , m_same(new EmptyHint(tr("Both texts are the same."), {}, this))
    , m_title(new ElidedLabel({}, ColorRole::Text, ElidedLabel::Face::Strong, this))
    , m_summary(new ElidedLabel({}, ColorRole::Dim, ElidedLabel::Face::Small, this))
    , m_header(new QWidget(this))
    , m_first(new QPushButton(m_header))
    , m_second(new QPushButton(m_header))
{
    setObjectName(QStringLiteral("diffPage"));
    m_view->setObjectName(QStringLiteral("diffView"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new DiffDelegate(*m_model, m_view));
    m_view->setUniformItemSizes(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->viewport()->setAutoFillBackground(false);
    m_first->setObjectName(QStringLiteral("diffFirst"));
    m_second->setObjectName(QStringLiteral("diffSecond"));
    setButtonKind(*m_first, ButtonKind::Filled);
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(m_title);
    words->addWidget(m_summary);
    auto *row = new QHBoxLayout(m_header);
    row->setContentsMargins(metrics().panelMargin, 6, 8, 7);
    row->addLayout(words, 1);
    row->addWidget(m_first);
    row->addWidget(m_second);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_view, 1);
    column->addWidget(m_same, 1);
    setChoice({});
    connect(m_first, &QPushButton::clicked, this, &DiffPage::firstChosen);
    connect(m_second, &QPushButton::clicked, this, &DiffPage::secondChosen);
}

void DiffPage::compare(const QString &title, const Sides &sides)
{
    m_model->setLines(project::diffLines(sides.before, sides.after));
    m_title->setText(title);
    m_summary->setText(tr("lines only %1: − %2    lines only %3: + %4")
                           .arg(sides.beforeName)
                           .arg(m_model->removed())
                           .arg(sides.afterName)
                           .arg(m_model->added()));
    m_view->setAccessibleName(title);
    const bool any = m_model->rowCount() > 0;
    m_view->setVisible(any);
    m_same->setVisible(!any);
}

void DiffPage::setChoice(const QString &first, const QString &second)
{
    m_first->setText(first);
    m_first->setVisible(!first.isEmpty());
    m_second->setText(second);
    m_second->setVisible(!second.isEmpty());
}

void DiffPage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeColor(ColorRole::Field));
    painter.fillRect(m_header->geometry(), themeColor(ColorRole::Panel));
    painter.fillRect(QRect(0, m_header->geometry().bottom(), width(), 1),
                     themeColor(ColorRole::Hairline));
}

} // namespace weir::studio
