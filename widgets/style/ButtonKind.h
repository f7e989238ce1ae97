#pragma once

class QWidget;

namespace weir::studio {

/// How a button is drawn. Plain: raised with a border. Flat: no ground until the pointer is over
/// it. Filled: the one primary action of a place. Run: the Run button. Link: accent text without a
/// ground.
enum class ButtonKind { Plain, Flat, Filled, Run, Link };

/// Sets how WeirStyle draws a QPushButton or QToolButton and repaints it.
void setButtonKind(QWidget &button, ButtonKind kind);
/// Returns what was set; Plain for a QPushButton and Flat for a QToolButton without a setting.
ButtonKind buttonKind(const QWidget *button);

} // namespace weir::studio
