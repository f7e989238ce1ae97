#pragma once

#include "core/catalog/Source.h"

#include <string>

namespace weir::catalog {

/// Returns the topic that takes the records of a source that cannot be read: the one it names, else
/// `TOPIC.dead-letters`; empty if its policy is another.
std::string deadLetterTopicOf(const Source &source);

} // namespace weir::catalog
