#pragma once

#include <QString>
#include <QStringList>

namespace weir::studio {

class Studio;

/// Returns the names of the screens: "designer", "records", "problems", …
QStringList screenNames();
/// Brings a screen on: pages, panels, boxes. The content is what the studio holds.
void showScreen(Studio &studio, const QString &name);
/// Writes each screen in both themes into a folder as NAME-THEME-SCALE.png; scale is that of the
/// screen (QT_SCALE_FACTOR, or the platform's). Returns false when a file cannot be written.
bool renderScreens(Studio &studio, const QString &folder);

} // namespace weir::studio
