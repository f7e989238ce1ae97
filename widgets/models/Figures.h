#pragma once

#include "core/base/Clock.h"

#include <QString>

#include <cstdint>

namespace weir::studio {

/// Figures as a person reads them: grouped by the user's locale, units behind a space (R27). For
/// exports use the C locale instead.
QString countText(std::uint64_t count);
/// "0.4/s", "482/s", "12.3 k/s"; empty below 0.05.
QString rateText(double perSecond);
/// "62 MB", "1.4 GB"; powers of 1000.
QString bytesText(std::uint64_t bytes);
/// "2026-11-23 14:46:12.905" in the display zone.
QString timestampText(EpochMs time);
/// "14:46:12.905" in the display zone.
QString clockText(EpochMs time);

/// Returns "1 row" or "1,204 rows": `one` or `many` (both translated, with %1), by the count.
QString countOf(std::uint64_t count, const QString &one, const QString &many);

} // namespace weir::studio
