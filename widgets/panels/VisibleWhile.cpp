#include "widgets/panels/VisibleWhile.h"

#include <QEvent>

#include <utility>

namespace weir::studio {

VisibleWhile::VisibleWhile(QWidget *widget, std::function<void(bool)> changed)
    : QObject(widget)
    , m_widget(widget)
    , m_changed(std::move(changed))
{
    widget->installEventFilter(this);
    check();
}

bool VisibleWhile::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    if (type == QEvent::Show || type == QEvent::Hide || type == QEvent::WindowStateChange) {
        // The widget's own flag has changed when the event arrives.
        check();
    }
    return QObject::eventFilter(watched, event);
}

void VisibleWhile::check()
{
    QWidget *window = m_widget->window();
    if (window != m_window && window != m_widget) {
        if (m_window) {
            m_window->removeEventFilter(this);
        }
        m_window = window;
        window->installEventFilter(this);
    }
    const bool seen = m_widget->isVisible() && !window->isMinimized();
    if (std::exchange(m_seen, seen) != seen) {
        m_changed(seen);
    }
}

} // namespace weir::studio
