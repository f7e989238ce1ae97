#include "widgets/canvas/CanvasDrag.h"

#include <QMimeData>

namespace weir::studio {

QMimeData *operatorMimeData(OperatorKind op)
{
    auto *data = new QMimeData;
    data->setData(QLatin1String(kOperatorMime), QByteArray::number(static_cast<int>(op)));
    return data;
}

QMimeData *topicMimeData(const QString &topic)
{
    auto *data = new QMimeData;
    data->setData(QLatin1String(kTopicMime), topic.toUtf8());
    data->setText(topic);
    return data;
}

std::optional<OperatorKind> operatorOf(const QMimeData &data)
{
    bool valid = false;
    const int value = data.data(QLatin1String(kOperatorMime)).toInt(&valid);
    if (!valid || value < 0 || value > static_cast<int>(OperatorKind::Note)) {
        return std::nullopt;
    }
    return static_cast<OperatorKind>(value);
}

QString topicOf(const QMimeData &data)
{
    return QString::fromUtf8(data.data(QLatin1String(kTopicMime)));
}

} // namespace weir::studio
