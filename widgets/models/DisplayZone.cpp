#include "widgets/models/DisplayZone.h"

namespace weir::studio {

DisplayZone::DisplayZone()
    : m_zone(QTimeZone::utc())
{
}

DisplayZone &DisplayZone::instance()
{
    static DisplayZone zone;
    return zone;
}

void DisplayZone::choose(const QString &id)
{
    QTimeZone wanted = QTimeZone::utc();
    if (id == QLatin1String("local")) {
        wanted = QTimeZone::systemTimeZone();
    } else if (!id.isEmpty() && QTimeZone::isTimeZoneIdAvailable(id.toLatin1())) {
        wanted = QTimeZone(id.toLatin1());
    }
    if (wanted.isValid() && wanted != m_zone) {
        m_zone = wanted;
        Q_EMIT changed();
    }
}

QString DisplayZone::name() const
{
    return QString::fromLatin1(m_zone.id());
}

} // namespace weir::studio
