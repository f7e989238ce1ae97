#include "core/connect/Generator.h"

namespace weir::connect {

std::optional<std::uint64_t> Generator::indexOf(const RecordView & /*record*/) const
{
    return std::nullopt;
}

} // namespace weir::connect
