#pragma once

#include "core/sql/SyntaxNode.h"

#include <cstddef>
#include <string>

namespace weir::sql {

/// Lines that are laid out are no longer than this, in characters, where they can be broken.
inline constexpr std::size_t kLineWidth = 100;

/// A token about to be printed, with what decides its look: the node it belongs to.
struct PlacedToken {
    Token token;
    SyntaxNode owner;
};

/// Returns how the token is spelt canonically.
std::string canonicalSpelling(const PlacedToken &placed);

/// Returns whether a blank stands between two tokens on one line.
bool needsBlank(const PlacedToken &before, const PlacedToken &after);

} // namespace weir::sql
