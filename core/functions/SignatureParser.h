#pragma once

#include "core/catalog/FunctionSignature.h"

#include <string_view>

namespace weir::functions {

/// Reads a signature as FunctionRegistry::add takes it. Asserts that it is well formed: signatures
/// are written by us.
catalog::FunctionSignature parseSignature(std::string_view text);

} // namespace weir::functions
