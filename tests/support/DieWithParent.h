#pragma once

#include <sys/prctl.h>

#include <csignal>

namespace weir::test {

/// Called first in a forked child: it does not outlive the test, however that ends.
inline void dieWithParent()
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
}

} // namespace weir::test
