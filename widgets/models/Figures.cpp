#include "widgets/models/Figures.h"

#include "widgets/models/DisplayZone.h"

#include <QDateTime>
#include <QLocale>

#include <array>

namespace weir::studio {

QString countText(std::uint64_t count)
{
    return QLocale().toString(static_cast<qulonglong>(count));
}

QString rateText(double perSecond)
{
    if (perSecond < 0.05) {
        return {};
    }
    if (perSecond < 9.95) {
        return QStringLiteral("%1/s").arg(QLocale().toString(perSecond, 'f', 1));
    }
    if (perSecond < 9999.5) {
        return QStringLiteral("%1/s").arg(QLocale().toString(perSecond, 'f', 0));
    }
    if (perSecond < 999'950) {
        return QStringLiteral("%1 k/s").arg(QLocale().toString(perSecond / 1e3, 'f', 1));
    }
    return QStringLiteral("%1 M/s").arg(QLocale().toString(perSecond / 1e6, 'f', 1));
}

QString bytesText(std::uint64_t bytes)
{
    constexpr std::array<const char *, 5> kUnits = {"B", "kB", "MB", "GB", "TB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < kUnits.size()) {
        value /= 1000;
        ++unit;
    }
    const int digits = unit > 0 && value < 9.95 ? 1 : 0;
    return QStringLiteral("%1 %2").arg(QLocale().toString(value, 'f', digits),
                                       QLatin1String(kUnits[unit]));
}

QString timestampText(EpochMs time)
{
    return QDateTime::fromMSecsSinceEpoch(time, DisplayZone::instance().zone())
        .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"));
}

QString clockText(EpochMs time)
{
    return QDateTime::fromMSecsSinceEpoch(time, DisplayZone::instance().zone())
        .toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString countOf(std::uint64_t count, const QString &one, const QString &many)
{
    return (count == 1 ? one : many).arg(countText(count));
}

} // namespace weir::studio
