#include "core/runtime/StateBudget.h"

#include <unistd.h>

namespace weir::runtime {

std::size_t defaultStateBudget()
{
    const long pages = ::sysconf(_SC_PHYS_PAGES);
    const long pageBytes = ::sysconf(_SC_PAGESIZE);
    return pages > 0 && pageBytes > 0 ? std::size_t(pages) / 2 * std::size_t(pageBytes) : 0;
}

} // namespace weir::runtime
