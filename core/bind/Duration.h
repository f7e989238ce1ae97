#pragma once

#include "core/bind/BindContext.h"
#include "core/sql/view/Relation.h"

#include <cstdint>
#include <optional>

namespace weir::bind {

/// Whether a length of time may be 0.
enum class LeastDuration { Nothing, OneMillisecond };

/// Returns the milliseconds of `5 MINUTES`, a variable in it substituted. Nothing where none is
/// written, and after a report of bind.bad-duration or bind.unknown-variable.
std::optional<std::int64_t> readDuration(BindContext &context, const sql::DurationView &view,
                                         LeastDuration least = LeastDuration::Nothing);

} // namespace weir::bind
