#pragma once

#include <string>
#include <string_view>

namespace weir {

/// Returns whether a text seems to hold a password or another secret: it names one (`password`,
/// `secret`, `token`, `sasl`, …). Such a text goes into no history and no log.
bool mayHoldSecret(std::string_view text);

/// Returns the text with the value behind each word that names a secret replaced by `…`
/// (`password=x`, `"password": "x"`, `'sasl.password' = 'x'`), for texts that are shown again. All
/// else stays byte for byte.
std::string maskSecrets(std::string_view text);

} // namespace weir
