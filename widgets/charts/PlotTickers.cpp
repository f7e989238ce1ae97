#include "widgets/charts/PlotTickers.h"

#include <array>
#include <cmath>

namespace weir::studio {

namespace {

constexpr QChar kThinSpace(0x2009);

} // namespace

QString shortNumber(double value)
{
    static constexpr std::array<const char *, 5> kUnits = {"", "k", "M", "G", "T"};
    std::size_t unit = 0;
    double shown = value;
    while (std::abs(shown) >= 1000 && unit + 1 < kUnits.size()) {
        shown /= 1000;
        ++unit;
    }
    QString text = QString::number(shown, 'g', 3);
    return unit == 0 ? text : text + kThinSpace + QLatin1String(kUnits[unit]);
}

QString groupedNumber(double value)
{
    const double whole = std::floor(std::abs(value));
    QString digits = QString::number(whole, 'f', 0);
    for (qsizetype at = digits.size() - 3; at > 0; at -= 3) {
        digits.insert(at, kThinSpace);
    }
    const double fraction = std::abs(value) - whole;
    if (fraction > 0.0005) {
        digits += QString::number(fraction, 'f', 3).mid(1);
        while (digits.endsWith(QLatin1Char('0'))) {
            digits.chop(1);
        }
    }
    return value < 0 ? QChar(0x2212) + digits : digits;
}

QString ShortNumberTicker::getTickLabel(double tick, const QLocale &, QChar, int)
{
    return shortNumber(tick);
}

double WindowTimeTicker::getTickStep(const QCPRange &range)
{
    static constexpr std::array<double, 19> kSteps = {
        1,   2,    5,    10,   15,    30,    60,    120,   300,      600,
        900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 7 * 86400};
    for (const double step : kSteps) {
        if (range.size() / step <= tickCount() + 1) {
            return step;
        }
    }
    return QCPAxisTickerDateTime::getTickStep(range);
}

} // namespace weir::studio
