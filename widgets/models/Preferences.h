#pragma once

#include "widgets/style/Appearance.h"

namespace weir::studio {

/// What a person chose on the settings page. A plain value; each field does something at once.
struct Preferences {
    ThemeChoice theme = ThemeChoice::System;
    FontChoice fonts;
    /// The wheel pans the canvas, and Ctrl+wheel zooms (R13).
    bool wheelPans = false;
    /// An IANA id, "local" for the machine's zone, empty for UTC.
    QString zone;

    bool operator==(const Preferences &) const = default;
};

} // namespace weir::studio
