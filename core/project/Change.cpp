#include "core/project/Change.h"

namespace weir::project {

Change Change::inverse() const
{
    Change back;
    std::uint64_t revision = patches.empty() ? 0 : patches.back().revision + 1;
    for (auto patch = patches.rbegin(); patch != patches.rend(); ++patch) {
        back.patches.push_back(patch->inverse());
        back.patches.back().revision = revision++;
    }
    for (auto moved = positions.rbegin(); moved != positions.rend(); ++moved) {
        back.positions.push_back({moved->key, moved->after, moved->before});
    }
    if (plots) {
        back.plots = PlotsChange{plots->after, plots->before};
    }
    return back;
}

} // namespace weir::project
