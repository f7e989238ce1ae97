#pragma once

#include <cstddef>
#include <cstdint>

namespace weir::log {

/// Returns the CRC-32C (Castagnoli, RFC 3720) of the bytes, by the processor's instruction if it
/// has it.
std::uint32_t crc32c(const void *data, std::size_t size);

} // namespace weir::log
