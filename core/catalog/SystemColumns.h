#pragma once

#include <string_view>

namespace weir::catalog {

/// Returns whether the name is one of ROWTIME, ROWPARTITION, ROWOFFSET, WINDOWSTART, WINDOWEND:
/// columns that every row has and no source may declare (SEMANTICS 5).
inline bool isSystemColumn(std::string_view name)
{
    return name == "ROWTIME" || name == "ROWPARTITION" || name == "ROWOFFSET" ||
           name == "WINDOWSTART" || name == "WINDOWEND";
}

} // namespace weir::catalog
