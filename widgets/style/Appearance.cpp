#include "widgets/style/Appearance.h"

#include "widgets/style/WeirStyle.h"

#include <QApplication>
#include <QEvent>
#include <QGuiApplication>
#include <QPixmapCache>
#include <QToolTip>
#include <QWidget>

// Outside any namespace, as Q_INIT_RESOURCE asks.
static void initWeirResources()
{
    Q_INIT_RESOURCE(weir);
}

namespace weir::studio {

Appearance::Appearance()
    : m_theme((initWeirResources(), Theme::named(QStringLiteral("dark"))))
{
}

Appearance &Appearance::instance()
{
    static Appearance appearance;
    return appearance;
}

Appearance &Appearance::install(ThemeChoice choice)
{
    Appearance &appearance = instance();
    if (!appearance.m_installed) {
        const QPalette start = QGuiApplication::palette();
        appearance.m_systemIsDark = start.color(QPalette::Window).lightnessF() <
                                    start.color(QPalette::WindowText).lightnessF();
        appearance.m_installed = true;
        QApplication::setStyle(new WeirStyle);
    }
    appearance.m_choice = choice;
    appearance.apply();
    return appearance;
}

void Appearance::setChoice(ThemeChoice choice)
{
    m_choice = choice;
    apply();
}

void Appearance::setFonts(const FontChoice &fonts)
{
    if (m_fonts == fonts) {
        return;
    }
    m_fonts = fonts;
    apply();
    // Widgets that paint in faces of the theme do not see the application's font change.
    for (QWidget *widget : QApplication::allWidgets()) {
        QEvent changed(QEvent::StyleChange);
        QApplication::sendEvent(widget, &changed);
    }
}

void Appearance::apply()
{
    const bool dark =
        m_choice == ThemeChoice::Dark || (m_choice == ThemeChoice::System && m_systemIsDark);
    m_theme = Theme::named(dark ? QStringLiteral("dark") : QStringLiteral("light"), m_fonts);
    if (m_installed) {
        QPixmapCache::clear();
        QApplication::setFont(m_theme.uiFont());
        QApplication::setPalette(m_theme.palette());
        // Windows that are already shown take the application's palette only when they are polished
        // anew; set it on them, and their children inherit it at once.
        for (QWidget *window : QApplication::topLevelWidgets()) {
            window->setPalette(m_theme.palette());
        }
        QToolTip::setPalette(m_theme.palette());
        QToolTip::setFont(m_theme.uiFont());
    }
    Q_EMIT themeChanged();
}

const Theme &theme()
{
    return Appearance::instance().theme();
}

QColor themeColor(ColorRole role)
{
    return theme().color(role);
}

const Metrics &metrics()
{
    return theme().metrics();
}

} // namespace weir::studio
