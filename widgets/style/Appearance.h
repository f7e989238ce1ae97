#pragma once

#include "widgets/style/Theme.h"

#include <QObject>

namespace weir::studio {

/// What the person chose under View > Theme. System follows the palette the program was started
/// with.
enum class ThemeChoice { System, Dark, Light };

/// The theme in use. One object per process, made by `install()`; GUI thread only.
class Appearance : public QObject {
    Q_OBJECT

public:
    /// Makes the object, sets WeirStyle, palette and fonts on the QApplication. Later calls only
    /// switch.
    static Appearance &install(ThemeChoice choice);
    /// Returns the object; before `install()` it holds the dark theme and has touched nothing.
    static Appearance &instance();

    const Theme &theme() const { return m_theme; }
    ThemeChoice choice() const { return m_choice; }
    /// Switches at run time: palette, fonts and every widget's paint.
    void setChoice(ThemeChoice choice);
    const FontChoice &fonts() const { return m_fonts; }
    /// Switches faces and sizes at run time.
    void setFonts(const FontChoice &fonts);

Q_SIGNALS:
    /// Theme or fonts have changed; widgets that cache colours or pictures must drop them.
    void themeChanged();

private:
    Appearance();
    void apply();

    Theme m_theme;
    ThemeChoice m_choice = ThemeChoice::System;
    FontChoice m_fonts;
    bool m_systemIsDark = false;
    bool m_installed = false;
};

/// Returns the theme in use. Valid until the next switch; do not keep the reference.
const Theme &theme();
/// Returns a colour of the theme in use.
QColor themeColor(ColorRole role);
/// Returns the sizes of the theme in use.
const Metrics &metrics();

} // namespace weir::studio
