#pragma once

#include "widgets/style/Theme.h"

#include <QIcon>
#include <QPixmap>

#include <optional>

class QPainter;
class QRectF;

namespace weir::studio {

/// Our single-colour 16 px drawings: `resources/icons/NAME.svg`, drawn with `currentColor`.
enum class Glyph {
    None,
    // what a thing is
    Stream,
    Table,
    Topic,
    Source,
    Filter,
    Columns,
    Join,
    Window,
    Group,
    Having,
    Partition,
    Sink,
    Note,
    Node,
    Project,
    Plot,
    Results,
    Cluster,
    Generator,
    Key,
    Clock,
    // actions
    Run,
    Pause,
    Stop,
    Undo,
    Redo,
    Search,
    New,
    Open,
    Save,
    SaveAs,
    Close,
    Cut,
    Copy,
    Paste,
    Delete,
    Plus,
    Minus,
    Fit,
    Layout,
    ZoomIn,
    ZoomOut,
    Settings,
    Command,
    Keyboard,
    Help,
    Fix,
    Format,
    CommentLine,
    Next,
    Previous,
    Refresh,
    Export,
    Import,
    Rename,
    SelectAll,
    Duplicate,
    Pin,
    Eye,
    EyeOff,
    Star,
    StarFilled,
    Fullscreen,
    Theme,
    Quit,
    Live,
    History,
    Info,
    // states
    Problem,
    Warning,
    Ok,
    DeadLetter,
    Log,
    Dot,
    Edited,
    // arrows and panels
    ChevronDown,
    ChevronRight,
    ArrowDown,
    PanelLeft,
    PanelBottom,
    PanelRight,
};
inline constexpr int kGlyphCount = static_cast<int>(Glyph::PanelRight) + 1;

/// Returns the file name of a glyph without ending ("save-as"), "" for None.
const char *glyphName(Glyph glyph);

/// Makes an icon in a colour of whatever theme is in use when it is painted; disabled icons are
/// `faint`. `Glyph::None` gives a null icon.
QIcon icon(Glyph glyph, ColorRole role = ColorRole::Text);

/// Paints a glyph in a colour, scaled to `rect` (cached by colour, size and device pixel ratio).
void paintGlyph(QPainter &painter, const QRectF &rect, Glyph glyph, const QColor &color);

} // namespace weir::studio
