#pragma once

#include <QString>
#include <qcustomplot.h>

namespace weir::studio {

/// Writes a value with at most three figures and a unit: "0", "950", "6 k", "1.2 M".
QString shortNumber(double value);
/// Writes a count with thin groups: "9 204"; fractions with up to three digits.
QString groupedNumber(double value);

/// Labels a value axis by shortNumber.
class ShortNumberTicker : public QCPAxisTicker {
protected:
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar,
                         int precision) override;
};

/// Puts the ticks of a time axis on whole seconds, minutes, hours or days.
class WindowTimeTicker : public QCPAxisTickerDateTime {
protected:
    double getTickStep(const QCPRange &range) override;
};

} // namespace weir::studio
