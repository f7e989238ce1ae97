#pragma once

#include <QStringList>

class QWidget;

namespace weir::test {

/// Walks the visible widgets of a window and returns what is wrong, one sentence each: text that
/// does not fit, siblings that overlap, controls without a size, controls the keyboard cannot reach
/// or that have no name.
QStringList auditLayout(QWidget &window);

} // namespace weir::test
