#include "widgets/panels/PanelStack.h"

#include "widgets/style/Appearance.h"
#include "widgets/style/Icon.h"

#include <QPainter>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace weir::studio {

PanelStack::PanelStack(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabBar(this))
    , m_stack(new QStackedWidget(this))
{
    m_tabs->setDrawBase(true);
    m_tabs->setExpanding(false);
    m_tabs->setDocumentMode(true);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setElideMode(Qt::ElideRight);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tabs);
    layout->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_stack->setCurrentIndex(index);
        if (index >= 0) {
            Q_EMIT currentPageChanged(m_pages[static_cast<std::size_t>(index)].id);
        }
    });
}

int PanelStack::find(const QString &id) const
{
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        if (m_pages[i].id == id) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

void PanelStack::addPage(const QString &id, const QString &title, QWidget *page, bool closable)
{
    Q_ASSERT(find(id) < 0);
    m_tabs->setObjectName(objectName() + QStringLiteral("Tabs"));
    m_pages.push_back({id, title, page, 0, false});
    m_stack->addWidget(page);
    const int index = m_tabs->addTab(title);
    m_tabs->setTabToolTip(index, title);
    // A tab bar that is not shown yet tells its layout nothing of a new tab and would stay at no
    // height.
    m_tabs->updateGeometry();
    if (closable) {
        auto *close = new QToolButton(m_tabs);
        close->setObjectName(QStringLiteral("close-") + id);
        close->setIcon(icon(Glyph::Close, ColorRole::Dim));
        close->setIconSize({10, 10});
        close->setFixedSize(18, 18);
        close->setToolTip(tr("Close %1").arg(title));
        close->setAccessibleName(tr("Close %1").arg(title));
        connect(close, &QToolButton::clicked, this, [this, id] { Q_EMIT closeRequested(id); });
        m_tabs->setTabButton(index, QTabBar::RightSide, close);
    }
}

void PanelStack::removePage(const QString &id)
{
    const int index = find(id);
    if (index < 0) {
        return;
    }
    QWidget *page = m_pages[static_cast<std::size_t>(index)].widget;
    m_pages.erase(m_pages.begin() + index);
    m_stack->removeWidget(page);
    m_tabs->removeTab(index);
    page->deleteLater();
    m_stack->setCurrentIndex(m_tabs->currentIndex());
}

QWidget *PanelStack::page(const QString &id) const
{
    const int index = find(id);
    return index < 0 ? nullptr : m_pages[static_cast<std::size_t>(index)].widget;
}

QString PanelStack::currentPage() const
{
    const int index = m_tabs->currentIndex();
    return index < 0 ? QString() : m_pages[static_cast<std::size_t>(index)].id;
}

QStringList PanelStack::pages() const
{
    QStringList ids;
    for (const Page &page : m_pages) {
        ids.append(page.id);
    }
    return ids;
}

void PanelStack::showPage(const QString &id)
{
    const int index = find(id);
    if (index >= 0) {
        m_tabs->setCurrentIndex(index);
        setCollapsed(false);
    }
}

void PanelStack::label(int index)
{
    const Page &page = m_pages[static_cast<std::size_t>(index)];
    QString text = page.title;
    text.replace(u'&', QStringLiteral("&&"));
    if (page.count > 0) {
        text += QStringLiteral(" %1").arg(page.count);
    }
    if (page.edited) {
        text += QStringLiteral("  ●");
    }
    m_tabs->setTabText(index, text);
    m_tabs->setTabToolTip(index, page.edited ? tr("%1, not saved").arg(page.title) : page.title);
}

void PanelStack::setTitle(const QString &id, const QString &title)
{
    if (const int index = find(id); index >= 0) {
        m_pages[static_cast<std::size_t>(index)].title = title;
        label(index);
    }
}

void PanelStack::setCount(const QString &id, int count)
{
    const int index = find(id);
    if (index >= 0 &&
        std::exchange(m_pages[static_cast<std::size_t>(index)].count, count) != count) {
        label(index);
    }
}

void PanelStack::setEdited(const QString &id, bool edited)
{
    const int index = find(id);
    if (index >= 0 &&
        std::exchange(m_pages[static_cast<std::size_t>(index)].edited, edited) != edited) {
        label(index);
    }
}

void PanelStack::setPageShown(const QString &id, bool shown)
{
    if (const int index = find(id); index >= 0) {
        m_tabs->setTabVisible(index, shown);
        m_tabs->updateGeometry();
    }
}

void PanelStack::stepPage(int step)
{
    const int count = m_tabs->count();
    for (int i = 1; i <= count; ++i) {
        const int next = ((m_tabs->currentIndex() + i * step) % count + count) % count;
        if (m_tabs->isTabVisible(next)) {
            m_tabs->setCurrentIndex(next);
            return;
        }
    }
}

void PanelStack::setCollapsed(bool collapsed)
{
    if (m_collapsed == collapsed) {
        return;
    }
    m_collapsed = collapsed;
    // QSplitter keeps the size of a hidden child and gives it back when it is shown again.
    setVisible(!collapsed);
    Q_EMIT collapsedChanged(collapsed);
}

void PanelStack::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeColor(ColorRole::Panel));
    // The tab bar may be narrower than the stack; its base line goes on to the edge.
    painter.fillRect(QRect(0, m_tabs->height() - 1, width(), 1), themeColor(ColorRole::Hairline));
}

} // namespace weir::studio
