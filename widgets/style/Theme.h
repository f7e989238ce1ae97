#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

#include <array>
#include <vector>

class QByteArray;

namespace weir::studio {

/// What a colour means. The values stand in `resources/themes/{dark,light}.json` under the role's
/// name
/// (`colorRoleName`); no other place knows a colour.
enum class ColorRole {
    Window,           ///< the ground of canvas and window
    Panel,            ///< side panels, tool bar, plot
    Raised,           ///< nodes, buttons, menus, tool tips
    Field,            ///< line edits, the SQL editor
    Hairline,         ///< rules and borders
    Outline,          ///< borders of controls
    Hover,            ///< ground under the pointer
    Pressed,          ///< ground of a pressed control
    SelectedRow,      ///< ground of a selected row
    CurrentStatement, ///< ground of the statement that belongs to the selection
    Text,             ///< body text
    Dim,              ///< headings, axes, units, hints
    Faint,            ///< rules, disabled text and decoration only
    Stream,
    Table,
    Topic,
    Sink,
    Error,
    Selection, ///< selection ring, focus ring, accent underline
    Ok,
    Keyword,
    Type,
    Function,
    String,
    Number,
    Comment,
    Filled,   ///< ground of a filled button
    Run,      ///< ground of the Run button
    OnFilled, ///< text on the two above
};
inline constexpr int kColorRoleCount = static_cast<int>(ColorRole::OnFilled) + 1;

/// Returns the key of a role in a theme file ("currentStatement").
const char *colorRoleName(ColorRole role);

/// Sizes in device independent pixels; those of controls derive from the font's height.
struct Metrics {
    int unit = 4;
    int radius = 6;
    int hairline = 1;
    int icon = 16;
    int text = 16;    ///< height of one line of chrome text
    int row = 26;     ///< row of a list, tree or table
    int control = 28; ///< button, field
    int tab = 34;     ///< tab strip, panel header, canvas palette
    int toolBar = 42;
    int statusBar = 27;
    int scrollBar = 10;
    int panelMargin = 12; ///< left and right margin of a panel's content
};

/// Faces and sizes that a person chose; an empty face is ours (Inter, JetBrains Mono) or the
/// system's.
struct FontChoice {
    static constexpr double kLeastPoints = 7;
    static constexpr double kMostPoints = 16;

    QString uiFamily;
    double uiPoints = 9.5;
    QString monoFamily;
    double monoPoints = 9.5;

    bool operator==(const FontChoice &) const = default;
};

/// A set of named colours, fonts and sizes. An immutable value; `Appearance` holds the one in use.
class Theme {
public:
    /// Reads a theme file. A missing role or a broken colour is a bug in our own resource: asserted
    /// in debug builds, magenta otherwise.
    static Theme fromJson(const QByteArray &json, const FontChoice &fonts = {});
    /// Reads a compiled-in theme: "dark" or "light".
    static Theme named(const QString &name, const FontChoice &fonts = {});

    const QString &name() const { return m_name; }
    bool isDark() const;

    QColor color(ColorRole role) const { return m_colors[static_cast<std::size_t>(role)]; }
    /// Returns `over` painted with `share` (0 … 1) on `ground`, as an opaque colour.
    QColor mix(ColorRole over, ColorRole ground, qreal share) const;

    /// Returns the colour of a plotted series; `index` wraps around.
    QColor series(int index) const;
    int seriesCount() const { return static_cast<int>(m_series.size()); }

    const Metrics &metrics() const { return m_metrics; }
    /// The face of chrome: Inter 9.5 pt, or the system's, or the person's choice.
    const QFont &uiFont() const { return m_uiFont; }
    /// The face of SQL, keys and values: JetBrains Mono 9.5 pt, or the system's fixed font.
    const QFont &monoFont() const { return m_monoFont; }
    /// The chrome face in semi-bold, for names and titles.
    QFont strongFont() const;
    /// The chrome face one step smaller, for hints and section headings.
    QFont smallFont() const;
    /// The monospaced face one step smaller, for second lines.
    QFont smallMonoFont() const;

    /// Returns the palette that Fusion and plain widgets use.
    QPalette palette() const;

private:
    QString m_name;
    std::array<QColor, kColorRoleCount> m_colors;
    std::vector<QColor> m_series;
    Metrics m_metrics;
    QFont m_uiFont;
    QFont m_monoFont;
};

} // namespace weir::studio
