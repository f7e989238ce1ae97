#pragma once

namespace weir::studio {

/// Numbers of Scintilla indicators and markers that the editor uses.
enum EditorIndicator {
    kErrorIndicator = 8,
    kWarningIndicator,
    kHintIndicator,
    kStreamIndicator,
    kTableIndicator,
    kColumnIndicator,
    kFunctionIndicator,
    kMatchIndicator,
};
inline constexpr int kStatementMarker = 1;
inline constexpr int kLineNumberMargin = 0;
inline constexpr int kFoldMargin = 2;

} // namespace weir::studio
