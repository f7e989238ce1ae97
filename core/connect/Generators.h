#pragma once

#include "core/base/Result.h"
#include "core/connect/Generator.h"

#include <memory>
#include <string_view>
#include <vector>

namespace weir::connect {

/// Returns what is fixed about every generator, tables first, then by name.
std::vector<GeneratorTraits> knownGenerators();

/// Makes a generator by name. `connect.unknown-generator` (names those there are),
/// `connect.invalid-rate` (negative or not a number).
Result<std::unique_ptr<Generator>> makeGenerator(std::string_view name,
                                                 const GeneratorSettings &settings);

} // namespace weir::connect
