#pragma once

#include "widgets/canvas/CanvasScene.h"

#include <QString>

#include <optional>

class QMimeData;

namespace weir::studio {

/// Mime types of what may be dragged onto the canvas.
inline constexpr char kOperatorMime[] = "application/x-weir-operator";
inline constexpr char kTopicMime[] = "application/x-weir-topic";

/// Makes the data of a palette entry's drag.
QMimeData *operatorMimeData(OperatorKind op);
/// Makes the data of a topic's drag; as text it is the topic's name.
QMimeData *topicMimeData(const QString &topic);

/// Return what a drag carries, or nothing.
std::optional<OperatorKind> operatorOf(const QMimeData &data);
QString topicOf(const QMimeData &data);

} // namespace weir::studio
