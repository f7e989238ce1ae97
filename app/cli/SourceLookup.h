#pragma once

#include "app/cli/Command.h"
#include "core/catalog/Source.h"

#include <memory>
#include <string>

namespace weir::cli {

/// Finds what is known of the rows of a topic: from `sqlFile` if given, else from the runs that
/// keep their checkpoints on this cluster; of one that cannot be read it says so. Null when nothing
/// is known; an error only for a bad file or a cluster that cannot be asked.
Result<std::shared_ptr<const catalog::Source>> lookUpSource(log::Cluster &cluster,
                                                            const std::string &topic,
                                                            const std::string &sqlFile,
                                                            CommandContext &context);

/// Reads a whole file. `cli.unreadable-file`.
Result<std::string> readFile(const std::string &path);

} // namespace weir::cli
