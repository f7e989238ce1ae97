#include "app/studio/wiring/DiffPages.h"

#include "app/studio/MainWindow.h"
#include "widgets/panels/PanelStack.h"

#include <utility>

namespace weir::studio {

namespace {

QString pageId(const QString &id)
{
    return QStringLiteral("diff:") + id;
}

} // namespace

DiffPages::DiffPages(MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_window(window)
{
}

void DiffPages::show(const QString &id, Comparison comparison)
{
    PanelStack *centre = m_window.stack(MainWindow::Side::Centre);
    auto *page = qobject_cast<DiffPage *>(centre->page(pageId(id)));
    if (!page) {
        page = new DiffPage;
        centre->addPage(pageId(id), comparison.tab, page, true);
        connect(page, &DiffPage::firstChosen, this,
                [this, id] { choose(id, &Comparison::onFirst); });
        connect(page, &DiffPage::secondChosen, this,
                [this, id] { choose(id, &Comparison::onSecond); });
    }
    centre->setTitle(pageId(id), comparison.tab);
    page->compare(comparison.title, comparison.sides);
    page->setChoice(comparison.first, comparison.second);
    m_shown[id] = std::move(comparison);
    m_window.showPage(pageId(id));
}

void DiffPages::close(const QString &id)
{
    if (m_shown.erase(id) != 0) {
        m_window.stack(MainWindow::Side::Centre)->removePage(pageId(id));
    }
}

void DiffPages::choose(const QString &id, std::function<void()> Comparison::*choice)
{
    if (const auto found = m_shown.find(id); found != m_shown.end()) {
        const std::function<void()> chosen = found->second.*choice;
        close(id);
        if (chosen) {
            chosen();
        }
    }
}

} // namespace weir::studio
